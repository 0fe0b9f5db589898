/** What `gatescope predict` does: every file's drawings through the pipeline of the drawing pad and the network. */

import { basename } from 'node:path';
import type { Network } from '../engine/models/network.ts';
import { answerAt, softmax } from '../engine/models/readout.ts';
import type { Pixels } from '../protocol/trace.ts';
import type { EngineAssets } from '../protocol/host.ts';
import type { Io } from './io.ts';
import { openNetwork } from './open-network.ts';
import { percent } from './percent.ts';
import { readDigits } from './read-digits.ts';
import { UnreadableError } from './unreadable.ts';

/** What the network made of one digit. */
type Reading = { readonly digit: number; readonly probabilities: readonly number[] };

/**
 * @param folder of the model; undefined takes the pretrained one
 * @throws GatescopeError where the model cannot be read; Error after all others are read if a file could not be;
 * Interruption
 */
export async function predict(
  files: readonly string[],
  folder: string | undefined,
  json: boolean,
  assets: EngineAssets,
  io: Io,
): Promise<void> {
  const network = await openNetwork(folder, assets, io);
  const complaints: string[] = [];
  let index = 0;

  async function predictFile(file: string): Promise<void> {
    const { count, drawings } = await readDigits(file);
    let place = 0;
    for (const digits of drawings) {
      const readings: Reading[] = [];
      for (const pixels of digits) readings.push(await read(network, pixels));
      io.signal.throwIfAborted();
      const source = count === 1 ? basename(file) : `${basename(file)}[${place}]`;
      if (readings.length > 1)
        io.complain(`${source} shows ${readings.length} digits side by side: read from left to right.`);
      io.print(json ? jsonLine(index, readings) : plainLine(index, source, readings));
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
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

async function read(network: Network, pixels: Pixels): Promise<Reading> {
  const probabilities = softmax(await network.logits(pixels), network.config.classes);
  return { digit: answerAt(probabilities, network.config.classes), probabilities: [...probabilities] };
}

function jsonLine(index: number, readings: readonly Reading[]): string {
  const { digit, probabilities } = readings.at(0) ?? { digit: null, probabilities: null };
  return JSON.stringify({ index, digit, probabilities, ...(readings.length > 1 && { digits: readings }) });
}

function plainLine(index: number, source: string, readings: readonly Reading[]): string {
  const answers = readings.map(({ digit, probabilities }) => `${digit}  ${percent(probabilities[digit], 1)}`);
  return `${index}  ${source}  ${answers.join('   ') || 'nothing drawn'}`;
}
