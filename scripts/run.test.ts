import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './run.ts';

const quiet = { stdio: 'ignore' } as const;

test("passes on a program's exit code", async () => {
  expect(await run(process.execPath, ['-e', 'process.exit(0)'], quiet)).toBe(0);
  expect(await run(process.execPath, ['-e', 'process.exit(2)'], quiet)).toBe(2);
});

test.skipIf(process.platform === 'win32')(
  'gives a program ended by a signal the exit code that shells use',
  async () => {
    expect(await run(process.execPath, ['-e', "process.kill(process.pid, 'SIGKILL')"], quiet)).toBe(128 + 9);
  },
);

test('ends a program that takes too long', async () => {
  expect(await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { ...quiet, timeout: 200 })).not.toBe(0);
});

test('reports a missing program', async () => {
  await expect(run('gatescope-no-such-program', [], quiet)).rejects.toThrow('ENOENT');
});

test.skipIf(process.platform === 'win32').each([
  ['SIGINT', "process.once('SIGINT', () => setTimeout(() => process.exit(3), 200))", 3],
  ['SIGINT', '', 130],
  ['SIGTERM', '', 143],
] as const)('ends everything with its exit code after %s during a program (%j)', async (signal, tidyUp, code) => {
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

test('listens for signals only while the program runs', async () => {
  const before = process.listenerCount('SIGINT');
  await run(process.execPath, ['-e', ''], quiet);
  expect(process.listenerCount('SIGINT')).toBe(before);
});
