import { expect, test, vi } from 'vitest';
import { createLighting, lights } from './lighting.svelte.ts';

test('lights what is pointed at, and then again what is kept', () => {
  const show = vi.fn();
  const lighting = createLighting(show);
  lighting.toggle('forgetGate');
  const term = lights(lighting, 'cellState');
  term.onpointerenter();
  expect(lighting.spot).toBe('cellState');
  term.onpointerleave();
  expect(lighting.spot).toBe('forgetGate');
  lighting.toggle('forgetGate');
  expect(show.mock.calls.flat()).toEqual(['forgetGate', 'cellState', 'forgetGate', null]);
});

test('focus does what the pointer does', () => {
  const show = vi.fn();
  const term = lights(createLighting(show), 'image');
  term.onfocus();
  term.onblur();
  expect(show.mock.calls.flat()).toEqual(['image', null]);
});
