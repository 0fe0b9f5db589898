/** What `gatescope evaluate` does, and how it shows the counts to a person. */

import { type DigitSet, loadMnist } from '../engine/data/mnist.ts';
import { ordersLike, rereadAs } from '../engine/data/reading.ts';
import { evaluate } from '../engine/training/evaluate.ts';
import type { EngineAssets } from '../protocol/host.ts';
import type { ReadingOrder } from '../protocol/recipe.ts';
import type { Io } from './io.ts';
import { openNetwork } from './open-network.ts';
import { percent } from './percent.ts';
import { createProgressBar } from './progress-bar.ts';

/**
 * @param folder of the model; undefined takes the pretrained one
 * @param order to read in; undefined takes the model's own
 * @throws GatescopeError where model or digits cannot be read; Error where the order has another number of steps;
 * Interruption
 */
export async function evaluateModel(
  folder: string | undefined,
  order: ReadingOrder | undefined,
  json: boolean,
  assets: EngineAssets,
  io: Io,
): Promise<void> {
  const network = await openNetwork(folder, assets, io);
  const own = network.config.order;
  const test = inOrder((await loadMnist(assets.dataDirectory)).test, own, order ?? own);
  const bar = createProgressBar(json ? null : io.terminal, 'Reading {bar} {value}/{total}');
  bar.start(test.count);
  const { accuracy, loss, calibrationError, confusion } = await evaluate(network, test, bar.update, io.signal).finally(
    bar.stop,
  );

  const { classes } = network.config;
  const rows = Array.from({ length: classes }, (_, digit) => [
    ...confusion.subarray(digit * classes, (digit + 1) * classes),
  ]);
  if (json) {
    io.print(JSON.stringify({ accuracy, loss, calibrationError, confusion: rows }));
  } else {
    const sureness = `calibration error ${percent(calibrationError)}`;
    io.print(`Accuracy ${percent(accuracy)}, loss ${loss.toFixed(4)}, ${sureness} over ${test.count} test digits\n`);
    io.print(confusionTable(rows));
  }
}

function inOrder(digits: DigitSet, own: ReadingOrder, order: ReadingOrder): DigitSet {
  const possible = ordersLike(own);
  if (!possible.includes(order)) {
    throw new Error(`A model that reads ${own} cannot read ${order}. Choose from ${possible.join(', ')}.`);
  }
  return { ...digits, images: rereadAs(digits.images, own, order) };
}

const columnWidth = 6;

/** One row for each true digit, one column for each answer; zeros are dots, so that mistakes stand out. */
function confusionTable(rows: readonly (readonly number[])[]): string {
  const line = (head: string, cells: readonly string[]) =>
    head + cells.map((cell) => cell.padStart(columnWidth)).join('');
  return [
    'True digit ↓, answer →',
    line(
      ' ',
      rows.map((_, digit) => String(digit)),
    ),
    ...rows.map((counts, digit) =>
      line(
        String(digit),
        counts.map((count) => (count === 0 ? '·' : String(count))),
      ),
    ),
  ].join('\n');
}
