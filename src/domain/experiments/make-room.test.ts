import { expect, test } from 'vitest';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { ExperimentName } from './experiment.ts';
import { experiments } from './experiments.ts';
import { hasRoom, makingWay } from './make-room.ts';
import { limits } from '../limits/limits.ts';

let lastId = 0;
const runsOf = (
  experiment: ExperimentName | null,
  count: number,
  state: ComparedRun['state'] = 'done',
  dataSet = 'mnist',
) =>
  Array.from({ length: count }, () => ({
    id: ++lastId,
    experiment,
    state,
    replaces: [] as number[],
    dataSet: { id: dataSet },
  }));
const ids = (runs: readonly { readonly id: number }[]) => runs.map(({ id }) => id);
const mnist = { dataSetId: 'mnist' } as const;

test('keeps everything while there is room', () => {
  const [own, done] = [runsOf(null, 20), runsOf('order', 4)];
  expect(hasRoom(own, { ...mnist, experiment: 'order', count: 4 })).toBe(true);
  expect(makingWay([...own, ...done], done[3])).toEqual([]);
});

test('a repeated experiment needs no more room than its results, which it replaces; those on other data stay', () => {
  const own = runsOf(null, limits.maxComparedRuns - 8);
  const [fashion, former] = [runsOf('order', 4, 'done', 'fashion'), runsOf('order', 4)];
  const again = runsOf('order', 4, 'waiting').map((run, at) => ({ ...run, replaces: [former[at].id] }));
  expect(hasRoom([...own, ...fashion, ...former], { ...mnist, experiment: 'order', count: 4 })).toBe(true);
  expect(hasRoom([...own, ...fashion, ...former, ...again], { ...mnist, experiment: null, count: 4 })).toBe(true);
  expect(hasRoom([...own, ...fashion, ...former, ...again], { ...mnist, experiment: null, count: 5 })).toBe(false);
});

test('without room the oldest experiments go whole, after others are done; own and active runs stay', () => {
  const own = runsOf(null, 6);
  const running = runsOf('cells', 4, 'running');
  const [oldest, next] = [runsOf('order', 4), runsOf('window', 7)];
  const runs = [...own, ...running, ...oldest, ...next];
  expect(hasRoom(runs, { ...mnist, experiment: 'clipping', count: 5 })).toBe(true);
  expect(hasRoom(runs, { ...mnist, experiment: null, count: limits.maxComparedRuns - 10 })).toBe(true);
  expect(hasRoom(runs, { ...mnist, experiment: null, count: limits.maxComparedRuns - 9 })).toBe(false);

  const clipping = [...runsOf('clipping', 7), ...runsOf('clipping', 3, 'waiting')];
  expect(ids(makingWay([...runs, ...clipping], clipping[6]) ?? [])).toEqual([]);
  const more = [...runs, ...runsOf('clipping', 8), ...runsOf('clipping', 2, 'waiting')];
  expect(ids(makingWay(more, more[21]) ?? [])).toEqual(ids(oldest));
  expect(makingWay([...runsOf(null, limits.maxComparedRuns), ...clipping], clipping[0])).toBeNull();
});

test('a course runs every experiment twice in order without running out of room', () => {
  let runs = runsOf(null, 2);
  for (const { name, runs: ordered } of [...Object.values(experiments), ...Object.values(experiments)]) {
    expect(hasRoom(runs, { ...mnist, experiment: name, count: ordered.length }), name).toBe(true);
    for (const run of runsOf(name, ordered.length)) {
      const former = runs.filter(({ id, experiment }) => experiment === name && id <= run.id - ordered.length);
      runs = [...runs.filter(({ id }) => id !== former[0]?.id), run];
      const going = makingWay(runs, run);
      expect(going, name).not.toBeNull();
      runs = runs.filter((each) => !going?.includes(each));
      expect(runs.length).toBeLessThanOrEqual(limits.maxComparedRuns);
    }
  }
});
