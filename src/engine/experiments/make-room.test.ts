import { expect, test } from 'vitest';
import type { ComparedRun, ExperimentName } from '../../protocol/comparison.ts';
import { experiments, mostRuns } from './experiments.ts';
import { makeRoom } from './make-room.ts';

let lastId = 0;
const runsOf = (
  experiment: ExperimentName | null,
  count: number,
  state: ComparedRun['state'] = 'done',
  dataSet = 'mnist',
) => Array.from({ length: count }, () => ({ id: ++lastId, experiment, state, dataSet: { id: dataSet } }));
const ids = (runs: readonly { readonly id: number }[]) => runs.map(({ id }) => id);
const mnist = { dataSetId: 'mnist' } as const;

test('nothing goes while there is room', () => {
  const runs = [...runsOf('order', 4), ...runsOf(null, 3)];
  expect(makeRoom(runs, { ...mnist, experiment: 'cells', count: 4 })).toEqual([]);
});

test('an experiment that is run again replaces its own results, but not those on other data', () => {
  const [fashion, former, own] = [
    runsOf('order', 4, 'done', 'fashion'),
    runsOf('order', 4, 'running'),
    runsOf(null, 1),
  ];
  expect(makeRoom([...fashion, ...former, ...own], { ...mnist, experiment: 'order', count: 4 })).toEqual(ids(former));
});

test('where there is no room the oldest experiments go whole; own runs and what still runs stay', () => {
  const own = runsOf(null, 6);
  const running = runsOf('cells', 4, 'running');
  const [oldest, next] = [runsOf('order', 4), runsOf('window', 7)];
  const runs = [...own, ...running, ...oldest, ...next];
  expect(makeRoom(runs, { ...mnist, experiment: 'clipping', count: 5 })).toEqual(ids(oldest));
  expect(makeRoom(runs, { ...mnist, experiment: null, count: 9 })).toEqual(ids([...oldest, ...next]));
  expect(makeRoom(runs, { ...mnist, experiment: null, count: mostRuns - 9 })).toBeNull();
});

test('a course runs every experiment in its order, twice, and never meets a full room', () => {
  let runs = runsOf(null, 2);
  for (const { name, runs: ordered } of [...Object.values(experiments), ...Object.values(experiments)]) {
    const going = makeRoom(runs, { ...mnist, experiment: name, count: ordered.length });
    expect(going, name).not.toBeNull();
    runs = [...runs.filter(({ id }) => !going?.includes(id)), ...runsOf(name, ordered.length)];
    expect(runs.length).toBeLessThanOrEqual(mostRuns);
  }
});
