import { expect, test } from 'vitest';
import type { EngineStatus } from '../../protocol/run.ts';
import type { ModelOrigin } from '../../domain/recipe/recipe.ts';
import { consequencesOf, type EngineMemory } from './engine-memory.ts';
import { idleRun, statusWith } from '../client/testing/fake-engine.ts';
import { fineTunedNetwork, savedRun } from '../client/testing/saved-runs.ts';

const nothing = {
  comparedRuns: 0,
  ownGenerator: false,
  ownStripReader: false,
  fineTuning: false,
  opening: false,
  importing: false,
};
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

test('says up to which step a trained run is saved, or that it is lost', () => {
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

test("says nothing of the run where the disk's state is unknown", () => {
  expect(consequencesOf(remembering(trained), null)).toEqual([]);
});

test('counts a network whose training has only begun as a run', () => {
  const begun = showing('untrained', { run: { ...idleRun, phase: 'training' } });
  expect(consequencesOf(remembering(begun), [savedRun('a-run', 0)])).toMatchObject([{ kind: 'runWhole', step: 0 }]);
});

test.each<[ModelOrigin, object[]]>([
  ['pretrained', []],
  ['untrained', []],
  ['fineTuned', [{ kind: 'fineTunedLost' }]],
  ['opened', [{ kind: 'openedGone', name: 'my.gatescope' }]],
])('says nothing of a run for a network that is %s', (origin, expected) => {
  expect(consequencesOf(remembering(showing(origin)), [])).toEqual(expected);
});

test('does not call a saved fine-tuned network lost', () => {
  expect(consequencesOf(remembering(showing('fineTuned')), [fineTunedNetwork('a-run')])).toEqual([]);
});

test('names everything else that only the memory had', () => {
  const all = {
    comparedRuns: 3,
    ownGenerator: true,
    ownStripReader: true,
    fineTuning: true,
    opening: true,
    importing: true,
  };
  expect(consequencesOf(remembering(showing('pretrained'), all), []).map(({ kind }) => kind)).toEqual([
    ...['fineTuningCutOff', 'generatorLost', 'stripReaderLost', 'comparisonLost', 'openingCutOff', 'importCutOff'],
  ]);
});
