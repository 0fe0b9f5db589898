/** One strip, read on the engine's own thread: what the encoder makes of it, and the decoder after any tokens. */

import { runAtOnce } from '../../../domain/cooperate.ts';
import { joined } from '../../../domain/joined.ts';
import type { KernelExports } from '../builds/exports.ts';
import type { DecoderStep, OpenStrip, StripTrace } from '../reader/open-strip.ts';
import { blocksOf, lineBytes, lineLength } from '../recurrent/shape.ts';
import { createEncoder } from '../transformer/encoder.ts';
import type { TransformerBank } from '../transformer/memory-plan.ts';
import { headBlocksOf } from '../transformer/shape.ts';
import { createPairDecoder } from './decoder.ts';
import type { PairPlan } from './memory-plan.ts';
import { pairLayout } from './shape.ts';

export function createPairTrace(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: PairPlan,
  presentBank: () => TransformerBank,
): StripTrace {
  const { shape, tileRows, trace } = plan;
  const { units, heads, blocks } = shape;
  const encoder = createEncoder(kernels, memory, plan, trace, pairLayout(shape));
  const decoder = createPairDecoder(kernels, memory, plan, trace);
  const bytes = new Uint8Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const block = tileRows * lineBytes;
  const headUnits = units / heads;
  const headBytes = headBlocksOf(shape) * block;
  const partTile = heads * headBytes;

  /** `count` numbers of a token. @param line of its tile's first block */
  function row(line: number, count: number): Float32Array {
    return Float32Array.from({ length: count }, (_, at) => {
      return floats[(line + Math.floor(at / lineLength) * block) / 4 + (at % lineLength)];
    });
  }

  /** The units of all heads side by side. @param line of the first head */
  function headsRow(line: number): Float32Array {
    return joined(Array.from({ length: heads }, (_, head) => row(line + head * headBytes, headUnits)));
  }

  /** The line of the strip's token in a matrix of the encoder. */
  function lineOf(step: number, tileBytes: number): number {
    return Math.floor(step / tileRows) * tileBytes + (step % tileRows) * lineBytes;
  }

  /** [heads × steps] how a token looks at the strip. @param tokens that are read */
  function looksOf(probabilities: number, token: number, tokens: number, steps: number): Float32Array {
    const tileBytes = blocksOf(steps) * block;
    const headTiles = Math.ceil(tokens / tileRows);
    return joined(
      Array.from({ length: heads }, (_, head) =>
        row(probabilities + head * headTiles * tileBytes + lineOf(token, tileBytes), steps),
      ),
    );
  }

  return {
    open(image: Uint8Array): OpenStrip {
      const bank = presentBank();
      const steps = image.length / shape.inputSize;
      const every = Array.from({ length: steps }, (_, step) => step);
      bytes.set(image, plan.traceImage);
      encoder.begin([steps]);
      encoder.layImage(0, plan.traceImage);
      runAtOnce(encoder.forward(bank));
      decoder.begin(encoder.pass(), 1);
      decoder.prepare(bank);
      const unitTile = blocksOf(units) * block;
      const states = joined(
        every.flatMap((step) => trace.blocks.map(({ output }) => row(output + lineOf(step, unitTile), units))),
      );
      const keyRows = (part: 0 | 1) =>
        joined(
          trace.decoder.flatMap(({ keysValues }) =>
            every.map((step) => headsRow(keysValues + part * partTile + lineOf(step, 2 * partTile))),
          ),
        );

      const after = (read: readonly number[]) =>
        function next(token: number): DecoderStep {
          const tokens = [...read, token];
          const last = tokens.length - 1;
          decoder.begin(encoder.pass(), tokens.length);
          tokens.forEach((at, step) => {
            decoder.layToken(0, step, at);
          });
          runAtOnce(decoder.forward(bank));
          const looks = trace.decoder.map((tape) => looksOf(tape.crossProbabilities, last, tokens.length, steps));
          const queries = trace.decoder.map((tape) => headsRow(tape.crossQueries + decoder.lineOf(0, last, partTile)));
          return {
            ...{ next: after(tokens), logits: decoder.logitsOf(0, last).slice() },
            attention: meanOf(joined(looks), steps),
            states: Object.fromEntries(
              trace.decoder.map(({ output }, index) => [
                `block${index + 1}`,
                row(output + decoder.lineOf(0, last, unitTile), units),
              ]),
            ),
            heads: { attention: joined(looks), queries: joined(queries) },
          };
        };

      return { states, start: after([]), heads: { blocks, heads, keys: keyRows(0), values: keyRows(1) } };
    },
  };
}

/** The mean of rows of `length`. */
function meanOf(rows: Float32Array, length: number): Float32Array {
  const count = rows.length / length;
  const mean = new Float32Array(length);
  rows.forEach((value, at) => {
    mean[at % length] += value / count;
  });
  return mean;
}
