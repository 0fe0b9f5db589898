/** From which probability on an answer counts as sure; the same on screen, on the command line and in measurements. */

/**
 * Below this probability the answer is called not sure: of 0.5, 0.6 … 0.9, 0.95 and 0.98 the lowest at which 99.9 % of
 * the shipped network's sure answers to the 5,000 held-back training digits are right (`scripts/measure-doubt.ts`;
 * figures in docs/model.md).
 */
export const sureFrom = 0.95;

/**
 * Below this probability the answer of a network that was shown non-digits in training is no digit that it knows: the most
 * probable one has less than all others together.
 */
export const knownFrom = 0.5;
