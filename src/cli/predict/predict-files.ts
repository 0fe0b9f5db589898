/**
 * Runs `gatescope predict`: every drawing in the files goes through the pipeline of the drawing pad and the network.
 */

import { basename } from 'node:path';
import { isMnist } from '../../engine/data/data-set.ts';
import type { Network } from '../../engine/models/network.ts';
import { knownFrom } from '../../domain/sureness.ts';
import { answerGiven, softmax } from '../../engine/models/readout.ts';
import { noAnswer } from '../../protocol/answers.ts';
import type { Pixels } from '../../protocol/values.ts';
import type { EngineAssets } from '../../protocol/host.ts';
import { type ComputedBy, computedBySentence } from '../shared/computed-by.ts';
import type { Io } from '../shared/io.ts';
import { openNetwork } from '../shared/open-network.ts';
import { percent } from '../shared/percent.ts';
import { readDigits } from './read-digits.ts';
import { UnreadableError } from '../shared/unreadable.ts';

/** The network's answer to one digit. */
type Reading = {
  /** Null where the numbers are not finite, JSON then also has null for each probability; and where it is no digit it knows. */
  readonly digit: number | null;
  /** The most probable digit, where it is none that the network knows. */
  readonly closest?: number;
  /** For a network of another data set than MNIST. */
  readonly name?: string;
  readonly probabilities: readonly number[];
};

/**
 * @param folder of the model; undefined takes the pretrained one
 * @throws GatescopeError where the model cannot be read; Error, after all others are read, if a file could not be;
 * Interruption
 */
export async function predict(
  files: readonly string[],
  folder: string | undefined,
  json: boolean,
  assets: EngineAssets,
  io: Io,
): Promise<void> {
  const { network, dataSet, knowsNonDigits, by } = await openNetwork(folder, assets, io);
  const names = isMnist(dataSet) ? null : dataSet.classNames;
  const limit = isMnist(dataSet) && knowsNonDigits ? knownFrom : 0;
  const complaints: string[] = [];
  let index = 0;

  async function predictFile(file: string): Promise<void> {
    const { count, drawings } = await readDigits(file);
    if (count === 0) throw new UnreadableError('holds no digits: there are no strokes in it');
    let place = 0;
    for (const digits of drawings) {
      const readings: Reading[] = [];
      for (const pixels of digits) readings.push(await read(network, names, limit, pixels));
      io.signal.throwIfAborted();
      const source = count === 1 ? basename(file) : `${basename(file)}[${place}]`;
      if (readings.length > 1)
        io.complain(`${source} shows ${readings.length} digits side by side, read from left to right.`);
      io.print(json ? jsonLine(index, readings, by) : plainLine(index, source, readings));
      place++;
      index++;
    }
  }

  for (const file of files) {
    try {
      await predictFile(file);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      complaints.push(`${file} ${error.message}.`);
      index++;
    }
  }
  if (!json) io.print(computedBySentence(by));
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

/** @param limit the least probability of a digit that the network knows */
async function read(
  network: Network,
  names: readonly string[] | null,
  limit: number,
  pixels: Pixels,
): Promise<Reading> {
  const { classes } = network.config;
  const logits = await network.logits(pixels);
  const probabilities = softmax(logits, classes);
  const answer = answerGiven(logits, classes);
  const digit = answer === noAnswer ? null : answer;
  if (digit !== null && probabilities[digit] < limit) {
    return { digit: null, closest: digit, probabilities: [...probabilities] };
  }
  return { digit, ...(names && digit !== null && { name: names[digit] }), probabilities: [...probabilities] };
}

function jsonLine(index: number, readings: readonly Reading[], by: ComputedBy): string {
  const first = readings.at(0) ?? { digit: null, probabilities: null };
  return JSON.stringify({ index, ...first, ...(readings.length > 1 && { digits: readings }), ...by });
}

function plainLine(index: number, source: string, readings: readonly Reading[]): string {
  const answers = readings.map(({ digit, closest, name = digit, probabilities }) => {
    if (closest !== undefined) return `no digit I know, closest ${closest}  ${percent(probabilities[closest], 1)}`;
    return digit === null ? 'no answer: the numbers are not finite' : `${name}  ${percent(probabilities[digit], 1)}`;
  });
  return `${index}  ${source}  ${answers.join('   ') || 'nothing drawn'}`;
}
