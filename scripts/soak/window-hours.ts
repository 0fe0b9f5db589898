/**
 * Trains one small run after the other in the desktop app for hours, its real window open and drawn in. Memory of each
 * of its processes must stay flat, and every step must be reported.
 */

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWindowHost, type WindowHost } from '../../e2e/hosts/window-host.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import { slopePerHour } from './steadiness.ts';
import { createUnbrokenSteps } from './unbroken-steps.ts';
import { drawOnPad, patience, readPageFigures } from './watching-page.ts';

/** How much each may grow in an hour of the second half: MB of resident memory, MB of heap, a count. */
const mostGrowth = {
  mainProcess: 20,
  engine: 20,
  pageProcess: 20,
  graphics: 20,
  pageHeap: 2,
  pageNodes: 50,
  pageListeners: 50,
} as const;

type Figures = Readonly<Record<keyof typeof mostGrowth, number>>;
export type WindowSample = Figures & { readonly hours: number; readonly runs: number; readonly steps: number };

export type WindowHourOptions = {
  readonly seconds: number;
  readonly sampleSeconds: number;
  readonly onSample: (sample: WindowSample) => void;
};

/** The smallest network, and the most steps. */
const recipe = { ...defaultRecipe, units: 8, schedule: 'constant', epochs: 5 } as const;

/**
 * @param userData an empty folder
 * @returns the findings, a line each
 * @throws Error which says what grew or was not reported
 */
export async function trainInWindowForHours(
  userData: string,
  { seconds, sampleSeconds, onSample }: WindowHourOptions,
): Promise<readonly string[]> {
  const host = await createWindowHost({ userData, args: ['--threads=1'] });
  try {
    const page = await host.open();
    page.setDefaultTimeout(patience);
    await page.getByRole('group', { name: 'Prediction' }).waitFor();
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Performance.enable');
    const told = createUnbrokenSteps();
    let onRest: () => void = () => undefined;
    const { engine } = await host.connect(page, {
      status(status) {
        told.hearStatus(status);
        if (status.run.phase === 'finished') onRest();
      },
      steps(columns) {
        told.hear(columns);
      },
    });
    // On a first start the engine waits until its kernels have been chosen.
    await engine.getStatus(undefined);
    const samples: WindowSample[] = [];
    const begun = performance.now();
    const hours = () => (performance.now() - begun) / 3_600_000;
    let runs = 0;

    async function trainRuns(): Promise<void> {
      while (3600 * hours() < seconds) {
        await engine.restart({ recipe: { ...recipe, seed: runs } });
        const resting = new Promise<void>((resolve) => (onRest = resolve));
        await engine.train(undefined);
        await resting;
        told.compare(await engine.getHistory(undefined));
        runs++;
      }
    }

    async function pageFigures() {
      const { heap, nodes, listeners } = await readPageFigures(devTools);
      return { pageHeap: heap, pageNodes: nodes, pageListeners: listeners };
    }

    const training = trainRuns();
    const isOver = training.then(() => true);
    do {
      await drawOnPad(page);
      const sample = {
        hours: hours(),
        runs,
        steps: told.all,
        ...(await residentMemory(host)),
        ...(await pageFigures()),
      };
      samples.push(sample);
      onSample(sample);
    } while (!(await Promise.race([isOver, sleep(1000 * sampleSeconds, false)])));
    return judge(samples, told.gaps);
  } finally {
    await host.kill();
  }
}

/** In MB, of each process. */
async function residentMemory(host: WindowHost) {
  const of = async (kind: string) => {
    const status = readFileSync(`/proc/${await host.processOf(kind)}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  };
  return {
    mainProcess: await of('Browser'),
    engine: await of('Gatescope engine'),
    pageProcess: await of('Tab'),
    graphics: await of('GPU'),
  };
}

function judge(samples: readonly WindowSample[], gaps: readonly string[]): readonly string[] {
  const secondHalf = samples.slice(samples.length >> 1);
  const kinds = Object.keys(mostGrowth) as (keyof Figures)[];
  const slopes = kinds.map((kind) => ({
    kind,
    slope: slopePerHour(secondHalf.map((sample) => ({ hours: sample.hours, value: sample[kind] }))),
  }));
  const last = samples[samples.length - 1];
  const broken = slopes.filter(({ kind, slope }) => !(slope <= mostGrowth[kind])).map(({ kind }) => `${kind} grew`);
  const lines = slopes.map(
    ({ kind, slope }) =>
      `${kind}: ${last[kind].toFixed(1)} at the end, ${slope.toFixed(2)} an hour (at most ${mostGrowth[kind]})`,
  );
  const all = [...lines, `${last.steps} steps of ${last.runs} runs reported, ${gaps.length} gaps`];
  if (broken.length > 0 || gaps.length > 0) throw new Error([...all, ...broken, ...gaps].join('\n'));
  return all;
}
