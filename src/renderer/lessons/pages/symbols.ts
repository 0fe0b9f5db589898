/** Meanings of the letters in the equations, and their shapes for a digit read by rows of 28 pixels with 128 units. */

import type { MessageKey } from '../../i18n/catalogue/index.ts';

export type FormulaSymbol = {
  readonly tex: string;
  readonly meaning: MessageKey;
  /** Sizes, rows first; `1` for a single number, null for what is no quantity. */
  readonly shape: string | null;
};

const raw = String.raw;

const symbol = (tex: string, meaning: MessageKey, shape: string | null): FormulaSymbol => ({ tex, meaning, shape });

export const symbols = {
  row: symbol(raw`\row_t`, 'lessons.symbol.row', '28'),
  expectedRow: symbol(raw`\answer_{t+1}`, 'lessons.symbol.expectedRow', '28'),
  steps: symbol('T', 'lessons.symbol.steps', '1'),
  window: symbol(raw`\tau`, 'lessons.symbol.window', '1'),
  summary: symbol(raw`\phi`, 'lessons.symbol.summary', null),
  hiddenState: symbol(raw`\hiddenState_t`, 'lessons.symbol.hiddenState', '128'),
  inputWeights: symbol('U', 'lessons.symbol.inputWeights', '128 × 28'),
  recurrentWeights: symbol('W', 'lessons.symbol.recurrentWeights', '128 × 128'),
  bias: symbol('b', 'lessons.symbol.bias', '128'),
  readout: symbol(raw`V,\ d`, 'lessons.symbol.readout', '10 × 128, 10'),
  rowReadout: symbol(raw`V,\ d`, 'lessons.symbol.rowReadout', '28 × 128, 28'),
  answer: symbol(raw`\answer_t`, 'lessons.symbol.answer', '10'),
  label: symbol('y', 'lessons.symbol.label', '10'),
  loss: symbol('L', 'lessons.symbol.loss', '1'),
  stepLoss: symbol(raw`\ell`, 'lessons.symbol.stepLoss', '1'),
  mask: symbol('m_t', 'lessons.symbol.mask', '1'),
  sigmoid: symbol(raw`\sigma`, 'lessons.symbol.sigmoid', null),
  activation: symbol(raw`\varphi`, 'lessons.symbol.activation', null),
  preActivation: symbol('a_t', 'lessons.symbol.preActivation', '128'),
  factor: symbol('a', 'lessons.symbol.factor', '1'),
  power: symbol('n', 'lessons.symbol.power', '1'),
  stateGradient: symbol(raw`\gradient{\partial L / \partial \hiddenState_t}`, 'lessons.symbol.stateGradient', '128'),
  stretch: symbol('s', 'lessons.symbol.stretch', '1'),
  slope: symbol(raw`\gamma`, 'lessons.symbol.slope', '1'),
  truncation: symbol('k', 'lessons.symbol.truncation', '1'),
  nabla: symbol(raw`\gradient{\nabla}`, 'lessons.symbol.nabla', '81,674'),
  updates: symbol('n', 'lessons.symbol.updates', '1'),
  threshold: symbol(raw`\theta`, 'lessons.symbol.threshold', '1'),
  decay: symbol(raw`\beta_1, \beta_2`, 'lessons.symbol.decay', '1'),
  learningRate: symbol(raw`\eta`, 'lessons.symbol.learningRate', '1'),
  weight: symbol('w', 'lessons.symbol.weight', '1'),
  meanGradient: symbol('m', 'lessons.symbol.meanGradient', '1'),
  meanSquare: symbol('s', 'lessons.symbol.meanSquare', '1'),
  forgetGate: symbol(raw`\forgetGate_t`, 'score.forgetGate', '128'),
  inputGate: symbol(raw`\inputGate_t`, 'score.inputGate', '128'),
  outputGate: symbol(raw`\outputGate_t`, 'score.outputGate', '128'),
  candidate: symbol(raw`\candidate_t`, 'lessons.symbol.candidate', '128'),
  cellState: symbol(raw`\cellState_t`, 'lessons.symbol.cellState', '128'),
  gateWeights: symbol(raw`U_\ast, W_\ast, b_\ast`, 'lessons.symbol.gateWeights', '128 × 28, 128 × 128, 128'),
  elementwise: symbol(raw`\odot`, 'lessons.symbol.elementwise', null),
  updateGate: symbol(raw`\updateGate_t`, 'lessons.symbol.updateGate', '128'),
  resetGate: symbol(raw`\resetGate_t`, 'lessons.symbol.resetGate', '128'),
  newCandidate: symbol(raw`\newCandidate_t`, 'lessons.symbol.newCandidate', '128'),
  denseLayers: symbol('m', 'lessons.symbol.denseLayers', '1'),
  sizes: symbol(raw`D,\ H`, 'lessons.symbol.sizes', '1'),
  queries: symbol(raw`\queries`, 'lessons.symbol.queries', '28 × 16'),
  keys: symbol(raw`\keys`, 'lessons.symbol.keys', '28 × 16'),
  values: symbol(raw`\values`, 'lessons.symbol.values', '28 × 16'),
  keySize: symbol('d_k', 'lessons.symbol.keySize', '1'),
  tokens: symbol('X', 'lessons.symbol.tokens', '28 × 64'),
  position: symbol('P', 'lessons.symbol.position', '28 × 64'),
} as const satisfies Record<string, FormulaSymbol>;

export type SymbolName = keyof typeof symbols;
