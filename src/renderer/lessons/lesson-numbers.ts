/**
 * The numbers that lessons quote, from the same functions as the screen's: those of a network of the shown one's size,
 * and of the networks that the pages' links train. Gaps for `t`.
 */

import { isRecurrent } from '../../domain/cells.ts';
import { stepsOf } from '../../domain/recipe/reading.ts';
import { defaultConfig, parameterCount, weightShapes } from '../../domain/recipe/config.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { pixelCount, rows } from '../../domain/sequence.ts';
import { tapeBytes } from '../../domain/tape.ts';
import { formatBytes, formatCount, formatSignificant } from '../i18n/format.ts';
import { networkInWords } from '../settings/model-words.ts';
import { equalNetwork } from './pages/gates.ts';

/** Whose tape is told beside a Transformer. */
const defaultCell = 'lstm';

/** Weights of one recurrent layer, without the readout. */
function layerOf(config: ModelConfig): number {
  return parameterCount(config) - (config.units + 1) * config.classes;
}

/** @param shown null before it is known */
export function lessonNumbers(shown: ModelConfig | null): Readonly<Record<string, string>> {
  const model = shown ?? defaultConfig;
  const { classes, units, order } = model;
  const { steps, stepLength: inputs } = stepsOf(order);
  const pixels = steps * inputs;
  const plain: ModelConfig = { ...model, cell: 'rnn', layers: 1 };
  const [input, recurrent] = weightShapes(plain).map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  const usual = { ...defaultConfig, layers: 1 };
  const counts = {
    ...{ inputs, units, classes, pixels },
    inputWeights: input,
    recurrentWeights: recurrent,
    readoutWeights: (units + 1) * classes,
    rnnWeights: parameterCount(plain),
    rnnLayer: layerOf(plain),
    lstmLayer: layerOf({ ...plain, cell: 'lstm' }),
    denseWeights: pixels * units,
    usualUnits: usual.units,
    equalUnits: equalNetwork.units,
    equalWeights: layerOf({ ...usual, ...equalNetwork }),
    weights: parameterCount(model),
  };
  const cell = isRecurrent(model.cell) ? model.cell : defaultCell;
  const tape = (count: number) => formatBytes(tapeBytes({ cell, units, layers: model.layers }, count));
  const batch = 128;
  return {
    ...{ tapeRow: tape(1), tapeRows: tape(rows), tapePixels: tape(pixelCount) },
    ...{ tapeBatch: tape(batch * pixelCount), tapeBatchCut: tape(batch * rows) },
    ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, formatCount(count)])),
    unitsRoot: formatSignificant(Math.sqrt(units)),
    network: networkInWords(model),
  };
}

/** A text without words, such as a shape, with its gaps filled. */
export function filled(text: string, numbers: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (gap, name: string) => numbers[name] ?? gap);
}
