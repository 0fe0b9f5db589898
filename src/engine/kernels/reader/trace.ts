/** One strip, read on the engine's own thread: what the encoders say, and the decoder step by step from any state. */

import { runAtOnce } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes, lineLength, panelOf } from '../recurrent/shape.ts';
import { createDecoder } from './decoder.ts';
import { createEncoder } from './encoder.ts';
import type { ReaderBank, ReaderPlan } from './memory-plan.ts';
import type { DecoderStep, StripTrace } from './open-strip.ts';

/** A decoder's state between two steps, each [units]. */
type DecoderState = { readonly hidden: Float32Array; readonly cell: Float32Array };

/** The decoder's matrices, in the order of its gates (i, f, g, o). */
const gateNames = ['inputGate', 'forgetGate', 'candidate', 'outputGate'] as const;

export function createStripTrace(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: ReaderPlan,
  presentBank: () => ReaderBank,
): StripTrace {
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

      const goOn = ({ hidden, cell }: DecoderState) =>
        function next(token: number): DecoderStep {
          put(hidden, tape.hidden + tape.stateStep);
          put(cell, tape.cell + tape.stateStep);
          decoder.layToken(0, 0, token);
          decoder.forward(bank, 0, 1, steps);
          const gates = gateNames.map((name, gate) => {
            const at = tape.gates + tape.gatesStep;
            return [name, numbers((b) => at + panelOf('lstm', unitBlocks, gate, b) * block)] as const;
          });
          const weights = decoder.weightsAt(0, 0) / 4;
          const attention = Float32Array.from(
            { length: shape.attends ? steps : 0 },
            (_, at) => floats[weights + at * tileRows],
          );
          const after = stateAt(2);
          return {
            ...{ next: goOn(after), logits: decoder.logitsOf(0, 0).slice(), attention },
            states: { ...Object.fromEntries(gates), cellState: after.cell, hiddenState: after.hidden },
          };
        };

      return { states, start: goOn(stateAt(1)) };
    },
  };
}
