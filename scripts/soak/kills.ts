/**
 * Trains in the built app and kills it or a part of it, again and again: half of the times at any moment, half of the
 * times during a write. After each kill every saved run must be whole, with each moment that it names; after each start
 * no file of an interrupted write may be left, and the run must resume where it was saved, with its timeline and the
 * same losses bit for bit.
 */

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultRecipe, modelConfigOf } from '../../src/domain/recipe/config.ts';
import { createCheckpointFolder, runsFolder } from '../../src/engine/training/checkpoint-folder.ts';
import { createSnapshots } from '../../src/engine/training/snapshots.ts';
import { timelinesFolder } from '../../src/engine/timeline/timeline-folder.ts';
import { isRun } from '../../src/engine/training/saved-file.ts';
import { createToldSteps } from './told-steps.ts';
import { type VictimName, victims } from './victims.ts';

export type KillFigures = {
  readonly kills: number;
  /** Kills that left a file half written. */
  readonly cutOff: number;
  /** Steps repeated after a kill, each with the same loss and gradient norm. */
  readonly stepsAgain: number;
  /** The longest training that a kill cost, in seconds. */
  readonly mostLost: number;
  readonly steps: number;
};

export type KillOptions = {
  readonly victim: VictimName;
  /** Longest time between two saves, in seconds. */
  readonly saveSeconds: number;
  /** Seconds of training before the next kill; called each time. */
  readonly lifeSeconds: () => number;
  /** Called with the figures after each kill. */
  readonly onKill: (figures: KillFigures) => void;
};

/** Small batches for many steps, so that there is much to compare. */
const recipe = { ...defaultRecipe, batchSize: 32, epochs: 100 };

/** The moments of an uninterrupted run: see `snapshots.ts`. */
function stepsOfMoments(until: number): number[] {
  const trainer = { step: 0, stepsPerEpoch: 60_000 / recipe.batchSize };
  const network = { snapshot: () => new Float32Array(1) };
  const snapshots = createSnapshots(network, { meansSince: () => ({ loss: 0, accuracy: 0 }) }, trainer);
  while (trainer.step < until) {
    trainer.step++;
    snapshots.record();
  }
  snapshots.keepNewest();
  return snapshots.moments.map(({ step }) => step);
}

/** A save waits for the present step or evaluation, and steps are reported ten times a second. */
const graceSeconds = 3;

/** The promise: a second and a tenth of the training, and never more than the time between two saves. */
function mostLostAfter(trainedSeconds: number, saveSeconds: number): number {
  return Math.min(saveSeconds, 1 + 0.1 * trainedSeconds);
}

/**
 * @param userData an empty folder
 * @throws Error which says what was broken
 */
export async function killRepeatedly(
  userData: string,
  kills: number,
  { victim, saveSeconds, lifeSeconds, onKill }: KillOptions,
): Promise<KillFigures> {
  const runs = runsFolder(userData);
  const checkpoints = createCheckpointFolder(userData);
  const told = createToldSteps();
  mkdirSync(runs, { recursive: true });
  const timelines = timelinesFolder(userData);
  const unfinished = () => [
    ...readdirSync(runs).filter((name) => !name.endsWith('.run')),
    ...(existsSync(timelines) ? readdirSync(timelines, { encoding: 'utf8', recursive: true }) : []).filter((name) =>
      name.endsWith('.tmp'),
    ),
  ];
  let figures: KillFigures = { kills: 0, cutOff: 0, stepsAgain: 0, mostLost: 0, steps: 0 };

  /** The step of the only saved run, 0 where there is none. */
  async function savedStep(): Promise<number> {
    const files = readdirSync(runs).filter((name) => name.endsWith('.run'));
    if (files.length > 1) throw new Error(`There are ${files.length} runs where one was trained.`);
    const steps = files.map(async (file) => {
      const id = file.slice(0, -4);
      const work = await checkpoints.load(id);
      if (!isRun(work)) return work.step;
      const network = { config: modelConfigOf(work.recipe), snapshotOf: () => new Float32Array() };
      for (const moment of work.timeline?.moments ?? [])
        if (!(await checkpoints.loadMoment(id, moment, network)))
          throw new Error(`The moment of step ${moment.step} is missing or damaged.`);
      return work.trainer.step;
    });
    return (await Promise.all(steps)).at(0) ?? 0;
  }

  async function lifeEndingInKill(): Promise<void> {
    const broken: Error[] = [];
    const { engine, kill } = await victims[victim](userData, saveSeconds, {
      steps(columns) {
        try {
          told.hear(columns, performance.now());
        } catch (error) {
          broken.push(error as Error);
        }
      },
    });
    try {
      const run = (await engine.getSavedRuns(undefined)).at(0);
      if (unfinished().length > 0) throw new Error(`After a start ${unfinished().join(', ')} is still there.`);
      const from = await savedStep();
      if (from !== (run?.step ?? 0)) throw new Error(`The run of step ${from} is not offered.`);
      if (run) await engine.resumeRun({ id: run.id });
      else await engine.restart({ recipe });
      const { steps } = await engine.getHistory(undefined);
      if (steps.loss.length !== from) throw new Error(`A run of ${from} steps came back with ${steps.loss.length}.`);
      const { moments } = await engine.getTimeline(undefined);
      const momentSteps = moments.map(({ step }) => step);
      if (momentSteps.join() !== stepsOfMoments(from).join())
        throw new Error(`A run of ${from} steps came back with the moments ${momentSteps.join(', ')}.`);
      told.begin(steps, performance.now());
      await engine.train(undefined);
      const life = lifeSeconds();
      await sleep(1000 * life);
      if (figures.kills % 2 === 1) await nextWrite();
      await kill();
      for (const error of broken) throw error;
      const lost = told.secondsSince(await savedStep());
      if (lost > mostLostAfter(life, saveSeconds) + graceSeconds)
        throw new Error(`${lost.toFixed(1)} s of training were lost.`);
      figures = {
        kills: figures.kills + 1,
        cutOff: figures.cutOff + Number(unfinished().length > 0),
        stepsAgain: told.again,
        mostLost: Math.max(figures.mostLost, lost),
        steps: told.last,
      };
    } catch (error) {
      await kill().catch(() => undefined);
      throw error;
    }
  }

  /** Until a temporary file appears, and a moment more: while it is filled, flushed or renamed. */
  async function nextWrite(): Promise<void> {
    for await (const { filename } of watch(userData, { recursive: true, signal: AbortSignal.timeout(60_000) }))
      if (filename && /^(?:runs|timelines).*\.tmp$/.test(filename)) break;
    await sleep(Math.random() * 10);
  }

  for (let kill = 0; kill < kills; kill++) {
    await lifeEndingInKill();
    onKill(figures);
  }
  return figures;
}
