import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findChromium } from './chromium.ts';

vi.mock('@playwright/test', () => ({ chromium: { executablePath: () => '/nowhere/chromium' } }));

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatescope-chromium-'));
  writeFileSync(join(folder, 'chromium'), 'not executable');
  writeFileSync(join(folder, 'google-chrome'), '#!/bin/sh\n');
  chmodSync(join(folder, 'google-chrome'), 0o755);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('prefers CHROMIUM_PATH', () => {
  expect(findChromium({ CHROMIUM_PATH: '/opt/mine/chrome', PATH: folder })).toBe('/opt/mine/chrome');
});

test.skipIf(process.platform === 'win32')('otherwise takes the first program of a known name on the PATH', () => {
  expect(findChromium({ PATH: ['', '/nowhere', folder].join(delimiter) })).toBe(join(folder, 'google-chrome'));
});
