/** What a strip reader answers in tests. */

import { endToken, writtenTokens } from '../../../domain/strips/strip.ts';
import { defaultStripSettings } from '../../../domain/strips/strip-settings.ts';
import type { StripReaderStatus, StripReading } from '../../../protocol/strips.ts';

export function stripReaderWith(changes: Partial<StripReaderStatus> = {}): StripReaderStatus {
  return {
    settings: defaultStripSettings,
    ...{ training: false, canTrainOn: false, origin: 'pretrained', step: 4000, totalSteps: 4000, stripsPerSecond: 0 },
    ...{ trainLoss: null, progress: [], pretrainedError: null, former: null, dropped: null },
    ...changes,
  };
}

/** A reading of 8 columns in steps of 4 by an encoder with 2 units. */
export function stripReadingWith(changes: Partial<StripReading> = {}): StripReading {
  const tokens = changes.tokens ?? [7, endToken];
  const probabilities = new Float32Array(tokens.length * writtenTokens).fill(0.01);
  tokens.forEach((token, place) => {
    probabilities[place * writtenTokens + token] = 0.9;
  });
  const gate = () => new Float32Array(tokens.length * 2).fill(0.5);
  return {
    columnsPerStep: 4,
    encoderStates: Float32Array.of(0.1, -0.2, 0.3, -0.4),
    ...{ tokens, probabilities },
    heads: null,
    attention: new Float32Array(tokens.length * 2).fill(0.5),
    decoder: {
      ...{ forgetGate: gate(), inputGate: gate(), candidate: gate() },
      ...{ cellState: gate(), outputGate: gate(), hiddenState: gate() },
    },
    beams: [{ tokens: [7, endToken], logProbability: Math.log(0.81) }],
    step: 4000,
    ...changes,
  };
}
