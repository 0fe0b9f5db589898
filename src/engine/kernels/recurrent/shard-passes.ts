/** One shard's passes through all layers: forward, and backward through time. */

import { recurrentCells } from '../../../domain/cells.ts';
import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { writeLayer } from './layer-struct.ts';
import type { BankPlan, LayerTape, MemoryPlan, ShardPlan } from './memory-plan.ts';
import { activationCodes, blocksOf, lineBytes, panelsTogether, weightLayout } from './shape.ts';
import type { Samples } from './shard-samples.ts';

/** Steps that get a gradient from above: the last, every one, or each sample's own last. */
export type Above = 'last' | 'every' | { readonly lastSteps: readonly number[] };

export function createPasses(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  shard: ShardPlan,
  samples: Samples,
) {
  const { shape, tileRows } = plan;
  const { steps, cell } = shape;
  const { hasCellState } = recurrentCells[cell];
  const bytes = new Uint8Array(memory.buffer);
  const layout = weightLayout(shape);
  const unitBlocks = blocksOf(shape.units);
  /** Bytes of one tile's states at one step. */
  const stateBytes = unitBlocks * tileRows * lineBytes;
  const forwardStep = kernels[`${cell}Forward`];
  const backwardStep = kernels[`${cell}Backward`];
  const top = shard.layers[shard.layers.length - 1];

  function writeStructs({ weights, derived }: BankPlan): void {
    shard.layers.forEach((tape, index) => {
      const { kernel, bias, inputBlocks, panels } = layout.layers[index];
      const copies = derived[index];
      writeLayer(memory.buffer, tape.struct, {
        ...tape,
        unitBlocks,
        inputBlocks,
        panels,
        rows: shard.rows,
        units: shape.units,
        kernel: weights + kernel,
        bias: copies.bias,
        recurrentBack: copies.recurrentBack,
        inputBack: tape.inputGradient ? copies.inputBack : 0,
        kernelGradient: shard.gradients + kernel,
        biasGradient: shard.gradients + bias,
        zeros: plan.zeros,
        activation: activationCodes[shape.activation],
      });
    });
  }

  /** A backward step that stops the gradient of its own layer's states; the gradient from above stays. */
  function backwardToBorder(tape: LayerTape, step: number): void {
    const places = Array.from(
      { length: samples.tiles() },
      (_, tile) => tape.hiddenGradient + tile * tape.stateTile + step * tape.stateStep,
    );
    const fromAbove = places.map((place) => bytes.slice(place, place + stateBytes));
    backwardStep(tape.struct, step, places.length, true);
    places.forEach((place, tile) => {
      bytes.set(fromAbove[tile], place);
    });
    samples.clear(tape.carry, places.length * tape.carryTile);
  }

  /** Stops one sample's backward pass before a step. Nothing comes from above there: its loss lies later. */
  function endSample(tape: LayerTape, step: number, sample: number): void {
    const state = tape.hiddenGradient + step * tape.stateStep + samples.lineOf(sample, tape.stateTile);
    const carry = tape.carry + samples.lineOf(sample, tape.carryTile);
    for (let block = 0; block < unitBlocks; block++) {
      samples.clear(state + block * tileRows * lineBytes, lineBytes);
      samples.clear(carry + block * tileRows * lineBytes, lineBytes);
    }
  }

  function* addGradients(layer: number, stop: number): Interruptible<void> {
    const resetPanels = panelsTogether(cell) * unitBlocks;
    for (const [tile, start] of samples.starts().entries()) {
      kernels.addWeightGradients(shard.layers[layer].struct, tile, Math.max(start, stop), steps, resetPanels);
      yield;
    }
  }

  return {
    *forward(bank: BankPlan): Interruptible<void> {
      writeStructs(bank);
      for (const tape of shard.layers) {
        for (let step = 0; step < steps; step++) {
          const slot = step * tape.stateStep;
          samples.joining(step, (tile) => {
            const at = tile * tape.stateTile + slot;
            kernels.spreadState(tape.hidden + slot, tape.hidden + at, unitBlocks);
            if (hasCellState) kernels.spreadState(tape.cell + slot, tape.cell + at, unitBlocks);
          });
          forwardStep(tape.struct, step, samples.activeTiles(step));
          yield;
        }
      }
    },

    /**
     * Backward pass through all layers. The top layer's hiddenGradient holds the gradient from above, or 0.
     * @param truncation in steps. For a loss at one step, the gradient goes back that many steps from it. For a loss at every
     * step, the sequence is split into chunks of that many steps, counted from its end, and no state gradient crosses into the
     * previous chunk (P. Werbos 1990; R. Williams and J. Peng 1990 slide a window instead, at `truncation` times the cost).
     * @param wantsWeights whether to accumulate weight gradients, too
     */
    *backward(truncation: number, wantsWeights: boolean, above: Above = 'last'): Interruptible<void> {
      const stop = above === 'last' ? Math.max(0, steps - truncation) : 0;
      for (let layer = shard.layers.length - 1; layer >= 0; layer--) {
        const tape = shard.layers[layer];
        const add = above !== 'last' || tape !== top;
        samples.clear(tape.carry, samples.tiles() * tape.carryTile);
        if (add) {
          samples.starts().forEach((start, tile) => {
            samples.clear(tape.hiddenGradient + tile * tape.stateTile + start * tape.stateStep, stateBytes);
          });
        }
        for (let step = steps - 1; step >= stop; step--) {
          if (above === 'every' && step > 0 && (steps - step) % truncation === 0) backwardToBorder(tape, step);
          else backwardStep(tape.struct, step, samples.activeTiles(step), add);
          samples.joining(step, (tile) => {
            const slot = tape.hiddenGradient + step * tape.stateStep;
            kernels.gatherGradient(slot + tile * tape.stateTile, slot, unitBlocks);
            if (hasCellState) kernels.gatherGradient(tape.carry + tile * tape.carryTile, tape.carry, unitBlocks);
          });
          if (typeof above === 'object') {
            above.lastSteps.forEach((last, sample) => {
              if (last + 1 - truncation === step) endSample(tape, step, sample);
            });
          }
          yield;
        }
        if (wantsWeights) yield* addGradients(layer, stop);
      }
    },

    clearGradients: () => {
      samples.clear(shard.gradients, layout.bytes);
    },
  };
}
