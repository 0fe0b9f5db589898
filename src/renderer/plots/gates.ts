/** The six tiles between image and answer: what each shows, in which order, colour and map. */

import type { MessageKey } from '../i18n/catalogue/index.ts';
import type { LayerTrace } from '../../protocol/api.ts';

export type GateName = Exclude<keyof LayerTrace, 'gradientNorm'>;

export type Gate = {
  readonly name: GateName;
  /** As in the equations. */
  readonly symbol: string;
  readonly label: MessageKey;
  readonly shortLabel: MessageKey;
  /** What it does, in one sentence. */
  readonly meaning: MessageKey;
  /** The theme's custom property of its accent colour. */
  readonly colourVariable: `--${string}`;
  readonly map: 'sequential' | 'diverging';
};

const gate = (name: GateName, symbol: string, colourVariable: Gate['colourVariable'], map: Gate['map']): Gate => ({
  name,
  symbol,
  label: `score.${name}`,
  shortLabel: `score.${name}Short`,
  meaning: `score.${name}Meaning`,
  colourVariable,
  map,
});

/** In the order of the score, which is the order in which an LSTM computes them. */
export const gates: readonly Gate[] = [
  gate('forgetGate', 'f', '--forget-gate', 'sequential'),
  gate('inputGate', 'i', '--input-gate', 'sequential'),
  gate('candidate', 'g', '--candidate', 'diverging'),
  gate('cellState', 'c', '--cell-state', 'diverging'),
  gate('outputGate', 'o', '--output-gate', 'sequential'),
  gate('hiddenState', 'h', '--hidden-state', 'diverging'),
];
