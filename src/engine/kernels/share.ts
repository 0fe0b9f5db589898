/**
 * One thread's part of a batch: through all layers, and back through time.
 *
 * Samples lie sorted by their first ink. Until then all of them are in the same state, that of a blank sequence: it is
 * computed once, in the first place of the first tile, and a tile joins when its first sample has ink. On the way back the
 * tile's gradient then goes on in the blank sequence's place, since a sum of gradients passes through the same state as one.
 * This is exact up to the order of sums.
 */

import type { Interruptible } from '../cooperate.ts';
import type { KernelExports } from './exports.ts';
import { writeLayer } from './layer-struct.ts';
import type { BankPlan, MemoryPlan, SharePlan } from './memory-plan.ts';
import { activationCodes, blocksOf, gateCounts, lineBytes, lineLength, weightLayout } from './shape.ts';

/** A place of a tile without sample. */
const noLabel = 255;

const forwardOf = { lstm: 'lstmForward', gru: 'gruForward', rnn: 'rnnForward' } as const;
const backwardOf = { lstm: 'lstmBackward', gru: 'gruBackward', rnn: 'rnnBackward' } as const;

export type Share = ReturnType<typeof createShare>;

/** @param memory that `kernels` was instantiated with */
export function createShare(kernels: KernelExports, memory: WebAssembly.Memory, plan: MemoryPlan, share: SharePlan) {
  const { shape, tileRows } = plan;
  const { steps, cell } = shape;
  const bytes = new Uint8Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const layout = weightLayout(shape);
  const unitBlocks = blocksOf(shape.units);
  const classBlocks = blocksOf(shape.classes);
  const scoresTile = classBlocks * tileRows * lineBytes;
  const forwardStep = kernels[forwardOf[cell]];
  const backwardStep = kernels[backwardOf[cell]];
  const [bottom] = share.layers;
  const top = share.layers[share.layers.length - 1];
  /** The first step of each tile; of the first one always 0. */
  let starts: number[] = [];
  /** How many samples there are, and in which place the first one lies. */
  let count = 0;
  let firstPlace = 0;

  function clear(address: number, length: number): void {
    bytes.fill(0, address, address + length);
  }

  /** How many tiles have joined by this step; they join in their order. */
  function activeTiles(step: number): number {
    let active = starts.length;
    while (starts[active - 1] > step) active--;
    return active;
  }

  /** Calls back for each tile that joins at a step, from the blank sequence's state before it. */
  function joining(step: number, visit: (tile: number) => void): void {
    for (const [tile, start] of starts.entries()) if (step > 0 && start === step) visit(tile);
  }

  /** Address of a sample's line in a tape whose tiles are so many bytes. */
  function lineOf(sample: number, tileBytes: number): number {
    const place = firstPlace + sample;
    return Math.floor(place / tileRows) * tileBytes + (place % tileRows) * lineBytes;
  }

  /** Addresses of a sample's first inputs and of its tile's masks, 0 where there are none. */
  function inputsOf(sample: number): { inputs: number; masks: number } {
    const tile = Math.floor((firstPlace + sample) / tileRows);
    return {
      inputs: bottom.inputs + lineOf(sample, bottom.inputTile),
      masks: bottom.masks && bottom.masks + tile * bottom.masksTile,
    };
  }

  /** @param at bytes from the first score to a sample's line */
  function readScores(at: number, to: Float32Array): void {
    for (let block = 0; block < classBlocks; block++) {
      const line = (share.scores + at + block * tileRows * lineBytes) / 4;
      to.set(floats.subarray(line, line + Math.min(lineLength, to.length - block * lineLength)), block * lineLength);
    }
  }

  function writeStructs({ weights, derived }: BankPlan): void {
    share.layers.forEach((tape, index) => {
      const { kernel, bias, inputBlocks, panels } = layout.layers[index];
      const copies = derived[index];
      writeLayer(memory.buffer, tape.struct, {
        ...tape,
        unitBlocks,
        inputBlocks,
        panels,
        rows: share.rows,
        units: shape.units,
        kernel: weights + kernel,
        bias: copies.bias,
        recurrentBack: copies.recurrentBack,
        inputBack: tape.inputGradient ? copies.inputBack : 0,
        kernelGradient: share.gradients + kernel,
        biasGradient: share.gradients + bias,
        zeros: plan.zeros,
        activation: activationCodes[shape.activation],
      });
    });
  }

  return {
    /**
     * Makes room for sequences whose inputs are then laid by `layImage` or `laySequence`.
     * @param firstInk of each sample, rising; null where blank steps are not to be shared
     */
    begin(samples: number, firstInk: ArrayLike<number> | null): void {
      count = samples;
      firstPlace = firstInk ? 1 : 0;
      const tiles = Math.ceil((count + firstPlace) / tileRows);
      starts = Array.from({ length: tiles }, (_, tile) =>
        // The last step is each sample's own, so that each has an answer of its own.
        firstInk && tile > 0 ? Math.min(firstInk[tile * tileRows - 1], steps - 1) : 0,
      );
      clear(bottom.inputs, tiles * bottom.inputTile);
      if (bottom.masks) clear(bottom.masks, tiles * bottom.masksTile);
      bytes.fill(noLabel, share.labels, share.labels + tiles * tileRows);
    },

    /** @param image address of its bytes */
    layImage(sample: number, image: number): void {
      const { inputs, masks } = inputsOf(sample);
      kernels.layImage(image, plan.order, steps, shape.inputSize, inputs, bottom.inputStep, masks);
    },

    /** The class that {@link loss} takes a sample for. */
    setLabel(sample: number, label: number): void {
      bytes[share.labels + firstPlace + sample] = label;
    },

    /** A sequence of any numbers, without label. @param sequence address of its [steps × inputSize] f32 */
    laySequence(sample: number, sequence: number): void {
      const { inputs, masks } = inputsOf(sample);
      kernels.laySequence(sequence, steps, shape.inputSize, inputs, bottom.inputStep, masks);
    },

    *forward(bank: BankPlan): Interruptible<void> {
      writeStructs(bank);
      for (const tape of share.layers) {
        for (let step = 0; step < steps; step++) {
          const slot = step * tape.stateStep;
          joining(step, (tile) => {
            const at = tile * tape.stateTile + slot;
            kernels.spreadState(tape.hidden + slot, tape.hidden + at, unitBlocks);
            if (cell === 'lstm') kernels.spreadState(tape.cell + slot, tape.cell + at, unitBlocks);
          });
          forwardStep(tape.struct, step, activeTiles(step));
          yield;
        }
      }
    },

    /** Scores of the last step's states. */
    readout({ weights, derived }: BankPlan): void {
      const hidden = top.hidden + steps * top.stateStep;
      const { kernel } = layout.readout;
      kernels.readoutForward(
        ...([starts.length, share.rows, unitBlocks, classBlocks] as const),
        ...([hidden, top.stateTile, weights + kernel, derived[shape.layers].bias, share.scores] as const),
      );
    },

    /** A sample's scores before softmax, [classes]. */
    scoresOf(sample: number, to: Float32Array): void {
      readScores(lineOf(sample, scoresTile), to);
    },

    /** The first sample's scores after each step, [steps × classes]; only in a share with room for them. */
    scoresOfEachStep({ weights, derived }: BankPlan): Float32Array {
      const hidden = top.hidden + top.stateStep;
      const { kernel } = layout.readout;
      // Each step's state stands for a tile.
      kernels.readoutForward(
        ...([steps, share.rows, unitBlocks, classBlocks] as const),
        ...([hidden, top.stateStep, weights + kernel, derived[shape.layers].bias, share.scores] as const),
      );
      const scores = new Float32Array(steps * shape.classes);
      for (let step = 0; step < steps; step++) {
        readScores(step * scoresTile, scores.subarray(step * shape.classes, (step + 1) * shape.classes));
      }
      return scores;
    },

    /** Scores become their gradients, and pass through the readout. @param scale 1 / batch */
    loss({ derived }: BankPlan, scale: number): { loss: number; correct: number } {
      kernels.crossEntropy(
        ...([starts.length, classBlocks, shape.classes, share.scores, share.labels, scale, share.results] as const),
      );
      const gradient = top.hiddenGradient + steps * top.stateStep;
      kernels.readoutBackward(
        ...([starts.length, share.rows, unitBlocks, classBlocks] as const),
        ...([share.scores, derived[shape.layers].recurrentBack, plan.zeros, gradient, top.stateTile] as const),
      );
      const [loss, correct] = new Float64Array(memory.buffer, share.results, 2);
      return { loss, correct };
    },

    /**
     * Back through all layers. The top layer's hiddenGradient holds what comes from above.
     * @param truncation how many steps back the gradient goes
     * @param wantsWeights whether to add up the gradients of the weights, too
     * @param everyStep whether there is a gradient from above at every step, not only at the last
     */
    *backward(truncation: number, wantsWeights: boolean, everyStep = false): Interruptible<void> {
      const stop = Math.max(0, steps - truncation);
      for (let layer = share.layers.length - 1; layer >= 0; layer--) {
        const tape = share.layers[layer];
        const add = everyStep || tape !== top;
        clear(tape.carry, starts.length * tape.carryTile);
        if (add) {
          starts.forEach((start, tile) => {
            clear(
              tape.hiddenGradient + tile * tape.stateTile + start * tape.stateStep,
              unitBlocks * tileRows * lineBytes,
            );
          });
        }
        for (let step = steps - 1; step >= stop; step--) {
          backwardStep(tape.struct, step, activeTiles(step), add);
          joining(step, (tile) => {
            const slot = tape.hiddenGradient + step * tape.stateStep;
            kernels.gatherGradient(slot + tile * tape.stateTile, slot, unitBlocks);
            if (cell === 'lstm') kernels.gatherGradient(tape.carry + tile * tape.carryTile, tape.carry, unitBlocks);
          });
          yield;
        }
        if (wantsWeights) yield* addGradients(layer, stop);
      }
    },

    /** Adds the readout's gradients, after {@link loss}. */
    addReadoutGradients(): void {
      const { kernel, bias } = layout.readout;
      kernels.addReadoutGradients(
        ...([starts.length, unitBlocks, classBlocks, top.hidden + steps * top.stateStep, top.stateTile] as const),
        ...([share.scores, share.gradients + kernel, share.gradients + bias] as const),
      );
    },

    clearGradients: () => {
      clear(share.gradients, layout.bytes);
    },
  };

  function* addGradients(layer: number, stop: number): Interruptible<void> {
    const resetPanels = cell === 'gru' ? 2 * unitBlocks : gateCounts[cell] * unitBlocks;
    for (const [tile, start] of starts.entries()) {
      kernels.addWeightGradients(share.layers[layer].struct, tile, Math.max(start, stop), steps, resetPanels);
      yield;
    }
  }
}
