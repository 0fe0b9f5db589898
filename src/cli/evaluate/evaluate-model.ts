/** Runs `gatescope evaluate` and prints its counts for a person. */

import { type DataSet, isMnist } from '../../engine/data/data-set.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import { ordersLike, rereadAs } from '../../domain/recipe/reading.ts';
import { evaluate } from '../../engine/training/evaluate.ts';
import type { EngineAssets } from '../../protocol/host.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import { computedBySentence } from '../shared/computed-by.ts';
import { counted } from '../shared/counted.ts';
import type { DataOptions } from '../shared/data-options.ts';
import type { Io } from '../shared/io.ts';
import { openData } from '../shared/open-data.ts';
import { openNetwork } from '../shared/open-network.ts';
import { lossText } from '../shared/loss-text.ts';
import { percent } from '../shared/percent.ts';
import { createProgressBar } from '../train/progress-bar.ts';
import { asMeasured, type Measured } from '../shared/same-data.ts';

const noAnswerSentence = 'No answer to any image: the numbers of this network are not finite.\n';

/**
 * @param folder of the model; undefined takes the pretrained one
 * @param order to read in; undefined takes the model's own
 * @throws GatescopeError where model or digits cannot be read; Error where the order has another number of steps;
 * Interruption
 */
export async function evaluateModel(
  folder: string | undefined,
  order: ReadingOrder | undefined,
  options: DataOptions,
  json: boolean,
  assets: EngineAssets,
  io: Io,
): Promise<void> {
  const { network, dataSet, by } = await openNetwork(folder, assets, io);
  const own = network.config.order;
  const usualNames = isMnist(dataSet) ? undefined : dataSet.classNames;
  const data = await openData(options, { usualNames, learned: dataSet, parted: false }, assets.dataDirectory, io);
  const { images, are } = await measuredOf(dataSet, data, assets.dataDirectory, io);
  const test = inOrder(images, own, order ?? own);
  const bar = createProgressBar(json ? null : io.terminal, 'Reading {bar} {value}/{total}');
  bar.start(test.count);
  const { accuracy, loss, calibrationError, confusion } = await evaluate(network, test, bar.update, io.signal).finally(
    bar.stop,
  );

  const { classes } = network.config;
  const { classNames } = data;
  const rows = Array.from({ length: classes }, (_, digit) => [
    ...confusion.subarray(digit * classes, (digit + 1) * classes),
  ]);
  if (json) {
    io.print(
      JSON.stringify({
        accuracy,
        loss,
        calibrationError,
        confusion: rows,
        ...by,
        ...(!isMnist(data) && { classNames }),
      }),
    );
  } else {
    const sureness = `calibration error ${calibrationError === null ? 'not a number' : percent(calibrationError)}`;
    io.print(
      `${accuracy === null ? noAnswerSentence : ''}Accuracy ${percent(accuracy)}, loss ${lossText(loss)}, ${sureness} over ${countOf(test.count, are, isMnist(data))}\n${computedBySentence(by)}\n`,
    );
    io.print(confusionTable(rows, isMnist(data) ? null : classNames));
  }
}

/**
 * The images to measure on: as far as known, none that the model was trained on.
 * @throws Error where the model cannot have learned this data; warns where it learned other data
 */
async function measuredOf(
  learned: DataSetInfo,
  data: DataSet,
  mnistDirectory: string,
  { complain }: Io,
): Promise<Measured> {
  const [known, wanted] = [learned.classNames.length, data.classNames.length];
  if (known !== wanted)
    throw new Error(
      `This model was trained on ${learned.name} with ${known} classes, and ${data.name} has ${wanted}. Name its own data with --data.`,
    );
  const measured = await asMeasured(learned, data, mnistDirectory);
  if (!measured) complain(`This model was trained on ${learned.name}: ${data.name} is new to it.`);
  if (measured?.are === 'heldBack')
    complain(
      `There is no test pair. Measured on the images held back from training: ${counted(measured.images.count, 'image')}.`,
    );
  return measured ?? { images: data.test, are: data.train === data.test ? 'all' : 'test' };
}

/** In words; MNIST's images are digits. */
function countOf(count: number, are: Measured['are'], areDigits: boolean): string {
  const images = counted(count, areDigits ? 'digit' : 'image');
  const tested = counted(count, areDigits ? 'test digit' : 'test image');
  if (are === 'trainedOn') return `the ${images} that it was trained on`;
  if (are === 'all') return `all ${images}, since there is no test pair`;
  return are === 'heldBack' ? `the ${images} held back` : tested;
}

function inOrder(digits: DigitSet, own: ReadingOrder, order: ReadingOrder): DigitSet {
  const possible = ordersLike(own);
  if (!possible.includes(order)) {
    throw new Error(`A model that reads ${own} cannot read ${order}. Choose from ${possible.join(', ')}.`);
  }
  return { ...digits, images: rereadAs(digits.images, own, order) };
}

const columnWidth = 6;

/** A longer name is cut so that it does not push the counts aside. */
const nameColumns = 20;

/** One row per true class, one column per answer; zeros are dots, so that mistakes stand out. */
function confusionTable(rows: readonly (readonly number[])[], names: readonly string[] | null): string {
  const heads = rows.map((_, index) => (names ? `${index} ${names[index]}` : String(index)).slice(0, nameColumns));
  const headWidth = Math.max(...heads.map(({ length }) => length));
  const line = (head: string, cells: readonly string[]) =>
    head.padEnd(headWidth) + cells.map((cell) => cell.padStart(columnWidth)).join('');
  return [
    names ? 'True class ↓, answer →' : 'True digit ↓, answer →',
    line(
      ' ',
      rows.map((_, digit) => String(digit)),
    ),
    ...rows.map((counts, index) =>
      line(
        heads[index],
        counts.map((count) => (count === 0 ? '·' : String(count))),
      ),
    ),
  ].join('\n');
}
