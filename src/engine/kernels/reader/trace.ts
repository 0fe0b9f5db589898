/** One strip, read on the engine's own thread: what the encoders say, and the decoder step by step from any state. */

import { runAtOnce } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes, lineLength, panelOf } from '../recurrent/shape.ts';
import { createDecoder } from './decoder.ts';
import { createEncoder } from './encoder.ts';
import type { ReaderBank, ReaderPlan } from './memory-plan.ts';

/** A decoder's state between two steps, each [units]. */
export type DecoderState = { readonly hidden: Float32Array; readonly cell: Float32Array };

/** One step of the decoder. */
export type DecoderStep = {
  /** After the step. */
  readonly state: DecoderState;
  /** Before softmax, [11]. */
  readonly logits: Float32Array;
  /** [steps] over the encoder's steps; empty without attention. */
  readonly attention: Float32Array;
  /** In the order of tfjs: i, f, g, o; each [units]. */
  readonly gates: readonly Float32Array[];
};

export function createStripTrace(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: ReaderPlan,
  presentBank: () => ReaderBank,
) {
  const { shape, tileRows, trace } = plan;
  const { units, directions } = shape;
  const encoder = createEncoder(kernels, memory, plan, trace);
  const decoder = createDecoder(kernels, memory, plan, trace);
  const bytes = new Uint8Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const block = tileRows * lineBytes;
  const unitBlocks = blocksOf(units);
  const { decoder: tape } = trace;

  /** The first sample's numbers. @param addressOf each block of units */
  function numbers(addressOf: (block: number) => number): Float32Array {
    const values = new Float32Array(units);
    eachBlock((at, length, index) => {
      const from = addressOf(index) / 4;
      values.set(floats.subarray(from, from + length), at);
    });
    return values;
  }

  function put(values: Float32Array, address: number): void {
    eachBlock((at, length, index) => {
      floats.set(values.subarray(at, at + length), (address + index * block) / 4);
    });
  }

  function eachBlock(visit: (at: number, length: number, index: number) => void): void {
    for (let index = 0; index < unitBlocks; index++) {
      const at = index * lineLength;
      visit(at, Math.min(lineLength, units - at), index);
    }
  }

  function stateAt(index: number): DecoderState {
    const at = (address: number) => numbers((b) => address + index * tape.stateStep + b * block);
    return { hidden: at(tape.hidden), cell: at(tape.cell) };
  }

  return {
    /**
     * Reads a strip. Nothing else may use the trace until the last step of its decoder.
     * @param image [steps × inputSize] bytes, column by column
     */
    open(image: Uint8Array) {
      const bank = presentBank();
      const steps = image.length / shape.inputSize;
      bytes.set(image, plan.traceImage);
      encoder.begin(1, steps);
      encoder.lay(0, plan.traceImage, steps);
      runAtOnce(encoder.forward(bank, 1, steps));
      decoder.begin(bank, 1, 1);
      const states = new Float32Array(steps * directions * units);
      for (let step = 0; step < steps; step++) {
        for (let direction = 0; direction < directions; direction++) {
          const from = trace.memory.address + step * trace.memory.step + direction * unitBlocks * block;
          states.set(
            numbers((b) => from + b * block),
            (step * directions + direction) * units,
          );
        }
      }

      /** The decoder's next step from a state, after it read a token. */
      function step({ hidden, cell }: DecoderState, token: number): DecoderStep {
        put(hidden, tape.hidden + tape.stateStep);
        put(cell, tape.cell + tape.stateStep);
        decoder.layToken(0, 0, token);
        decoder.forward(bank, 0, 1, steps);
        const gates = [0, 1, 2, 3].map((gate) =>
          numbers((b) => tape.gates + tape.gatesStep + panelOf('lstm', unitBlocks, gate, b) * block),
        );
        const weights = decoder.weightsAt(0, 0) / 4;
        const attention = Float32Array.from(
          { length: shape.attends ? steps : 0 },
          (_, at) => floats[weights + at * tileRows],
        );
        return { state: stateAt(2), logits: decoder.logitsOf(0, 0).slice(), attention, gates };
      }

      return {
        /** [steps × directions · units] in the order of the strip. */
        states,
        start: stateAt(1),
        step,
      };
    },
  };
}
