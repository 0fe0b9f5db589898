import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
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

test.skipIf(process.platform === 'win32').each([
  ['SIGINT', "process.once('SIGINT', () => setTimeout(() => process.exit(3), 200))", 3],
  ['SIGINT', '', 130],
  ['SIGTERM', '', 143],
] as const)('%s during a program (%j) ends everything with its exit code', async (signal, tidyUp, code) => {
  const program = `${tidyUp}; console.log('running'); setInterval(() => {}, 1000)`;
  const script = `
    import { run } from ${JSON.stringify(join(import.meta.dirname, 'run.ts'))};
    await run(process.execPath, ['-e', ${JSON.stringify(program)}]);
    console.log('went on');
  `;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const group = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  group.stdout.on('data', (text: Buffer) => {
    output += text.toString();
    if (output === 'running\n') process.kill(-(group.pid ?? 0), signal);
  });
  const [exitCode] = (await once(group, 'close')) as [number | null];

  expect({ exitCode, output }).toEqual({ exitCode: code, output: 'running\n' });
});

test('this process listens to signals no longer than the program runs', async () => {
  const before = process.listenerCount('SIGINT');
  await run(process.execPath, ['-e', ''], quiet);
  expect(process.listenerCount('SIGINT')).toBe(before);
});
