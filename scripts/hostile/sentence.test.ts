import { expect, test } from 'vitest';
import { sentenceFault } from './sentence.ts';

test('a sentence for people passes', () => {
  expect(sentenceFault('The model in /tmp/x cannot be used: weights.bin is missing. Take another folder.')).toBeNull();
});

test.each([
  ['nothing', ''],
  ['what has no end', 'Something went wrong'],
  ['two lines', 'One.\nTwo.'],
  ['a stack', 'It failed at parse (file.ts:3:7).'],
  ['what a program says of itself', 'The label is undefined.'],
  ['an object', 'It is [object Object].'],
  ['a whole file', `The file ${'x'.repeat(1000)} is wrong.`],
  ['what moves a cursor', 'Clear \u001b[2J.'],
])('%s does not', (_, text) => {
  expect(sentenceFault(text)).toMatch(/^It /);
});
