/** Everything that happens while a Transformer reads one image, read from the kernels' tape, on the calling thread. */

import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { HeadsTrace, LayerTrace } from '../../protocol/trace.ts';
import { runAtOnce } from '../../domain/cooperate.ts';
import { type ReadingPlan, rereadAs } from '../../domain/recipe/reading.ts';
import { transformerWeightShapes } from '../../domain/recipe/transformer-weights.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { BlockTape } from '../kernels/transformer/memory-plan.ts';
import type { TransformerKernelNetwork } from '../kernels/transformer/network.ts';
import { weightPlaces } from '../kernels/transformer/pack.ts';
import { transformerLayout } from '../kernels/transformer/shape.ts';
import { createTransformerShard } from '../kernels/transformer/shard.ts';
import { createTokenReader } from '../kernels/transformer/tokens.ts';
import type { Network, NetworkTrace, TraceOptions } from './network.ts';
import { answerAt, softmax } from './readout.ts';
import { readReadout } from './readout-weights.ts';
import { saliencyOf } from './saliency.ts';

/**
 * @returns `trace` and `answer` of a network of this configuration. The trace's probabilities after a step are the
 * answer to the steps so far, as if the image ended there; attention, hidden states and gradients are those of the
 * whole image.
 */
export function createTransformerTrace(
  { plan, memory, kernels, presentBank }: TransformerKernelNetwork,
  config: ModelConfig,
  { steps, firstStep }: ReadingPlan,
): Pick<Network, 'trace' | 'answer'> {
  const { units, heads, classes, steps: read } = plan.shape;
  const shard = createTransformerShard(kernels, memory, plan, plan.trace);
  const tokens = createTokenReader(memory, plan, shard);
  const image = new Uint8Array(memory.buffer, plan.traceImage, pixelCount);
  const floats = new Float32Array(memory.buffer);
  const readoutKernel = transformerLayout(plan.shape).readout.kernel;
  const places = weightPlaces(plan.shape);
  const [embedding] = places;
  const names = transformerWeightShapes(plan.shape).map(({ name }) => name);

  /** Forward passes over the first tokens, for each of the given lengths. */
  function readUntil(lengths: readonly number[]): void {
    shard.begin(lengths);
    lengths.forEach((_, sample) => {
      shard.layImage(sample, plan.traceImage);
    });
    runAtOnce(shard.forward(presentBank()));
  }

  /** [read × classes] logits of every prefix; the whole image is read last, alone. */
  function logitsOfEachStep(): Float32Array {
    const logits = new Float32Array(read * classes);
    const take = (lengths: readonly number[]) => {
      readUntil(lengths);
      lengths.forEach((length, sample) => {
        shard.logitsOf(sample, logits.subarray((length - 1) * classes, length * classes));
      });
    };
    const prefixes = Array.from({ length: read - 1 }, (_, step) => step + 1);
    for (let first = 0; first < prefixes.length; first += plan.trace.samples) {
      take(prefixes.slice(first, first + plan.trace.samples));
    }
    take([read]);
    return logits;
  }

  /** [heads × steps × steps]; steps before the window neither attend nor are attended to. */
  function attention(tape: BlockTape): Float32Array {
    const probabilities = tokens.attention(0, tape.probabilities);
    if (firstStep === 0) return probabilities;
    const whole = new Float32Array(heads * steps * steps);
    for (let row = 0; row < heads * read; row++) {
      const head = Math.floor(row / read);
      const to = (head * steps + firstStep + (row % read)) * steps + firstStep;
      whole.set(probabilities.subarray(row * read, (row + 1) * read), to);
    }
    return whole;
  }

  /** [steps × …] with zeros before the window. */
  function withWindow(values: ArrayLike<number>, width: number): Float32Array {
    const whole = new Float32Array(steps * width);
    whole.set(values, firstStep * width);
    return whole;
  }

  /** What the heads of a block computed while the whole image was read. @param weights of the bank */
  function headsOf(tape: BlockTape, block: number, weights: number): HeadsTrace {
    const [queries, keys, values] = tokens.parts(tape.queries, 3);
    const [results] = tokens.parts(tape.attended, 1);
    const { placeOf } = places[names.indexOf(`block_${block + 1}/output/kernel`)];
    const width = units / heads;
    const added = new Float32Array(heads * steps);
    for (let head = 0; head < heads; head++)
      for (let step = 0; step < read; step++) {
        let squares = 0;
        for (let unit = 0; unit < units; unit++) {
          let sum = 0;
          for (let own = head * width; own < (head + 1) * width; own++)
            sum += results[step * units + own] * floats[weights / 4 + placeOf(own, unit)];
          squares += sum * sum;
        }
        added[head * steps + firstStep + step] = Math.sqrt(squares);
      }
    const [q, k, v, o] = [queries, keys, values, results].map((matrix) => withWindow(matrix, units));
    return { queries: q, keys: k, values: v, results: o, added };
  }

  /** ∂L/∂inputs of the first sample, [steps read × pixels of a step]: those of the tokens through the embedding. */
  function inputGradients(weights: number): Float32Array {
    const embedded = tokens.matrix(0, plan.trace.embeddedGradient);
    const { rows, placeOf } = embedding;
    const kernel = Float32Array.from({ length: rows * units }, (_, at) => {
      return floats[weights / 4 + placeOf(Math.floor(at / units), at % units)];
    });
    return Float32Array.from({ length: read * rows }, (_, at) => {
      const [step, row] = [Math.floor(at / rows), at % rows];
      let sum = 0;
      for (let unit = 0; unit < units; unit++) sum += embedded[step * units + unit] * kernel[row * units + unit];
      return sum;
    });
  }

  function answer(pixels: Uint8Array, order = config.order): Float32Array {
    image.set(rereadAs(pixels, config.order, order));
    readUntil([read]);
    const logits = new Float32Array(classes);
    shard.logitsOf(0, logits);
    return softmax(logits, classes);
  }

  function trace(
    pixels: Uint8Array,
    label: number | null,
    { order = config.order, wantsSaliency = false, wantsHeads = false }: TraceOptions = {},
  ): NetworkTrace {
    const bank = presentBank();
    image.set(rereadAs(pixels, config.order, order));
    const answers = softmax(logitsOfEachStep(), classes);
    // Before the backward pass, which overwrites parts of the tape.
    const parts = wantsHeads
      ? plan.trace.blocks.map((tape, block) => ({ heads: headsOf(tape, block, bank.weights) }))
      : [];
    const target = label ?? answerAt(answers, classes, (read - 1) * classes);
    shard.setLabel(0, target);
    shard.loss(bank, 1, false);
    runAtOnce(shard.backward(bank, false));
    const layers = plan.trace.blocks.map((tape, block): LayerTrace => ({
      ...parts[block],
      matrices: { hiddenState: withWindow(tokens.matrix(0, tape.output), units) },
      attention: attention(tape),
      gradientNorm: withWindow(tokens.squares(0, tape.outputGradient).map(Math.sqrt), 1),
      weightGradients: null,
    }));
    const readout = readReadout(floats, bank.weights + readoutKernel, units, classes);
    const traced = { layers, probabilities: withWindow(answers, classes), target, readout };
    if (!wantsSaliency) return { ...traced, saliency: null };
    // Again, since the backward pass overwrote the tape; this time back from one logit alone.
    readUntil([read]);
    shard.logitOf(bank, answerAt(answers, classes, (read - 1) * classes));
    runAtOnce(shard.backward(bank, false));
    const saliency = saliencyOf(inputGradients(bank.weights), pixels, { order, window: config.window });
    return { ...traced, saliency };
  }

  return { trace, answer };
}
