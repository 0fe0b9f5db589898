import { expect, test } from 'vitest';
import { hideTip, shownTip, showTip, tipInWords } from './tip.svelte.ts';

const anchor = () => ({}) as HTMLElement;

test('is written in a row for screen readers, without what is the element’s name already', () => {
  const words = { name: 'cell state', text: 'The memory', formula: 'c = f·cₜ₋₁ + i·g' };
  expect(tipInWords(words)).toBe('cell state. The memory. c = f·cₜ₋₁ + i·g');
  expect(tipInWords({ text: 'Settings' }, 'Settings')).toBe('');
  expect(tipInWords({ name: 'Weights', text: 'All of them.' }, 'Weights')).toBe('All of them.');
});

test('is hidden by the element that shows it, and by no other', () => {
  const [one, other] = [anchor(), anchor()];
  showTip(one, { text: 'row 3' });
  hideTip(other);
  expect(shownTip.current?.tip.text).toBe('row 3');
  hideTip(one);
  expect(shownTip.current).toBeNull();
});

test('shows nothing for an element without words', () => {
  showTip(anchor());
  expect(shownTip.current).toBeNull();
});
