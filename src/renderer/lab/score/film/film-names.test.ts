import { expect, test } from 'vitest';
import { syntheticTrace } from '../testing/synthetic-trace.ts';
import { filmName } from './film-names.ts';

test('says network, image and what passes', () => {
  const trace = syntheticTrace({ cell: 'gru' });
  expect(filmName(trace, 'rows')).toBe('gatescope-gru-digit-7-rows');
  expect(filmName({ ...trace, label: null }, 'training')).toBe('gatescope-gru-digit-0-training');
  const drawing = { kind: 'drawing', pixels: trace.pixels } as const;
  expect(filmName({ ...trace, source: drawing, label: null }, 'rows')).toBe('gatescope-gru-drawing-rows');
});
