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

test('two steady hours break nothing, and what the first of them needs to warm up is no growth', () => {
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
    'a step that was not told',
    figures(
      () => 30,
      () => 1,
      ['After step 2 came step 4.'],
    ),
    '1 gaps',
  ],
])('%s is found', (_, found, sentence) => {
  expect(judgeHours(found).broken[0]).toContain(sentence);
});
