/**
 * Trains one small run after the other in the built browser host for hours, with the Lab open in a real browser and
 * drawn in. Each sample measures what host and page use of the machine; at the end memory must be flat, a step as cheap
 * as at the beginning, and every step reported to the page and to a second client.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { connectTo, startHostOn } from '../../bench/engine-connection.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { readHostFigures, reportingTo, type HostFigures } from './host-figures.ts';
import type { Point } from './steadiness.ts';
import { createUnbrokenSteps } from './unbroken-steps.ts';
import { killed } from './victims.ts';
import { startYardstick } from './yardstick.ts';
import { openWatchingPage, type PageFigures } from './watching-page.ts';

export type HourSample = Omit<HostFigures, 'processor'> & {
  readonly hours: number;
  readonly page: PageFigures;
  readonly runs: number;
  readonly steps: number;
  /**
   * Processor time of a thousand steps of the latest run, in seconds: of the compute threads, and of the whole host.
   */
  readonly kernelSeconds: number;
  readonly hostSeconds: number;
};

export type HourFigures = {
  readonly samples: readonly HourSample[];
  /** Processor time of a thousand steps of each run in the compute thread, in units of the yardstick at that time. */
  readonly costs: readonly Point[];
  readonly runs: number;
  readonly steps: number;
  /** What was reported wrongly, a sentence each. */
  readonly gaps: readonly string[];
};

export type HourOptions = {
  readonly seconds: number;
  readonly sampleSeconds: number;
  /** Epochs of each run; each sixth is eight times as long. */
  readonly epochs: number;
  readonly onSample: (sample: HourSample) => void;
};

/** However long they take: the second one replaces the first. */
const fewestRuns = 2;

/** The smallest network, and the most steps. */
const recipe = { ...defaultRecipe, units: 8, schedule: 'constant' } as const;

/**
 * @param userData an empty folder
 * @param reports another one
 * @throws Error where the page does not show what was trained, or the engine fails
 */
export async function trainForHours(
  userData: string,
  reports: string,
  { seconds, sampleSeconds, epochs, onSample }: HourOptions,
): Promise<HourFigures> {
  // One compute thread: where several wait for each other, the cost of a step depends on the machine's other work.
  const { page: address, process: host } = await startHostOn(userData, ['--threads', '1'], reportingTo(reports));
  const pid = host.pid ?? 0;
  const told = createUnbrokenSteps();
  let onRest: () => void = () => undefined;
  let failure: Error | null = null;
  const { engine, disconnect } = await connectTo(address, {
    status(status) {
      told.hearStatus(status);
      if (status.run.phase === 'finished') onRest();
    },
    steps(columns) {
      told.hear(columns);
    },
    failure({ message }) {
      failure = new Error(message);
      onRest();
    },
  });
  const yardstick = startYardstick();
  const watcher = await openWatchingPage(address);
  const begun = performance.now();
  const hours = () => (performance.now() - begun) / 3_600_000;
  const isOver = () => hours() * 3600 >= seconds;
  const samples: HourSample[] = [];
  const costs: Point[] = [];
  let runs = 0;
  let ofLatest = { kernelSeconds: NaN, hostSeconds: NaN };

  async function trainOneRun(): Promise<void> {
    await engine.restart({ recipe: { ...recipe, seed: runs, epochs: runs % 6 === 5 ? 8 * epochs : epochs } });
    const before = readHostFigures(pid, reports).processor;
    const resting = new Promise<void>((resolve) => (onRest = resolve));
    yardstick.take();
    await engine.train(undefined);
    await resting;
    if (failure) throw failure;
    const after = readHostFigures(pid, reports).processor;
    told.compare(await engine.getHistory(undefined));
    await watcher.hasSteps(told.last);
    const thousands = told.last / 1000;
    ofLatest = {
      kernelSeconds: (after.kernels - before.kernels) / thousands,
      hostSeconds: (after.all - before.all) / thousands,
    };
    costs.push({ hours: hours(), value: (1000 * ofLatest.kernelSeconds) / yardstick.take() });
    runs++;
  }

  async function trainRuns(): Promise<void> {
    while (!isOver() || runs < fewestRuns) await trainOneRun();
  }

  async function sample(): Promise<void> {
    await watcher.draw();
    const { resident, heap, wasm } = readHostFigures(pid, reports);
    const page = await watcher.figures();
    const next = { hours: hours(), resident, heap, wasm, page, runs, steps: told.all, ...ofLatest };
    samples.push(next);
    onSample(next);
  }

  try {
    const training = trainRuns();
    const isTrained = () => training.then(() => true);
    do await sample();
    while (!(await Promise.race([isTrained(), sleep(1000 * sampleSeconds, false)])));
    await sample();
    const gaps = [...told.gaps, ...watcher.errors];
    if (watcher.sockets() !== 1) gaps.push(`The page connected ${watcher.sockets()} times.`);
    const missed = watcher.historiesAsked() - runs - 1;
    if (missed !== 0) gaps.push(`The page asked ${missed} times more for a history than there were runs.`);
    return { samples, costs, runs, steps: told.all, gaps };
  } finally {
    yardstick.stop();
    disconnect();
    await watcher.close();
    await killed(host);
  }
}
