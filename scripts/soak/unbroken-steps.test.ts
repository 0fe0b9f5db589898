import { expect, test } from 'vitest';
import { perMetric } from '../../src/protocol/step-metrics.ts';
import { createUnbrokenSteps } from './unbroken-steps.ts';

function columns(firstStep: number, ...losses: number[]) {
  const loss = Float32Array.from(losses);
  return { firstStep, ...perMetric(() => loss) };
}

function listening() {
  const told = createUnbrokenSteps();
  told.hearStatus({ session: 1 });
  told.hear(columns(1, 5, 4));
  return told;
}

test('finds no gaps in runs reported from their first step to the last', () => {
  const told = listening();
  told.hearStatus({ session: 1 });
  told.hear(columns(3, 3));
  told.compare({ steps: columns(1, 5, 4, 3) });
  told.hearStatus({ session: 2 });
  told.hear(columns(1, 5));
  told.compare({ steps: columns(1, 5) });
  expect([told.all, told.last, told.gaps]).toEqual([4, 1, []]);
});

test.each([
  ['missing', 'hear', columns(4, 1), 'step 4 followed step 2'],
  ['told twice', 'hear', columns(2, 4), 'step 2 followed step 2'],
  ['missing at the end', 'end', columns(1, 5, 4, 3), 'Of the 3'],
  ['reported wrongly', 'end', columns(1, 5, 3), 'Of the 2'],
])('notices a step that is %s', (_, when, steps, sentence) => {
  const told = listening();
  if (when === 'hear') told.hear(steps);
  else told.compare({ steps });
  expect(told.gaps).toEqual([expect.stringContaining(sentence)]);
});
