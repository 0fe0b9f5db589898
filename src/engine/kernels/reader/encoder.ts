/** One thread's encoders: strips to what is known about each step (`memory`), and to the decoder's first state. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import { createDense } from './dense.ts';
import { createLstm, type Lstm } from './lstm.ts';
import type { ReaderBank, ReaderPlan, ReaderShardPlan } from './memory-plan.ts';
import { memoryBlocksOf, readerLayout } from './shape.ts';

export function createEncoder(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: ReaderPlan,
  shard: ReaderShardPlan,
) {
  const { shape, tileRows } = plan;
  const layout = readerLayout(shape);
  const bytes = new Uint8Array(memory.buffer);
  const block = tileRows * lineBytes;
  const stateBytes = blocksOf(shape.units) * block;
  const memoryBytes = memoryBlocksOf(shape) * block;
  const layers = shard.encoders.map((tapes, layer) =>
    tapes.map((tape, direction) => createLstm(kernels, memory, plan, shard, tape, layout.encoders[layer][direction])),
  );
  const [bottom] = layers;
  const bridge = createDense(kernels, plan, shard, layout.bridge);
  const keys = createDense(kernels, plan, shard, layout.keys, false);
  const summary = { address: shard.summary.address, stride: shard.summary.tile };
  const summaryGradient = { address: shard.summaryGradient.address, stride: shard.summaryGradient.tile };

  function clear(address: number, length: number): void {
    bytes.fill(0, address, address + length);
  }

  /** The step at which a direction reads a step of the strip. */
  function stepOf(direction: number, place: number, steps: number): number {
    return direction === 0 ? place : steps - 1 - place;
  }

  /** What lies at each tile and step of the strip: all directions' states side by side. */
  type Spread = { readonly at: (tile: number, place: number) => number };

  function spreadOf({ address, tile: tileBytes, step }: typeof shard.memory): Spread {
    return { at: (tile, place) => address + tile * tileBytes + place * step };
  }

  /** What a direction of a higher layer reads, or its gradient. */
  function inputsOf({ tape }: Lstm, of: 'inputs' | 'inputGradient', direction: number, steps: number): Spread {
    return {
      at: (tile, place) => tape[of] + tile * tape.inputTile + stepOf(direction, place, steps) * tape.inputStep,
    };
  }

  /** Visits each tile, step of the strip and direction of a layer: the state there, and its place in a spread. */
  function eachState(
    layer: readonly Lstm[],
    tiles: number,
    steps: number,
    states: 'hidden' | 'hiddenGradient',
    { at }: Spread,
    visit: (state: number, place: number) => void,
  ): void {
    layer.forEach(({ tape }, direction) => {
      for (let tile = 0; tile < tiles; tile++) {
        for (let place = 0; place < steps; place++) {
          const state = tape[states] + tile * tape.stateTile + (1 + stepOf(direction, place, steps)) * tape.stateStep;
          visit(state, at(tile, place) + direction * stateBytes);
        }
      }
    });
  }

  /** Visits each tile and direction: the step of the strip that it read last, and its place in the summary. */
  function eachLast(tiles: number, steps: number, visit: (tile: number, place: number, offset: number) => void): void {
    for (let tile = 0; tile < tiles; tile++) {
      bottom.forEach((_, direction) => {
        visit(tile, stepOf(direction, steps - 1, steps), direction * stateBytes);
      });
    }
  }

  function* layerBackward(layer: readonly Lstm[], tiles: number, steps: number): Interruptible<void> {
    for (const lstm of layer) {
      const { tape } = lstm;
      lstm.clearCarry(tiles);
      for (let tile = 0; tile < tiles; tile++) clear(tape.hiddenGradient + tile * tape.stateTile, stateBytes);
      for (let step = steps - 1; step >= 0; step--) {
        lstm.backward(step, tiles);
        yield;
      }
      for (let tile = 0; tile < tiles; tile++) {
        lstm.addGradients(tile, 0, steps);
        yield;
      }
    }
  }

  return {
    /** Makes room for strips. */
    begin(tiles: number, steps: number): void {
      for (const { tape } of bottom) {
        for (let tile = 0; tile < tiles; tile++) clear(tape.inputs + tile * tape.inputTile, steps * tape.inputStep);
        if (tape.masks) clear(tape.masks, tiles * tape.masksTile);
      }
    },

    /** @param image address of its bytes: column by column */
    lay(sample: number, image: number, steps: number): void {
      const tile = Math.floor(sample / tileRows);
      bottom.forEach(({ tape }, direction) => {
        const inputs = tape.inputs + tile * tape.inputTile + (sample % tileRows) * lineBytes;
        const masks = tape.masks && tape.masks + tile * tape.masksTile;
        // The second order begins at the last step there may be.
        const from = direction === 0 ? image : image - (shape.steps - steps) * shape.inputSize;
        kernels.layImage(from, plan.orders[direction], steps, shape.inputSize, inputs, tape.inputStep, masks);
      });
    },

    /** Up to the decoder's first state, and the keys if it attends. */
    *forward(bank: ReaderBank, tiles: number, steps: number): Interruptible<void> {
      for (const [index, layer] of layers.entries()) {
        for (const [direction, lstm] of layer.entries()) {
          lstm.use(bank, bank.encoders[index][direction]);
          for (let step = 0; step < steps; step++) {
            lstm.forward(step, tiles);
            yield;
          }
        }
        const above = layers.at(index + 1)?.map((lstm, direction) => inputsOf(lstm, 'inputs', direction, steps));
        for (const spread of above ?? [spreadOf(shard.memory)]) {
          eachState(layer, tiles, steps, 'hidden', spread, (state, place) => {
            bytes.copyWithin(place, state, state + stateBytes);
          });
        }
      }
      eachLast(tiles, steps, (tile, place, offset) => {
        const from = shard.memory.address + tile * shard.memory.tile + place * shard.memory.step + offset;
        bytes.copyWithin(shard.summary.address + tile * shard.summary.tile + offset, from, from + stateBytes);
      });
      bridge.forward(bank, bank.bridge, tiles, summary, shard.start.address);
      kernels.tanhAll(shard.start.address, shard.start.address, tiles * shard.start.tile);
      if (!shape.attends) return;
      for (let tile = 0; tile < tiles; tile++) {
        const inputs = { address: shard.memory.address + tile * shard.memory.tile, stride: shard.memory.step };
        keys.forward(bank, bank.keys, steps, inputs, shard.keys.address + tile * shard.keys.tile);
      }
    },

    /** Room for the gradients that the decoder adds to. */
    clearGradients(tiles: number, steps: number): void {
      for (let tile = 0; tile < tiles; tile++) {
        const { memoryGradient, keyGradient } = shard;
        clear(memoryGradient.address + tile * memoryGradient.tile, steps * memoryGradient.step);
        if (shape.attends) clear(keyGradient.address + tile * keyGradient.tile, steps * keyGradient.step);
      }
    },

    /** From the gradients of first state, memory and keys to all weights. */
    *backward(bank: ReaderBank, tiles: number, steps: number): Interruptible<void> {
      const { memoryGradient, startGradient } = shard;
      kernels.tanhBackward(shard.start.address, startGradient.address, tiles * startGradient.tile);
      bridge.addGradients(tiles, summary, startGradient.address);
      bridge.backward(bank.bridge, tiles, startGradient.address, summaryGradient);
      eachLast(tiles, steps, (tile, place, offset) => {
        const to = memoryGradient.address + tile * memoryGradient.tile + place * memoryGradient.step + offset;
        kernels.addAll(to, shard.summaryGradient.address + tile * shard.summaryGradient.tile + offset, to, stateBytes);
      });
      if (shape.attends) {
        for (let tile = 0; tile < tiles; tile++) {
          const inputs = { address: shard.memory.address + tile * shard.memory.tile, stride: shard.memory.step };
          const gradient = shard.keyGradient.address + tile * shard.keyGradient.tile;
          keys.addGradients(steps, inputs, gradient);
          keys.backward(bank.keys, steps, gradient, { address: shard.scratch, stride: memoryBytes });
          for (let step = 0; step < steps; step++) {
            const to = memoryGradient.address + tile * memoryGradient.tile + step * memoryGradient.step;
            kernels.addAll(to, shard.scratch + step * memoryBytes, to, memoryBytes);
          }
        }
      }
      for (let index = layers.length - 1; index >= 0; index--) {
        const above = layers.at(index + 1)?.map((lstm, direction) => inputsOf(lstm, 'inputGradient', direction, steps));
        (above ?? [spreadOf(memoryGradient)]).forEach((spread, reader) => {
          eachState(layers[index], tiles, steps, 'hiddenGradient', spread, (state, place) => {
            if (reader === 0) bytes.copyWithin(state, place, place + stateBytes);
            else kernels.addAll(state, place, state, stateBytes);
          });
        });
        yield* layerBackward(layers[index], tiles, steps);
      }
    },
  };
}
