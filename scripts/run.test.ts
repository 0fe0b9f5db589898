import { expect, test } from 'vitest';
import { run } from './run.ts';

const quiet = { stdio: 'ignore' } as const;

test('the exit code of a program is passed on', async () => {
  expect(await run(process.execPath, ['-e', 'process.exit(0)'], quiet)).toBe(0);
  expect(await run(process.execPath, ['-e', 'process.exit(2)'], quiet)).toBe(2);
});

test.skipIf(process.platform === 'win32')(
  'a program ended by a signal has the exit code that shells give it',
  async () => {
    expect(await run(process.execPath, ['-e', "process.kill(process.pid, 'SIGKILL')"], quiet)).toBe(128 + 9);
  },
);

test('a program that outlives its time is ended', async () => {
  expect(await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { ...quiet, timeout: 200 })).not.toBe(0);
});

test('a program that is not there is an error', async () => {
  await expect(run('gatescope-no-such-program', [], quiet)).rejects.toThrow('ENOENT');
});

test('this process listens to signals no longer than the program runs', async () => {
  const before = process.listenerCount('SIGINT');
  await run(process.execPath, ['-e', ''], quiet);
  expect(process.listenerCount('SIGINT')).toBe(before);
});
