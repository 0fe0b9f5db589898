/** One thread's decoder: one token after another, each read before the next is written. */

import { readTokens } from '../../../domain/strips/strip.ts';
import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import { createDense, type Inputs } from './dense.ts';
import { createLstm } from './lstm.ts';
import type { ReaderBank, ReaderPlan, ReaderShardPlan } from './memory-plan.ts';
import { memoryBlocksOf, readerLayout } from './shape.ts';

/** @param memory that `kernels` was instantiated with */
export function createDecoder(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: ReaderPlan,
  shard: ReaderShardPlan,
) {
  const { shape, tileRows } = plan;
  const layout = readerLayout(shape);
  const bytes = new Uint8Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const block = tileRows * lineBytes;
  const units = blocksOf(shape.units);
  const stateBytes = units * block;
  const memoryBlocks = memoryBlocksOf(shape);
  const memoryBytes = memoryBlocks * block;
  const { tape, ...lstm } = createLstm(kernels, memory, plan, shard, shard.decoder, layout.decoder);
  const readout = createDense(kernels, plan, shard, layout.readout);
  const glimpse = createDense(kernels, plan, shard, layout.glimpse, false);
  const query = createDense(kernels, plan, shard, layout.query);
  const logitsTile = layout.readout.panels * block;

  /** The states before a token is read; those after it are a step further. */
  function statesAt(step: number) {
    return { address: tape.hidden + (step + 1) * tape.stateStep, stride: tape.stateTile };
  }

  /** The context in the inputs of a step, or its gradient. */
  function contextsAt(step: number, inputs: number) {
    return { address: inputs + (step + 1) * tape.inputStep + block, stride: tape.inputTile };
  }

  const queriesAt = (step: number, of: number) => of + step * shard.tiles * stateBytes;
  const logitsAt = (step: number) => shard.logits + step * shard.tiles * logitsTile;
  const weightsAt = (step: number, tile: number) =>
    shard.weights.address + tile * shard.weights.tile + step * shard.weights.step;

  /** The attention's operands of one tile, from its keys to the scratch memory. */
  function operands({ weights }: ReaderBank, step: number, tile: number, steps: number, context: number) {
    return [
      ...([steps, units, memoryBlocks, shard.keys.address + tile * shard.keys.tile] as const),
      ...([queriesAt(step, shard.queries) + tile * stateBytes, weights + layout.energy.bias] as const),
      ...([shard.memory.address + tile * shard.memory.tile, shard.memory.step] as const),
      ...([weightsAt(step, tile), context, shard.scratch] as const),
    ] as const;
  }

  /** Visits the parts of each tile's first state in the bridge, and their places on the tape. */
  function eachStart(
    tiles: number,
    bridge: number,
    states: readonly Inputs[],
    visit: (part: number, state: number) => void,
  ): void {
    for (let tile = 0; tile < tiles; tile++) {
      states.forEach(({ address, stride }, index) => {
        visit(bridge + tile * shard.start.tile + index * stateBytes, address + tile * stride);
      });
    }
  }

  return {
    weightsAt,

    /** Call before the steps of a pass. */
    begin(bank: ReaderBank, tiles: number, tokens: number): void {
      lstm.use(bank, bank.decoder);
      for (let tile = 0; tile < tiles; tile++) {
        const from = tape.inputs + tile * tape.inputTile;
        for (let step = 1; step <= tokens; step++)
          bytes.fill(0, from + step * tape.inputStep, from + step * tape.inputStep + block);
      }
      const cell = { address: tape.cell + tape.stateStep, stride: tape.stateTile };
      eachStart(tiles, shard.start.address, [statesAt(0), cell], (part, state) => {
        bytes.copyWithin(state, part, part + stateBytes);
      });
    },

    /** Sets what a sample reads at a step. */
    layToken(step: number, sample: number, token: number): void {
      const tile = Math.floor(sample / tileRows);
      const line = tape.inputs + tile * tape.inputTile + (step + 1) * tape.inputStep + (sample % tileRows) * lineBytes;
      floats.fill(0, line / 4, line / 4 + readTokens);
      floats[line / 4 + token] = 1;
    },

    /** One step, up to the logits. @param steps of the encoder */
    forward(bank: ReaderBank, step: number, tiles: number, steps: number): void {
      if (shape.attends) {
        query.forward(bank, bank.query, tiles, statesAt(step), queriesAt(step, shard.queries));
        for (let tile = 0; tile < tiles; tile++) {
          const { address, stride } = contextsAt(step, tape.inputs);
          kernels.additiveForward(...operands(bank, step, tile, steps, address + tile * stride));
        }
      }
      lstm.forward(step + 1, tiles);
      readout.forward(bank, bank.readout, tiles, statesAt(step + 1), logitsAt(step));
      if (!shape.attends) return;
      glimpse.forward(bank, bank.glimpse, tiles, contextsAt(step, tape.inputs), shard.scratch);
      kernels.addAll(logitsAt(step), shard.scratch, logitsAt(step), tiles * logitsTile);
    },

    /** A sample's logits of a step; after the loss, their gradients. */
    logitsOf(step: number, sample: number): Float32Array {
      const tile = Math.floor(sample / tileRows);
      const line = (logitsAt(step) + tile * logitsTile + (sample % tileRows) * lineBytes) / 4;
      return floats.subarray(line, line + shape.classes);
    },

    /** Sets what a sample is to write at a step; 255: nothing. */
    setLabel(step: number, sample: number, label: number): void {
      bytes[shard.labels + step * shard.tiles * tileRows + sample] = label;
    },

    /** Turns the logits of all steps into their gradients. @param scale 1 / tokens of the batch */
    loss(tokens: number, tiles: number, scale: number): { loss: number; correct: number } {
      const sums = { loss: 0, correct: 0 };
      const results = new Float64Array(memory.buffer, shard.results, 2);
      for (let step = 0; step < tokens; step++) {
        const labels = shard.labels + step * shard.tiles * tileRows;
        kernels.crossEntropy(tiles, layout.readout.panels, shape.classes, logitsAt(step), labels, scale, shard.results);
        sums.loss += results[0];
        sums.correct += results[1];
      }
      return sums;
    },

    /** From the gradients of the logits to those of weights, memory, keys and the first state. */
    *backward(bank: ReaderBank, tokens: number, tiles: number, steps: number): Interruptible<void> {
      const gradientAt = (step: number) => tape.hiddenGradient + (step + 1) * tape.stateStep;
      for (let tile = 0; tile < tiles; tile++) {
        const start = gradientAt(0) + tile * tape.stateTile;
        bytes.fill(0, start, start + stateBytes);
      }
      lstm.clearCarry(tiles);
      for (let step = 0; step < tokens; step++) {
        readout.backward(bank.readout, tiles, logitsAt(step), {
          address: gradientAt(step + 1),
          stride: tape.stateTile,
        });
        readout.addGradients(tiles, statesAt(step + 1), logitsAt(step));
      }
      for (let step = tokens - 1; step >= 0; step--) {
        lstm.backward(step + 1, tiles);
        if (shape.attends) lookBack(bank, step, tiles, steps, gradientAt(step));
        yield;
      }
      for (let tile = 0; tile < tiles; tile++) {
        lstm.addGradients(tile, 1, tokens + 1);
        yield;
      }
      const hidden = { address: gradientAt(0), stride: tape.stateTile };
      const cell = { address: tape.carry, stride: tape.carryTile };
      eachStart(tiles, shard.startGradient.address, [hidden, cell], (part, state) => {
        bytes.copyWithin(part, state, state + stateBytes);
      });
    },
  };

  /** The attention's backward pass at one step. @param stateGradient of the first tile's state before it; added to */
  function lookBack(bank: ReaderBank, step: number, tiles: number, steps: number, stateGradient: number): void {
    const queryGradients = queriesAt(step, shard.queryGradients);
    const contexts = contextsAt(step, tape.inputGradient);
    glimpse.addGradients(tiles, contextsAt(step, tape.inputs), logitsAt(step));
    glimpse.backward(bank.glimpse, tiles, logitsAt(step), { address: shard.scratch, stride: memoryBytes });
    for (let tile = 0; tile < tiles; tile++) {
      const to = contexts.address + tile * contexts.stride;
      kernels.addAll(to, shard.scratch + tile * memoryBytes, to, memoryBytes);
    }
    for (let tile = 0; tile < tiles; tile++) {
      kernels.additiveBackward(
        ...operands(bank, step, tile, steps, contexts.address + tile * contexts.stride),
        shard.memoryGradient.address + tile * shard.memoryGradient.tile,
        shard.keyGradient.address + tile * shard.keyGradient.tile,
        queryGradients + tile * stateBytes,
        shard.gradients + layout.energy.bias,
        shard.slopes,
      );
    }
    query.addGradients(tiles, statesAt(step), queryGradients);
    query.backward(bank.query, tiles, queryGradients, { address: shard.scratch, stride: stateBytes });
    for (let tile = 0; tile < tiles; tile++) {
      const to = stateGradient + tile * tape.stateTile;
      kernels.addAll(to, shard.scratch + tile * stateBytes, to, stateBytes);
    }
  }
}
