/** One recurrent layer on the calling thread: its kernels, its memory, and the tape of its last forward pass. */

import { gateCountOf } from '../../../domain/cells.ts';
import { runAtOnce } from '../../../domain/cooperate.ts';
import { deriveBank } from '../recurrent/derive.ts';
import { instantiate, type LoadedKernels } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import { planMemory } from '../recurrent/memory-plan.ts';
import { readTiles, type Tiles, writeTiles } from './ops-tiles.ts';
import { packWeights, unpackWeights } from '../recurrent/pack.ts';
import { type NetworkShape, weightLayout } from '../recurrent/shape.ts';
import { createShard } from '../recurrent/shard.ts';

/** A recurrent layer's operands, or their gradients. */
export type Operands = {
  /** [batch × steps × inputSize] */
  readonly x: Float32Array;
  /** As in tfjs: [inputSize × gates · units], [units × gates · units] and [gates · units]. */
  readonly kernel: Float32Array;
  readonly recurrentKernel: Float32Array;
  readonly bias: Float32Array;
};

/** One use of a layer: the same object in its forward and backward pass. */
export type Call = {
  readonly batch: number;
  /** Whether to return the hidden states of all steps, or only the last. */
  readonly everyStep: boolean;
};

export type Workspace = ReturnType<typeof createWorkspace>;

/** Most bytes for a workspace's samples; larger batches run piece by piece. */
const maxTapeBytes = 128 * 2 ** 20;

/** @returns the number of samples per piece, at least one */
export function pieceOf({ build }: LoadedKernels, shape: NetworkShape, batch: number): number {
  const bytesFor = (samples: number) => planMemory(shape, samples, 1, build.rows, { wantsInputs: true }).bytes;
  const withoutSamples = bytesFor(0);
  let piece = Math.max(1, batch);
  while (piece > 1 && bytesFor(piece) - withoutSamples > maxTapeBytes) piece = Math.ceil(piece / 2);
  return piece;
}

/**
 * @param shape of one layer without a readout
 * @param piece its capacity in samples
 */
export function createWorkspace({ build, module }: LoadedKernels, shape: NetworkShape, piece: number) {
  const { steps, inputSize, units } = shape;
  const tileRows = build.rows;
  const plan = planMemory(shape, piece, 1, tileRows, { wantsInputs: true });
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  const floats = new Float32Array(memory.buffer);
  const [bank] = plan.banks;
  const [shardPlan] = plan.shards;
  const [tape] = shardPlan.layers;
  const shard = createShard(kernels, memory, plan, shardPlan);
  const inputGradient = { address: tape.inputGradient, tile: tape.inputTile, step: tape.inputStep };
  /** The call whose gates and states are on the tape; a backward pass uses them up. */
  let taped: Call | null = null;

  function weightsAt(address: number): Float32Array {
    return floats.subarray(address / 4, (address + weightLayout(shape).bytes) / 4);
  }

  /** The hidden states that the layer above sees, or their gradients. */
  function statesAt(address: number, everyStep: boolean): Tiles {
    return { address: address + (everyStep ? 1 : steps) * tape.stateStep, tile: tape.stateTile, step: tape.stateStep };
  }

  function setWeights({ kernel, recurrentKernel, bias }: Operands): void {
    packWeights(shape, [kernel, recurrentKernel, bias], weightsAt(bank.weights));
    deriveBank(kernels, plan, bank, 0, 1);
  }

  /** Visits each piece: its first sample and number of samples. */
  function eachPiece(batch: number, visit: (first: number, samples: number) => void): void {
    for (let first = 0; first < batch; first += piece) visit(first, Math.min(piece, batch - first));
  }

  function run({ x }: Operands, first: number, samples: number): void {
    shard.begin(samples, null);
    const length = steps * inputSize;
    for (let sample = 0; sample < samples; sample++) {
      const start = (first + sample) * length;
      floats.set(x.subarray(start, start + length), plan.sequence / 4);
      shard.laySequence(sample, plan.sequence);
    }
    runAtOnce(shard.forward(bank));
  }

  /** Backward pass of a piece. @param gradient of its hidden states, [samples × steps or 1 × units] */
  function runBack(gradient: Float32Array, samples: number, everyStep: boolean): void {
    const tiles = Math.ceil(samples / tileRows);
    floats.fill(0, tape.hiddenGradient / 4, (tape.hiddenGradient + tiles * tape.stateTile) / 4);
    const extent = { samples, steps: everyStep ? steps : 1, size: units };
    writeTiles(floats, tileRows, statesAt(tape.hiddenGradient, everyStep), extent, gradient);
    runAtOnce(shard.backward(steps, true, everyStep ? 'every' : 'last'));
  }

  return {
    /** Capacity in samples. */
    piece,

    /** @returns hidden states [batch × steps × units], or [batch × units] of the last step */
    forward(call: Call, operands: Operands): Float32Array {
      const { batch, everyStep } = call;
      const outputSteps = everyStep ? steps : 1;
      const output = new Float32Array(batch * outputSteps * units);
      taped = null;
      setWeights(operands);
      eachPiece(batch, (first, samples) => {
        run(operands, first, samples);
        const to = output.subarray(first * outputSteps * units);
        const extent = { samples, steps: outputSteps, size: units };
        readTiles(floats, tileRows, statesAt(tape.hidden, everyStep), extent, to);
      });
      if (batch <= piece) taped = call;
      return output;
    },

    /**
     * Repeats the forward pass if its tape is gone: overwritten by another call, or too large for one piece.
     * @param gradient of what `forward` returned for this call
     * @param operands of `forward`, requested only in that case
     * @returns the gradients of its operands
     */
    backward(call: Call, gradient: Float32Array, operands: () => Operands): Operands {
      const { batch, everyStep } = call;
      const missing = taped === call ? null : operands();
      const outputLength = (everyStep ? steps : 1) * units;
      const x = new Float32Array(batch * steps * inputSize);
      taped = null;
      if (missing) setWeights(missing);
      shard.clearGradients();
      eachPiece(batch, (first, samples) => {
        if (missing) run(missing, first, samples);
        runBack(gradient.subarray(first * outputLength), samples, everyStep);
        const to = x.subarray(first * steps * inputSize);
        readTiles(floats, tileRows, inputGradient, { samples, steps, size: inputSize }, to);
      });
      const columns = gateCountOf(shape.cell) * units;
      const kernel = new Float32Array(inputSize * columns);
      const recurrentKernel = new Float32Array(units * columns);
      const bias = new Float32Array(columns);
      unpackWeights(shape, weightsAt(shardPlan.gradients), [kernel, recurrentKernel, bias]);
      return { x, kernel, recurrentKernel, bias };
    },
  };
}
