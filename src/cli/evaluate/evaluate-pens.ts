/** Runs `gatescope evaluate --strokes`. */

import { isMnist } from '../../engine/data/data-set.ts';
import { answerPens } from '../../engine/inspect/pen-answers.ts';
import type { EngineAssets } from '../../protocol/host.ts';
import { computedBySentence } from '../shared/computed-by.ts';
import type { Io } from '../shared/io.ts';
import { openNetwork } from '../shared/open-network.ts';
import { createProgressBar } from '../train/progress-bar.ts';
import { pensJson, pensReport } from './pens-report.ts';
import { openLabelledStrokes } from './read-labelled-strokes.ts';

/**
 * @param file of labelled strokes
 * @param folder of the model; undefined takes the pretrained one
 * @throws Error where the file cannot be used or the model knows no digits; GatescopeError where the model cannot be
 * read; Interruption
 */
export async function evaluatePens(
  file: string,
  folder: string | undefined,
  json: boolean,
  assets: EngineAssets,
  io: Io,
): Promise<void> {
  const drawings = await openLabelledStrokes(file);
  const { network, dataSet, by } = await openNetwork(folder, assets, io);
  if (!isMnist(dataSet)) {
    throw new Error(`This model was trained on ${dataSet.name}; --strokes needs one that reads MNIST's digits.`);
  }
  const bar = createProgressBar(json ? null : io.terminal, 'Reading {bar} {value}/{total}');
  bar.start(drawings.length);
  const answers = await answerPens(network, drawings, bar.update, io.signal).finally(bar.stop);
  io.print(
    json ? JSON.stringify({ ...pensJson(answers), ...by }) : `${pensReport(answers)}\n\n${computedBySentence(by)}`,
  );
}
