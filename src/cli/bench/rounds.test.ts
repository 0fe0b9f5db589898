import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Entrant } from './contestants.ts';
import { measuresFor } from './measures.ts';
import { type Plan, runRounds } from './rounds.ts';

/** @param answer JavaScript: a function of the question and the number of earlier ones */
function entrant(name: string, answer: string): Entrant {
  const program = `
    const say = (message) => console.log(JSON.stringify(message));
    const answer = ${answer};
    let count = 0;
    say({ title: name });
    require('node:readline').createInterface(process.stdin).on('line', (line) => say(answer(JSON.parse(line), count++)));`;
  const args = ['-e', `const name = ${JSON.stringify(name)};${program}`];
  return { name, title: name, launch: { command: process.execPath, args } };
}

const never = new AbortController().signal;
const [train] = measuresFor(2);
const plan = (more: Partial<Plan>): Plan => ({
  ...{ measures: [train], entrants: [], rounds: 3, seconds: 0, warmUp: 0 },
  ...more,
});

function ignore(): void {
  // The lines are not needed.
}

describe('rounds', () => {
  test('ask one after the other, back and forth', async () => {
    const now = '() => ({ value: Date.now() })';
    const { results } = await runRounds(plan({ entrants: [entrant('a', now), entrant('b', now)] }), ignore, never);

    const [a, b] = results.map(({ values }) => values);
    expect([a[0], b[0], b[1], a[1], a[2], b[2]]).toEqual([...a, ...b].sort());
  });

  test('go on without a contestant that has no answer or cannot be started', async () => {
    const entrants: Entrant[] = [
      entrant('fine', '(_, count) => ({ value: count })'),
      entrant('fails', '(_, count) => (count < 2 ? { value: 1 } : { unavailable: "too tired" })'),
      { name: 'absent', title: 'Absent', launch: 'it is not here' },
    ];
    const { contestants, results } = await runRounds(plan({ entrants }), ignore, never);

    expect(contestants.map(({ unavailable }) => unavailable)).toEqual([null, null, 'it is not here']);
    expect(results.map(({ name, values, unavailable }) => ({ name, values, unavailable }))).toEqual([
      { name: 'fine', values: [0, 1, 2], unavailable: null },
      { name: 'fails', values: [], unavailable: 'too tired' },
      { name: 'absent', values: [], unavailable: 'it is not here' },
    ]);
  });

  test('ask only the contestants of a measure, and as often as it wants', async () => {
    const value = '(_, count) => ({ value: count })';
    const measure = { ...train, among: ['a'], mostRounds: 2 };
    const entrants = [entrant('a', value), entrant('b', value)];
    const { results } = await runRounds(plan({ measures: [measure], entrants }), ignore, never);

    expect(results.map(({ name, values }) => [name, values])).toEqual([['a', [0, 1]]]);
  });

  test('use a fresh process for each answer where a measure wants it', async () => {
    const entrants = [entrant('a', '(_, count) => ({ value: count })')];
    const measures = [train, { ...train, id: 'fresh', fresh: true }];
    const { results } = await runRounds(plan({ measures, entrants }), ignore, never);

    expect(results.map(({ values }) => values)).toEqual([
      [0, 1, 2],
      [0, 0, 0],
    ]);
  });
});

describe('no process outlives', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatescope-rounds-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Its answer leaves its process id in a file. */
  function traceable(name: string, then: string): [Entrant, idOf: () => Promise<number>] {
    const path = join(folder, name);
    const leaveId = `require('node:fs').writeFileSync(${JSON.stringify(path)}, String(process.pid))`;
    const idOf = () => vi.waitFor(async () => Number(await readFile(path, 'utf8')), { timeout: 10_000 });
    return [entrant(name, `() => { ${leaveId}; ${then} }`), idOf];
  }

  async function expectGone(id: number): Promise<void> {
    expect(id).toBeGreaterThan(0);
    await vi.waitFor(() => {
      expect(isRunning(id)).toBe(false);
    });
  }

  test('the last round', async () => {
    const [one, idOf] = traceable('obedient', 'return { value: 1 };');
    await runRounds(plan({ entrants: [one] }), ignore, never);
    await expectGone(await idOf());
  });

  test('an interruption, which is passed on', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    const [one, idOf] = traceable('busy', 'for (;;);');
    const rejection = expect(runRounds(plan({ entrants: [one] }), ignore, stop.signal)).rejects.toBe(reason);
    const id = await idOf();
    stop.abort(reason);
    await rejection;
    await expectGone(id);
  });
});

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
