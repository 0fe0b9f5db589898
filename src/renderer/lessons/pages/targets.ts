/** What lessons light: the symbols within sentences that have their place in the picture, and the names of places. */

import type { InlineFormula } from './inline.ts';
import type { Spot } from '../../ui/spots.svelte.ts';
import type { MessageKey } from '../../i18n/catalogue/index.ts';

/** The same symbol is the same part of the picture on every page. */
export const spotOfFormula: Readonly<Partial<Record<InlineFormula, Spot>>> = {
  x_t: 'image',
  x_1: 'image',
  x_28: 'image',
  h_t: 'hiddenState',
  h_before: 'hiddenState',
  h: 'hiddenState',
  c: 'cellState',
  f: 'forgetGate',
  i: 'inputGate',
  g: 'candidate',
  o: 'outputGate',
  z: 'updateGate',
  r: 'resetGate',
  new_candidate: 'candidate',
  state_gradient: 'gradientNorm',
  V: 'probabilities',
};

/** What a symbol is called that stands alone in a sentence. */
export const nameOfSpot: Readonly<Partial<Record<Spot, MessageKey>>> = {
  image: 'score.image',
  hiddenState: 'score.hiddenState',
  cellState: 'score.cellState',
  forgetGate: 'score.forgetGate',
  inputGate: 'score.inputGate',
  candidate: 'score.candidate',
  outputGate: 'score.outputGate',
  updateGate: 'score.updateGate',
  resetGate: 'score.resetGate',
  gradientNorm: 'score.gradientNorm',
  probabilities: 'score.probability',
};
