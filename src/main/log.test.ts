// Holds P35.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './log.ts';

let folder: string;
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'gatescope-log-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const noon = () => new Date('2026-11-21T12:00:00Z');

test('writes a line with time and source, and without the name of a home folder', () => {
  const log = createLog(join(folder, 'logs'), noon);
  log.write('engine', `cannot read ${homedir()}/digits\n`);
  expect(readFileSync(log.path, 'utf8')).toBe('2026-11-21T12:00:00.000Z engine: cannot read ~/digits\n');
  expect(console.error).toHaveBeenCalledWith('2026-11-21T12:00:00.000Z engine: cannot read ~/digits');
});

test('never takes more than a megabyte, and keeps the latest lines', () => {
  const log = createLog(folder, noon);
  for (let line = 0; line < 400; line++) log.write('engine', `${'숫자'.repeat(2_000)} ${line}`);
  log.write('engine', 'x'.repeat(2_000_000));
  log.write('engine', 'the last word');
  const files = readdirSync(folder).sort();
  expect(files).toEqual(['gatescope.log', 'gatescope.old.log']);
  const sizes = files.map((name) => statSync(join(folder, name)).size);
  expect(sizes[0] + sizes[1]).toBeLessThan(1_000_000);
  expect(readFileSync(log.path, 'utf8')).toMatch(/the last word\n$/);
});

test('falls back to standard error where it cannot be written', () => {
  writeFileSync(join(folder, 'logs'), '');
  createLog(join(folder, 'logs'), noon).write('app', 'lost');
  expect(console.error).toHaveBeenCalledWith('2026-11-21T12:00:00.000Z app: lost');
});
