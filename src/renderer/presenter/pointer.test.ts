import { SvelteMap } from 'svelte/reactivity';
import { expect, test } from 'vitest';
import { createPointer } from './pointer.svelte.ts';

const keysOf = (...keys: string[]) => keys.map((key) => ({ key }));
const lstm = keysOf('forgetGate', 'inputGate', 'candidate', 'cellState', 'outputGate', 'hiddenState');

test('begins at the memory, or at the state of a cell without one', () => {
  expect(createPointer(() => lstm).tile).toBe('cellState');
  expect(createPointer(() => keysOf('slope', 'hiddenState')).tile).toBe('hiddenState');
});

test('goes from tile to tile, and round', () => {
  const pointer = createPointer(() => lstm);
  pointer.come('hiddenState');
  pointer.goOn(1);
  expect(pointer.tile).toBe('forgetGate');
  pointer.goOn(-1);
  expect(pointer.tile).toBe('hiddenState');
  expect(pointer.large).toBeNull();
});

test('the next tile is large in place of a large one', () => {
  const pointer = createPointer(() => lstm);
  pointer.enlarge('forgetGate');
  expect([pointer.tile, pointer.large]).toEqual(['forgetGate', 'forgetGate']);
  pointer.goOn(1);
  expect([pointer.tile, pointer.large]).toEqual(['inputGate', 'inputGate']);
  pointer.enlarge(null);
  expect([pointer.tile, pointer.large]).toEqual(['inputGate', null]);
});

test('shows no tile that another network lacks', () => {
  const shown = new SvelteMap([['tiles', lstm]]);
  const pointer = createPointer(() => shown.get('tiles') ?? []);
  pointer.enlarge('outputGate');
  shown.set('tiles', keysOf('slope', 'hiddenState'));
  expect([pointer.tile, pointer.large]).toEqual(['hiddenState', null]);
});
