import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPackagedApp } from './packaged-app.ts';

let output: string;

beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), 'gatescope-packed-'));
});
afterEach(() => {
  rmSync(output, { recursive: true });
});

function put(...path: string[]): string {
  const file = join(output, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return file;
}

test("finds the packed program in each system's place, for any processor", () => {
  const linux = put('linux-arm64-unpacked', 'gatescope');
  const windows = put('win-unpacked', 'Gatescope.exe');
  const mac = put('mac-universal', 'Gatescope.app', 'Contents', 'MacOS', 'Gatescope');

  expect(findPackagedApp(output, 'linux')).toBe(linux);
  expect(findPackagedApp(output, 'win32')).toBe(windows);
  expect(findPackagedApp(output, 'darwin')).toBe(mac);
});

test('gives the remedy where there is none', () => {
  const remedy = '"npm run dist:e2e" packs one';
  put('win-unpacked', 'Gatescope.exe');

  expect(() => findPackagedApp(output, 'linux')).toThrow(remedy);
  expect(() => findPackagedApp(join(output, 'missing'), 'linux')).toThrow(remedy);
  expect(() => findPackagedApp(output, 'aix')).toThrow(remedy);
});
