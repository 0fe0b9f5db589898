// Holds P35.
import type * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { storedFile, windowExample } from '../engine/testing/stored-files.ts';
import { heldFileDelays } from '../engine/system/replace-file.ts';
import { createRemembered } from './remembered.ts';

vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  return { ...real, renameSync: vi.fn(real.renameSync) };
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatescope-remembered-'));
  path = join(folder, 'below', 'window.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (log = vi.fn()) => createRemembered(path, log, vi.fn());

test('has at the next start what was set, and no other file', () => {
  open().set({ locale: 'ko', folders: { model: '/models' } });
  expect(open().get()).toEqual({ locale: 'ko', folders: { model: '/models' }, recent: [] });
  expect(readdirSync(join(folder, 'below'))).toEqual(['window.json']);
});

test('keeps ten recent files, the latest first and each once', () => {
  const remembered = open();
  for (let file = 0; file < 12; file++) remembered.addRecent(`/${file}`);
  remembered.addRecent('/5');
  remembered.removeRecent('/8');
  expect(open().get().recent).toEqual(['/5', '/11', '/10', '/9', '/7', '/6', '/4', '/3', '/2']);
});

test.each(['', '{', '[]', '"x"', 'null'])('replaces a damaged file (%j), and logs it', (text) => {
  open().set({ locale: 'ko' });
  writeFileSync(path, text);
  const log = vi.fn();
  const remembered = open(log);
  expect(remembered.get()).toEqual({ locale: null, folders: {}, recent: [] });
  expect(log).toHaveBeenCalledTimes(text === '[]' ? 0 : 1);
  remembered.set({ locale: 'en' });
  expect(open().get().locale).toBe('en');
});

test('keeps the other parts beside an invalid one', () => {
  open().set({ locale: 'ko' });
  writeFileSync(path, JSON.stringify({ locale: 'ko', folders: 7, recent: ['/a', 1] }));
  expect(open().get()).toEqual({ locale: 'ko', folders: {}, recent: [] });
});

test('lasts as long as the app where nothing can be written, and logs it', () => {
  writeFileSync(join(folder, 'below'), 'a file where the folder should be');
  const log = vi.fn();
  const remembered = open(log);
  remembered.set({ locale: 'ko' });
  expect(remembered.get().locale).toBe('ko');
  expect(log).toHaveBeenLastCalledWith(expect.stringContaining('not remembered'));
  expect(readFileSync(join(folder, 'below'), 'utf8')).toContain('a file');
});

test('reads what was stored before there were versions, and writes it with a version', async () => {
  mkdirSync(join(folder, 'below'));
  writeFileSync(path, await storedFile('window.json'));
  const remembered = open();
  expect(remembered.get()).toEqual(windowExample);
  remembered.removeRecent('/');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, ...windowExample });
  expect(open().get()).toEqual(windowExample);
});

test('keeps the file of a newer version, and logs that once', () => {
  mkdirSync(join(folder, 'below'));
  writeFileSync(path, '{"version":2,"languages":["ko"]}');
  const log = vi.fn();
  const remembered = open(log);
  remembered.set({ locale: 'en' });
  expect(remembered.get()).toEqual({ locale: 'en', folders: {}, recent: [] });
  expect(log).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining('made by a newer Gatescope: it is left as it is'),
  );
  expect(readFileSync(path, 'utf8')).toBe('{"version":2,"languages":["ko"]}');
});

describe('a file that another process holds on Windows', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  const busy = () => {
    throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
  };

  test('is written a moment later, without a log entry', () => {
    const log = vi.fn();
    vi.mocked(renameSync).mockImplementationOnce(busy).mockImplementationOnce(busy);
    open(log).set({ locale: 'ko' });
    expect(open().get().locale).toBeNull();
    vi.runAllTimers();
    expect(open().get().locale).toBe('ko');
    expect(log).not.toHaveBeenCalled();
  });

  test('is given up after a while, with one log entry', () => {
    const log = vi.fn();
    for (let time = 0; time <= heldFileDelays.length; time++) vi.mocked(renameSync).mockImplementationOnce(busy);
    open(log).set({ locale: 'ko' });
    vi.runAllTimers();
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('not remembered'));
    expect(open().get().locale).toBeNull();
  });
});
