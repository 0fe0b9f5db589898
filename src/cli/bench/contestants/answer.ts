/** Answers the benchmark's questions about one contestant, keeping the last question's network. */

import { batchesPerEpoch } from '../../../engine/data/batches.ts';
import type { Mnist } from '../../../domain/digit-set.ts';
import { defaultRecipe } from '../../../domain/recipe/config.ts';
import { targetAccuracy } from '../measures.ts';
import type { Quantity, Question } from '../messages.ts';
import type { Contestant, Prepared, PreparedStrips } from './contestant.ts';
import { peakMemory } from './peak-memory.ts';
import { samplesPerSecond, usualMilliseconds } from './timing.ts';

/** Steps between two tests on the way to an accuracy. */
const evaluationInterval = 50;

/** @returns a function that gives a number in the unit of the question's measure, or throws why there is none */
export function createAnswerer(contestant: Contestant, digits: Mnist): (question: Question) => Promise<number> {
  const strips = new Map<Question['model'], PreparedStrips>();
  let present: { readonly key: string; readonly prepared: Prepared; readonly warm: Set<Quantity> } | null = null;

  function forget(): void {
    present?.prepared.dispose();
    present = null;
  }

  /** The network of a question: the present one if it is the same. */
  async function networkOf(question: Question) {
    const { cell, units, batch, threads, seed } = question;
    const key = [cell, units, batch, threads, seed].join();
    if (present?.key === key) return present;
    forget();
    present = { key, prepared: await contestant.prepare(question, digits), warm: new Set() };
    return present;
  }

  /** Runs a question's work unmeasured before it is first measured. */
  async function warmed<Work extends () => Promise<unknown>>(
    question: Question,
    workOf: (prepared: Prepared) => Work | undefined,
  ): Promise<Work> {
    const { prepared, warm } = await networkOf(question);
    const work = workOf(prepared);
    if (!work) throw new Error('not measured');
    if (!warm.has(question.quantity)) await usualMilliseconds(work, question.warmUp);
    warm.add(question.quantity);
    return work;
  }

  /** Training of a reader of strips, kept from round to round. */
  async function warmedStrips(question: Question): Promise<PreparedStrips['trainStep']> {
    if (!contestant.prepareStrips) throw new Error('not measured');
    const known = strips.get(question.model);
    if (known) return known.trainStep;
    forget();
    const prepared = await contestant.prepareStrips(question, digits);
    strips.set(question.model, prepared);
    await usualMilliseconds(prepared.trainStep, question.warmUp);
    return prepared.trainStep;
  }

  return async (question) => {
    const { quantity, seconds, threads } = question;
    switch (quantity) {
      case 'train':
        return samplesPerSecond(await warmed(question, ({ trainStep }) => trainStep), seconds);
      case 'infer':
        return samplesPerSecond(await warmed(question, ({ readBatch }) => readBatch), seconds);
      case 'digit':
        return usualMilliseconds(await warmed(question, ({ readDigit }) => readDigit), seconds);
      case 'trace':
        return usualMilliseconds(await warmed(question, ({ traceDigit }) => traceDigit), seconds);
      case 'evaluate':
        return (await usualMilliseconds(await warmed(question, ({ accuracy }) => accuracy), 0)) / 1000;
      case 'accuracy':
        // The present weights may have been trained already.
        forget();
        return secondsToAccuracy(question, (await networkOf(question)).prepared);
      case 'strips':
        return samplesPerSecond(await warmedStrips(question), seconds);
      case 'memory':
        await samplesPerSecond(await warmed(question, ({ trainStep }) => trainStep), seconds);
        return peakMemory();
      case 'peak':
        if (!contestant.peak) throw new Error('not measured');
        return contestant.peak(threads);
      default:
        return quantity satisfies never;
    }
  };

  /** From the first step, including the time for testing. */
  async function secondsToAccuracy({ batch }: Question, { trainStep, accuracy }: Prepared): Promise<number> {
    if (!accuracy) throw new Error('not measured');
    const totalSteps = defaultRecipe.epochs * batchesPerEpoch(digits.train.count, batch);
    const started = performance.now();
    for (let step = 1; step <= totalSteps; step++) {
      await trainStep();
      if (step % evaluationInterval !== 0 && step !== totalSteps) continue;
      if ((await accuracy()) >= targetAccuracy) return (performance.now() - started) / 1000;
    }
    throw new Error(`did not reach it in ${defaultRecipe.epochs} epochs`);
  }
}
