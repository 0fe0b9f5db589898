import { expect, test } from 'vitest';
import { terminalOf } from './io.ts';

test('moves progress only on a terminal that can move its cursor', () => {
  const [terminal, pipe] = [{ isTTY: true }, {}];
  expect(terminalOf(terminal, { TERM: 'xterm-256color' })).toBe(terminal);
  expect(terminalOf(terminal, { TERM: 'dumb' })).toBeNull();
  expect(terminalOf(pipe, { TERM: 'xterm-256color' })).toBeNull();
});
