/** Meanings of the letters in the equations, and their shapes, with gaps for the shown network's sizes. */

import type { MessageKey } from '../../i18n/catalogue/index.ts';

export type FormulaSymbol = {
  readonly tex: string;
  readonly meaning: MessageKey;
  /** Sizes, rows first, with the gaps of `lessonNumbers`; `1` for a single number, null for what is no quantity. */
  readonly shape: string | null;
};

const raw = String.raw;

const symbol = (tex: string, meaning: MessageKey, shape: string | null): FormulaSymbol => ({ tex, meaning, shape });

export const symbols = {
  row: symbol(raw`\row_t`, 'lessons.symbol.row', '{{inputs}}'),
  expectedRow: symbol(raw`\answer_{t+1}`, 'lessons.symbol.expectedRow', '{{inputs}}'),
  steps: symbol('T', 'lessons.symbol.steps', '1'),
  window: symbol(raw`\tau`, 'lessons.symbol.window', '1'),
  summary: symbol(raw`\phi`, 'lessons.symbol.summary', null),
  hiddenState: symbol(raw`\hiddenState_t`, 'lessons.symbol.hiddenState', '{{units}}'),
  inputWeights: symbol('U', 'lessons.symbol.inputWeights', '{{units}} × {{inputs}}'),
  recurrentWeights: symbol('W', 'lessons.symbol.recurrentWeights', '{{units}} × {{units}}'),
  bias: symbol('b', 'lessons.symbol.bias', '{{units}}'),
  readout: symbol(raw`V,\ d`, 'lessons.symbol.readout', '{{classes}} × {{units}}, {{classes}}'),
  rowReadout: symbol(raw`V,\ d`, 'lessons.symbol.rowReadout', '{{inputs}} × {{units}}, {{inputs}}'),
  answer: symbol(raw`\answer_t`, 'lessons.symbol.answer', '{{classes}}'),
  label: symbol('y', 'lessons.symbol.label', '{{classes}}'),
  loss: symbol('L', 'lessons.symbol.loss', '1'),
  stepLoss: symbol(raw`\ell`, 'lessons.symbol.stepLoss', '1'),
  mask: symbol('m_t', 'lessons.symbol.mask', '1'),
  sigmoid: symbol(raw`\sigma`, 'lessons.symbol.sigmoid', null),
  activation: symbol(raw`\varphi`, 'lessons.symbol.activation', null),
  preActivation: symbol('a_t', 'lessons.symbol.preActivation', '{{units}}'),
  factor: symbol('a', 'lessons.symbol.factor', '1'),
  power: symbol('n', 'lessons.symbol.power', '1'),
  stateGradient: symbol(
    raw`\gradient{\partial L / \partial \hiddenState_t}`,
    'lessons.symbol.stateGradient',
    '{{units}}',
  ),
  stretch: symbol('s', 'lessons.symbol.stretch', '1'),
  slope: symbol(raw`\gamma`, 'lessons.symbol.slope', '1'),
  truncation: symbol('k', 'lessons.symbol.truncation', '1'),
  nabla: symbol(raw`\gradient{\nabla}`, 'lessons.symbol.nabla', '{{weights}}'),
  updates: symbol('n', 'lessons.symbol.updates', '1'),
  threshold: symbol(raw`\theta`, 'lessons.symbol.threshold', '1'),
  decay: symbol(raw`\beta_1, \beta_2`, 'lessons.symbol.decay', '1'),
  learningRate: symbol(raw`\eta`, 'lessons.symbol.learningRate', '1'),
  weight: symbol('w', 'lessons.symbol.weight', '1'),
  meanGradient: symbol('m', 'lessons.symbol.meanGradient', '1'),
  meanSquare: symbol('s', 'lessons.symbol.meanSquare', '1'),
  forgetGate: symbol(raw`\forgetGate_t`, 'score.forgetGate', '{{units}}'),
  inputGate: symbol(raw`\inputGate_t`, 'score.inputGate', '{{units}}'),
  outputGate: symbol(raw`\outputGate_t`, 'score.outputGate', '{{units}}'),
  candidate: symbol(raw`\candidate_t`, 'lessons.symbol.candidate', '{{units}}'),
  cellState: symbol(raw`\cellState_t`, 'lessons.symbol.cellState', '{{units}}'),
  gateWeights: symbol(
    raw`U_\ast, W_\ast, b_\ast`,
    'lessons.symbol.gateWeights',
    '{{units}} × {{inputs}}, {{units}} × {{units}}, {{units}}',
  ),
  elementwise: symbol(raw`\odot`, 'lessons.symbol.elementwise', null),
  updateGate: symbol(raw`\updateGate_t`, 'lessons.symbol.updateGate', '{{units}}'),
  resetGate: symbol(raw`\resetGate_t`, 'lessons.symbol.resetGate', '{{units}}'),
  newCandidate: symbol(raw`\newCandidate_t`, 'lessons.symbol.newCandidate', '{{units}}'),
  denseLayers: symbol('m', 'lessons.symbol.denseLayers', '1'),
  sizes: symbol(raw`D,\ H`, 'lessons.symbol.sizes', '1'),
  queries: symbol(raw`\queries`, 'lessons.symbol.queries', '28 × 16'),
  keys: symbol(raw`\keys`, 'lessons.symbol.keys', '28 × 16'),
  values: symbol(raw`\values`, 'lessons.symbol.values', '28 × 16'),
  keySize: symbol('d_k', 'lessons.symbol.keySize', '1'),
  tokens: symbol('X', 'lessons.symbol.tokens', '28 × 64'),
  headOutput: symbol(raw`\values'_i`, 'lessons.symbol.headOutput', '28 × 16'),
  outputWeights: symbol('W_O', 'lessons.symbol.outputWeights', '64 × 64'),
  columnState: symbol(raw`\hiddenState_j`, 'lessons.symbol.columnState', '224'),
  decoderState: symbol(raw`\decoderState_i`, 'lessons.symbol.decoderState', '112'),
  token: symbol('y_i', 'lessons.symbol.token', '11'),
  ownToken: symbol(raw`\hat y_i`, 'lessons.symbol.ownToken', '11'),
  energy: symbol('e_{ij}', 'lessons.symbol.energy', '1'),
  crossWeight: symbol(raw`\weight_{ij}`, 'lessons.symbol.crossWeight', '1'),
  context: symbol(raw`\context_i`, 'lessons.symbol.context', '224'),
  pairWeights: symbol(raw`W_q,\ W_k,\ a`, 'lessons.symbol.pairWeights', '112 × 112, 112 × 224, 112'),
  pairLosses: symbol(raw`L_{\text{true}},\ L_{\text{own}}`, 'lessons.symbol.pairLosses', '1'),
  position: symbol('P', 'lessons.symbol.position', '28 × 64'),
} as const satisfies Record<string, FormulaSymbol>;

export type SymbolName = keyof typeof symbols;
