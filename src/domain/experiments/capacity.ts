/**
 * How much can a network hold? Its size against the number of digits that it learns from, in about as many steps each: few digits
 * are learned by heart, many cannot be by a small network.
 */

import { type Experiment, runOrder } from './experiment.ts';

const sizes = [8, 32, 128];

const learned = [
  { name: '500', trainingDigits: 500, epochs: 100 },
  { name: '5,000', trainingDigits: 5_000, epochs: 10 },
  { name: '60,000', trainingDigits: 0, epochs: 1 },
];

export const capacity: Experiment = {
  name: 'capacity',
  runs: sizes.flatMap((units) =>
    learned.map(({ name, ...changes }) => runOrder(`${units} × ${name}`, { units, ...changes })),
  ),
  rereads: [],
  seconds: 75,
};
