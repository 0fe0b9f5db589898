// Holds P29.
import { expect, test } from 'vitest';
import type { HourFigures, HourSample } from './hours.ts';
import { judgeHours } from './hours-verdict.ts';

/** Two hours, a sample each minute; `heap` in MB. */
function figures(heapAt: (hours: number) => number, cost: (hours: number) => number, gaps: string[] = []): HourFigures {
  const times = Array.from({ length: 120 }, (_, minute) => minute / 60);
  const sample = (hours: number): HourSample => ({
    ...{ hours, resident: 200, heap: heapAt(hours), wasm: 9, runs: 1, steps: 1, kernelSeconds: 1, hostSeconds: 2 },
    page: { heap: 8, nodes: 2800, listeners: 138 },
  });
  const costs = times.map((hours) => ({ hours, value: cost(hours) }));
  return { samples: times.map(sample), costs, runs: 1, steps: 1, gaps };
}

test('accepts two steady hours, and ignores growth while the first one warms up', () => {
  expect(
    judgeHours(
      figures(
        (hours) => 30 + 20 * Math.min(hours, 0.9),
        () => 1.2,
      ),
    ).broken,
  ).toEqual([]);
});

test.each([
  [
    'a heap that grows',
    figures(
      (hours) => 30 + 10 * hours,
      () => 1.2,
    ),
    '+10.00 an hour',
  ],
  [
    'steps that become dearer',
    figures(
      () => 30,
      (hours) => 1.2 + 0.1 * hours,
    ),
    '% from the first quarter',
  ],
  [
    'no run at all',
    {
      ...figures(
        () => 30,
        () => 1,
      ),
      costs: [],
    },
    '% from the first quarter',
  ],
  [
    'a step that was not reported',
    figures(
      () => 30,
      () => 1,
      ['Step 4 followed step 2.'],
    ),
    '1 gaps',
  ],
])('finds %s', (_, found, sentence) => {
  expect(judgeHours(found).broken[0]).toContain(sentence);
});
