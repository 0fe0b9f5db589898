import { expect, test } from 'vitest';
import { keepSame, sameContent } from './same-content.ts';

test('treats objects with the same values and numbers as the same', () => {
  const picture = () => ({ matrix: Float32Array.of(1, NaN), rows: 1, map: 'sequential' });
  expect(sameContent(picture(), picture())).toBe(true);
  expect(sameContent(picture(), { ...picture(), rows: 2 })).toBe(false);
  expect(sameContent(picture(), { ...picture(), matrix: Float32Array.of(1, 2) })).toBe(false);
  expect(sameContent(picture(), { ...picture(), matrix: Float32Array.of(1, NaN, 0) })).toBe(false);
  expect(sameContent(picture(), { ...picture(), more: undefined })).toBe(false);
});

test('keeps an object until another one differs', () => {
  const keep = keepSame<{ readonly steps: number }>();
  const first = keep({ steps: 28 });
  expect(keep({ steps: 28 })).toBe(first);
  const other = keep({ steps: 784 });
  expect(other).toEqual({ steps: 784 });
  expect(keep({ steps: 784 })).toBe(other);
});
