import fc from 'fast-check';
import type { Surface } from '../surface.ts';
import { hostileJson } from '../values.ts';
import { mebibyte } from '../surface.ts';
import { drawingFiles } from './drawing-files.ts';

const stroke = Array.from({ length: 20 }, (_, at) => [at, (at * 7) % 13]);
const drawings = [{ strokes: [stroke, [[3, 4]]] }, { strokes: [] }, { strokes: [[]] }];

/** As many points as allowed, from edge to edge of the pad and back. */
const zigzags = fc
  .tuple(fc.constantFrom(500, 1_999, 2_000, 2_001, 100_001), fc.integer({ min: -5, max: 5 }))
  .map(([points, step]) =>
    JSON.stringify([
      { strokes: [Array.from({ length: points }, (_, at) => [(at % 2) * 100 + step * (at % 7), (at % 3) * 50])] },
    ]),
  );

/** Files of pen strokes. */
export const strokesSurface: Surface<Uint8Array> = {
  name: 'strokes',
  sizeLimit: 64 * mebibyte,
  inputs: fc
    .oneof({ weight: 300, arbitrary: hostileJson(drawings) }, { weight: 1, arbitrary: zigzags })
    .map((text) => new TextEncoder().encode(text)),
  open: () => drawingFiles('digits.json'),
};
