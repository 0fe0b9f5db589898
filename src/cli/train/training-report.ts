/** The report of a training run for a person: a bar for each epoch on a terminal, a line now and then elsewhere. */

import { computedBySentence } from '../shared/computed-by.ts';
import { counted } from '../shared/counted.ts';
import type { Io } from '../shared/io.ts';
import { lossText } from '../shared/loss-text.ts';
import { percent } from '../shared/percent.ts';
import { createProgressBar } from './progress-bar.ts';
import type { EpochLine, ResultLine, StepLine, TrainingLine } from './training-run.ts';

/** Without a terminal, steps less than this apart, in milliseconds, are skipped. */
const lineInterval = 5_000;

export type TrainingExtent = { readonly stepsPerEpoch: number; readonly totalSteps: number };

/** @returns a function to call with every line of the run */
export function createTrainingReport(io: Io, { stepsPerEpoch, totalSteps }: TrainingExtent) {
  const epochs = Math.ceil(totalSteps / stepsPerEpoch);
  const bar = createProgressBar(
    io.terminal,
    'Epoch {epoch} {bar} {value}/{total}  loss {loss}  {rate} samples/s  {eta_formatted} left',
  );
  let lastLine = -Infinity;

  function showOnBar({ step, loss, samplesPerSecond }: StepLine): void {
    const done = (step - 1) % stepsPerEpoch;
    const facts = { loss: lossText(loss), rate: samplesPerSecond.toFixed(0) };
    if (done === 0) {
      const epoch = `${Math.ceil(step / stepsPerEpoch)}/${epochs}`;
      bar.start(Math.min(stepsPerEpoch, totalSteps - step + 1), { epoch, ...facts });
    }
    bar.update(done + 1, facts);
    if (done + 1 === stepsPerEpoch || step === totalSteps) bar.stop();
  }

  function printNowAndThen({ step, loss, samplesPerSecond }: StepLine): void {
    const isDue = performance.now() - lastLine >= lineInterval || step === totalSteps;
    if (!isDue) return;
    lastLine = performance.now();
    io.print(`Step ${step}/${totalSteps}  loss ${lossText(loss)}  ${samplesPerSecond.toFixed(0)} samples/s`);
  }

  return function report(line: TrainingLine): void {
    switch (line.type) {
      case 'step':
        (io.terminal ? showOnBar : printNowAndThen)(line);
        break;
      case 'epoch':
        io.print(epochSentence(line));
        break;
      case 'result':
        bar.stop();
        io.print(resultSentence(line));
        break;
      default:
        line satisfies never;
    }
  };
}

function epochSentence({ epoch, loss, trainAccuracy, testAccuracy, seconds }: EpochLine): string {
  const accuracies = `training accuracy ${percent(trainAccuracy)}, test accuracy ${percent(testAccuracy)}`;
  return `Epoch ${epoch}: mean loss ${lossText(loss)}, ${accuracies}, ${seconds.toFixed(1)} s`;
}

const stopReasons = {
  targetAccuracy: 'the target accuracy was reached',
  patience: 'the test loss stopped improving',
} as const;

function resultSentence({
  steps,
  stoppedBy,
  testAccuracy,
  samplesPerSecond,
  seconds,
  model,
  ...by
}: ResultLine): string {
  const accuracy = testAccuracy === null ? 'test accuracy not measured' : `test accuracy ${percent(testAccuracy)}`;
  const place = model === null ? 'not saved' : `saved in ${model}`;
  const early = stoppedBy === null ? '' : `Stopped early: ${stopReasons[stoppedBy]}. `;
  return `${early}${counted(steps, 'step')} in ${seconds.toFixed(1)} s (${samplesPerSecond.toFixed(0)} samples/s), ${accuracy}, ${place}\n${computedBySentence(by)}`;
}
