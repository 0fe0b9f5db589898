/** What may come from the engine about the reading of one digit: sources, pixels and traces, with the shapes they announce. */

import * as v from 'valibot';
import type { Cell } from '../../../domain/recipe/recipe.ts';
import type { LayerTrace, MatrixName, Trace } from '../../../protocol/trace.ts';
import { cell, count, finite, float32, origin, readingOrder } from './status-schemas.ts';

export const pixels = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length === 28 * 28, 'An image has 28 × 28 pixels.'),
);
/** Of a data set's classes, 100 at most. */
export const classIndex = v.pipe(count, v.maxValue(99));

const ablation = v.object({
  layer: count,
  clamp: v.nullable(
    v.object({
      gate: v.picklist(['forgetGate', 'inputGate', 'outputGate', 'updateGate', 'resetGate']),
      at: v.picklist([0, 1]),
    }),
  ),
  silenced: v.array(count),
  forgetBias: finite,
});

const source = v.variant('kind', [
  v.object({ kind: v.literal('test'), index: count }),
  v.object({ kind: v.literal('drawing'), pixels }),
]);

/** The matrices that each layer of a cell has. */
const matricesOf = {
  rnn: ['slope', 'hiddenState'],
  lstm: ['forgetGate', 'inputGate', 'candidate', 'cellState', 'outputGate', 'hiddenState'],
  gru: ['updateGate', 'resetGate', 'candidate', 'hiddenState'],
  transformer: ['hiddenState'],
} as const satisfies Record<Cell, readonly MatrixName[]>;

const layer = v.object({
  matrices: v.object({
    forgetGate: v.exactOptional(float32),
    inputGate: v.exactOptional(float32),
    candidate: v.exactOptional(float32),
    cellState: v.exactOptional(float32),
    outputGate: v.exactOptional(float32),
    resetGate: v.exactOptional(float32),
    updateGate: v.exactOptional(float32),
    slope: v.exactOptional(float32),
    hiddenState: v.exactOptional(float32),
  }),
  attention: v.nullable(float32),
  gradientNorm: float32,
});

export const trace = v.pipe(
  v.object({
    source,
    pixels,
    label: v.nullable(classIndex),
    target: classIndex,
    cell: cell,
    order: readingOrder,
    steps: v.pipe(count, v.minValue(1)),
    firstStep: count,
    units: v.pipe(count, v.minValue(1)),
    heads: count,
    layers: v.pipe(v.array(layer), v.minLength(1)),
    probabilities: float32,
    readout: float32,
    saliency: v.nullable(float32),
    truncation: count,
    ablation: v.nullable(ablation),
    step: count,
    origin,
  }),
  v.check((read) => hasAnnouncedShape(read), 'The matrices of the trace do not have the announced shape.'),
) satisfies v.GenericSchema<unknown, Trace>;

function hasAnnouncedShape(trace: Trace): boolean {
  const { layers, probabilities, readout, saliency, steps, firstStep, units, target, label } = trace;
  const classes = probabilities.length / steps;
  return (
    firstStep < steps &&
    Number.isInteger(classes) &&
    classes > Math.max(1, target, label ?? 0) &&
    readout.length === units * classes &&
    (saliency === null || saliency.length === 28 * 28) &&
    layers.every((each) => layerHasShape(each, trace))
  );
}

function layerHasShape(
  { matrices, attention, gradientNorm }: LayerTrace,
  { cell, steps, units, heads }: Trace,
): boolean {
  const attentionLength = cell === 'transformer' ? heads * steps * steps : undefined;
  return (
    gradientNorm.length === steps &&
    matricesOf[cell].every((name) => matrices[name]?.length === steps * units) &&
    attention?.length === attentionLength
  );
}
