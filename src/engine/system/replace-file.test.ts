// Holds P1.
import { rename } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heldFileDelays, replaceFile } from './replace-file.ts';

vi.mock('node:fs/promises', () => ({ rename: vi.fn() }));
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

beforeEach(() => {
  vi.mocked(rename).mockReset();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function runOn(platform: NodeJS.Platform) {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
}

function refuse(code: string, times = Infinity) {
  let left = times;
  vi.mocked(rename).mockImplementation(() =>
    left-- > 0 ? Promise.reject(Object.assign(new Error(code), { code })) : Promise.resolve(),
  );
}

test.each(['EPERM', 'EACCES', 'EBUSY'])(
  'replaces a file that is briefly held on Windows (%s) once it is released',
  async (code) => {
    runOn('win32');
    refuse(code, 3);
    await replaceFile('a.tmp', 'a');
    expect(vi.mocked(rename).mock.calls).toEqual(Array.from({ length: 4 }, () => ['a.tmp', 'a']));
  },
);

test('gives up on a file that stays held, and reports why', async () => {
  runOn('win32');
  refuse('EBUSY');
  await expect(replaceFile('a.tmp', 'a')).rejects.toThrow('EBUSY');
  expect(rename).toHaveBeenCalledTimes(heldFileDelays.length + 1);
});

test.each([
  ['linux', 'EPERM'],
  ['darwin', 'EACCES'],
  ['win32', 'ENOSPC'],
] as const)('reports at once what waiting cannot fix (%s, %s)', async (platform, code) => {
  runOn(platform);
  refuse(code);
  await expect(replaceFile('a.tmp', 'a')).rejects.toThrow(code);
  expect(rename).toHaveBeenCalledOnce();
});
