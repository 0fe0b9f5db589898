import { expect, test } from 'vitest';
import type { EngineStatus } from '../../protocol/run.ts';
import type { ModelOrigin } from '../../domain/recipe/recipe.ts';
import { consequencesOf, type EngineMemory } from './engine-memory.ts';
import { idleRun, statusWith } from '../client/testing/fake-engine.ts';
import { fineTunedNetwork, savedRun } from '../client/testing/saved-runs.ts';

const nothing = { comparedRuns: 0, ownGenerator: false, fineTuning: false, opening: false, importing: false };
const remembering = (status: EngineStatus, changes: Partial<EngineMemory> = {}): EngineMemory => ({
  ...{ status, ...nothing },
  ...changes,
});
const showing = (origin: ModelOrigin, changes: Partial<EngineStatus> = {}) =>
  statusWith({
    model: { ...statusWith().model, origin, fileName: origin === 'opened' ? 'my.gatescope' : null },
    ...changes,
  });
const trained = showing('trained', { run: { ...idleRun, phase: 'paused', step: 50 } });

test('of a trained run it is told up to which step it is saved, and that it is lost where it is not', () => {
  const of = (...saved: Parameters<typeof savedRun>[]) =>
    consequencesOf(
      remembering(trained),
      saved.map((args) => savedRun(...args)),
    );
  expect(of(['a-run', 40], ['other', 90])).toEqual([{ kind: 'runSaved', reached: 50, step: 40 }]);
  expect(of(['a-run', 50])).toEqual([{ kind: 'runWhole', reached: 50, step: 50 }]);
  // The page hears of steps a moment later than the disk.
  expect(of(['a-run', 52])).toEqual([{ kind: 'runWhole', reached: 52, step: 52 }]);
  expect(of(['other', 90])).toEqual([{ kind: 'runLost', reached: 50 }]);
});

test('where it is not known what is on the disk, nothing is said of the run', () => {
  expect(consequencesOf(remembering(trained), null)).toEqual([]);
});

test('a network that has only been begun to be trained has a run, too', () => {
  const begun = showing('untrained', { run: { ...idleRun, phase: 'training' } });
  expect(consequencesOf(remembering(begun), [savedRun('a-run', 0)])).toMatchObject([{ kind: 'runWhole', step: 0 }]);
});

test.each<[ModelOrigin, object[]]>([
  ['pretrained', []],
  ['untrained', []],
  ['fineTuned', [{ kind: 'fineTunedLost' }]],
  ['opened', [{ kind: 'openedGone', name: 'my.gatescope' }]],
])('of a network that is %s', (origin, expected) => {
  expect(consequencesOf(remembering(showing(origin)), [])).toEqual(expected);
});

test('a fine-tuned network that is saved is not lost', () => {
  expect(consequencesOf(remembering(showing('fineTuned')), [fineTunedNetwork('a-run')])).toEqual([]);
});

test('whatever else only the memory had is named', () => {
  const all = { comparedRuns: 3, ownGenerator: true, fineTuning: true, opening: true, importing: true };
  expect(consequencesOf(remembering(showing('pretrained'), all), []).map(({ kind }) => kind)).toEqual([
    ...['fineTuningCutOff', 'generatorLost', 'comparisonLost', 'openingCutOff', 'importCutOff'],
  ]);
});
