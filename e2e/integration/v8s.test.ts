// Holds P15, P16.
/** The built command line on the V8s that people have: it starts on each, and computes the same. */

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { version } from '../../package.json';
import { getNode, nodeMajors, whyNoNodes } from '../../scripts/v8s/nodes.ts';
import { root } from './built.ts';

const cli = join(root, 'out', 'main', 'cli.js');
const run = promisify(execFile);

/** A person's folder in which nothing is remembered yet. */
let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-v8s-'));
  env = { ...process.env, XDG_DATA_HOME: folder };
  const strokes = [[[0, 0], [10, 0], [4, 16]]]; // prettier-ignore
  await writeFile(join(folder, 'seven.json'), JSON.stringify([{ strokes }]));
});
afterAll(() => rm(folder, { recursive: true }));

type Line = Readonly<Record<string, unknown>>;

describe.skipIf(whyNoNodes !== null)('on Node', () => {
  /** The last lines of a short run, by version. */
  const losses: unknown[] = [];

  test.each(nodeMajors)(
    'prints its version, reads a digit and trains on %i, without complaints',
    async (major) => {
      const node = await getNode(major);
      const command = async (...args: string[]) => {
        const { stdout, stderr } = await run(node, [cli, ...args], { cwd: folder, env });
        expect(stderr).toBe('');
        return stdout.trimEnd().split('\n');
      };
      expect((await run(node, ['--version'])).stdout).toMatch(`v${major}.`);
      expect(await command('--version')).toEqual([version]);
      const [reading] = await command('predict', 'seven.json', '--json');
      expect(JSON.parse(reading)).toMatchObject({ digit: 7, kernels: expect.stringMatching(/^relaxed/) as string });
      const computing = ['--kernels', 'relaxed-6x4', '--threads', '2', '--seed', '3'];
      const lines = await command(
        'train',
        '--max-steps',
        '5',
        '--units',
        '32',
        '--batch',
        '64',
        ...computing,
        '--json',
      );
      const told = lines.map((line) => JSON.parse(line) as Line);
      expect(told.at(-1)).toMatchObject({ type: 'result', steps: 5, kernels: 'relaxed-6x4', threads: 2 });
      losses.push(told.slice(0, 5).map(({ loss }) => loss));
    },
    300_000,
  );

  test('gives the same losses to the last bit with the same seed, build and number of threads, on each', () => {
    expect(losses).toHaveLength(nodeMajors.length);
    for (const others of losses) expect(others).toEqual(losses[0]);
  });

  // Before Node 22.15 a process cannot be replaced by another one: what computes is a child of it.
  describe('20, where the command starts a child,', () => {
    async function serve() {
      const node = await getNode(20);
      const host = spawn(node, [cli, 'serve', '--user-data', join(folder, 'kept')], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(createInterface(host.stdout), 'line');
      const children = await readFile(`/proc/${host.pid}/task/${host.pid}/children`, 'utf8');
      const pids = children.trim().split(' ').map(Number);
      const started = pids.filter((pid) => pid > 0);
      expect(started).toHaveLength(1);
      return { host, pid: started[0] };
    }

    function lives(pid: number): boolean {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    }

    test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends at %s, together with what it started', async (signal) => {
      const { host, pid } = await serve();
      const exited = once(host, 'exit');
      host.kill(signal);
      expect(await exited).toEqual([0, null]);
      expect(lives(pid)).toBe(false);
    });

    test('ends the same way as a killed child', async () => {
      const { host, pid } = await serve();
      const exited = once(host, 'exit');
      process.kill(pid, 'SIGKILL');
      expect(await exited).toEqual([null, 'SIGKILL']);
    });

    test('leaves nothing behind when killed', async () => {
      const { host, pid } = await serve();
      host.kill('SIGKILL');
      await vi.waitUntil(() => !lives(pid), { timeout: 10_000 });
    });
  });

  test('becomes what computes on 24 and later, without a second process', async () => {
    const node = await getNode(24);
    const flag = '--wasm-tier-up';
    const script = `
      const { startProgram } = await import(${JSON.stringify(join(root, 'src/cli/start/start-program.ts'))});
      console.log(process.pid);
      await startProgram(['${flag}'], ${JSON.stringify(join(folder, 'program.mjs'))}, ['a', 'b']);`;
    await writeFile(
      join(folder, 'program.mjs'),
      'console.log(process.pid, process.execArgv.at(-1), ...process.argv.slice(2))',
    );
    await writeFile(join(folder, 'starts.mts'), script);
    const tsx = join(root, 'node_modules', 'tsx', 'dist', 'esm', 'index.mjs');
    const { stdout, stderr } = await run(node, ['--import', tsx, join(folder, 'starts.mts')]);
    const [first, second] = stdout.trimEnd().split('\n');
    expect(second).toBe(`${first} ${flag} a b`);
    expect(stderr).toBe('');
  });
});
