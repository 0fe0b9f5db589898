/** What does weight decay do? Few digits, which a network learns by heart, and weights that each step shrinks a little. */

import { type Experiment, runOrder } from './experiment.ts';

const decays = [0, 0.01, 0.1];

export const decay: Experiment = {
  name: 'decay',
  runs: decays.map((weightDecay) =>
    runOrder(`λ = ${weightDecay}`, { optimizer: 'adamw', weightDecay, trainingDigits: 500, epochs: 100 }),
  ),
  rereads: [],
  seconds: 15,
};
