/**
 * Feeds one surface with hostile inputs. Each must be accepted or refused in a sentence that a person understands,
 * soon, and without a jump of memory. A surface itself checks what else must not change.
 */

import { availableParallelism, loadavg } from 'node:os';
import fc from 'fast-check';
import { peakSinceLast } from './peak-memory.ts';
import { sentenceFault } from './sentence.ts';
import { allowedGrowth, insist, mebibyte, type Opened, type Surface } from './surface.ts';
import { startWatchdog } from './watchdog.ts';

export type Trial = {
  readonly cases: number;
  readonly seed: number;
  /** Starts at this input of the seed, and at its simplifications. */
  readonly path?: string | undefined;
  /** Milliseconds that an answer may take of its thread's time, and on an idle machine of the clock's. */
  readonly longestAnswerMs: number;
};

export type Figures = {
  readonly surface: string;
  readonly cases: number;
  /** How many were refused; the others were accepted. */
  readonly refused: number;
  /** The longest answer in its thread's computing time, in milliseconds. */
  readonly longestMs: number;
  /** The largest growth of the process's memory for one input, in bytes. */
  readonly largestGrowth: number;
};

/** Milliseconds after which an input counts as hanging. */
const hangMs = 20_000;

/** Not in the types of Node 20. */
const ofThisThread = (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage?.bind(process);

function computingMs(): number {
  const { user, system } = (ofThisThread ?? process.cpuUsage.bind(process))();
  return (user + system) / 1000;
}

/** @throws Error with the broken promise, the seed and the simplest input that breaks it */
export async function trySurface<Input>(surface: Surface<Input>, trial: Trial): Promise<Figures> {
  const { cases, seed, path, longestAnswerMs } = trial;
  const { feed, close } = await surface.open();
  const watchdog = startWatchdog(`npm run soak -- hostile ${cases} ${seed} ${surface.name}`, hangMs);
  let [number, refused, longestMs, largestGrowth] = [0, 0, 0, 0];

  async function answer(input: Input): Promise<void> {
    peakSinceLast();
    const before = process.memoryUsage.rss();
    watchdog.begin(number++);
    const { refusal, spent } = await timed(feed, input, longestAnswerMs);
    watchdog.end();
    const growth = peakSinceLast() - before;
    longestMs = Math.max(longestMs, spent);
    largestGrowth = Math.max(largestGrowth, growth);
    if (refusal !== null) refused++;
    const fault = refusal === null ? null : sentenceFault(refusal);
    insist(fault === null, `${fault ?? ''} It is: ${refusal ?? ''}`);
    insist(spent <= longestAnswerMs, `It took ${spent.toFixed(0)} ms.`);
    insist(
      growth <= surface.sizeLimit + allowedGrowth,
      `Memory grew by ${(growth / mebibyte).toFixed(0)} MiB while it was dealt with.`,
    );
  }

  try {
    const replay = path === undefined ? {} : { path };
    const found = await fc.check(fc.asyncProperty(surface.inputs, answer), { numRuns: cases, seed, ...replay });
    if (found.failed) throw new Error(reportOf(surface.name, trial, found));
    return { surface: surface.name, cases, refused, longestMs, largestGrowth };
  } finally {
    watchdog.end();
    await watchdog.stop();
    await close();
  }
}

/** The clock goes on while other processes have the processors, of which there may be too few. */
const waitingShare = () => Math.max(1, loadavg()[0] / availableParallelism());

/** A slow answer by the clock alone may have waited for another process; it counts as slow only if it is so again. */
async function timed<Input>(feed: Opened<Input>['feed'], input: Input, limitMs: number) {
  const [began, computed] = [performance.now(), computingMs()];
  const refusal = await feed(input);
  const spent = computingMs() - computed;
  const limitByClock = limitMs * waitingShare();
  if (performance.now() - began <= limitByClock) return { refusal, spent };
  const again = performance.now();
  await feed(input);
  const clock = performance.now() - again;
  return { refusal, spent: clock > limitByClock ? clock : spent };
}

const shown = 2_000;

function reportOf<Input>(name: string, { cases, seed }: Trial, found: fc.RunDetails<[Input]>): string {
  const why = found.errorInstance instanceof Error ? found.errorInstance : new Error(String(found.errorInstance));
  const input = fc.stringify(found.counterexample?.[0]).slice(0, shown);
  const again = `npm run soak -- hostile ${cases} ${seed} ${name} ${found.counterexamplePath ?? ''}`;
  return `${name}: ${why.message}\n${why.stack ?? ''}\nIts input: ${input}\nTo try it again: ${again}`;
}
