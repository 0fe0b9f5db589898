import { expect, test } from 'vitest';
import { sentenceFault } from './sentence.ts';

test('passes a sentence for people', () => {
  expect(sentenceFault('The model in /tmp/x cannot be used: weights.bin is missing. Take another folder.')).toBeNull();
});

test.each([
  ['nothing', ''],
  ['a sentence without an end', 'Something went wrong'],
  ['two lines', 'One.\nTwo.'],
  ['a stack', 'It failed at parse (file.ts:3:7).'],
  ["a program's message about itself", 'The label is undefined.'],
  ['an object', 'It is [object Object].'],
  ['a whole file', `The file ${'x'.repeat(1000)} is wrong.`],
  ['control characters', 'Clear \u001b[2J.'],
])('rejects %s', (_, text) => {
  expect(sentenceFault(text)).toMatch(/^It /);
});
