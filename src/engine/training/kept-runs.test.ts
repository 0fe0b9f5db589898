// Holds P3, P5.
import { expect, test } from 'vitest';
import { briefSeconds, type KeptRun, runsToGiveUp } from './kept-runs.ts';
import { limits } from '../../domain/limits/limits.ts';

const now = Date.parse('2026-11-29T12:00:00Z');

/** Runs with these training times, saved one a minute until now. */
function runs(seconds: readonly number[], name = 'run'): KeptRun[] {
  return seconds.map((each, index) => ({
    ...{ id: `${name}${index}`, seconds: each },
    saved: now - 60_000 * (seconds.length - index),
  }));
}

const times = (count: number, seconds: number) => Array.from({ length: count }, () => seconds);
const presentOf = (seconds: number): KeptRun => ({ id: 'present', seconds, saved: now });
const givenUp = (others: readonly KeptRun[], present: KeptRun) =>
  runsToGiveUp([...others, present], present.id, now).map(({ id }) => id);

test('keeps twelve runs and drops the oldest beyond that', () => {
  expect(givenUp(runs(times(11, 60)), presentOf(60))).toEqual([]);
  expect(givenUp(runs(times(12, 60)), presentOf(60))).toEqual(['run0']);
  expect(givenUp(runs(times(12, 1)), presentOf(1))).toEqual(['run0']);
});

test('a run of a second displaces brief runs only', () => {
  const others = [...runs(times(11, 60)), ...runs([1], 'brief')];
  expect(givenUp(others, presentOf(1))).toEqual(['brief0']);
  expect(givenUp(runs(times(12, 60)), presentOf(0)), 'allows one run too many rather than displace a long one').toEqual(
    [],
  );
  expect(givenUp([...runs(times(12, 60)), ...runs([1], 'brief')], presentOf(0))).toEqual(['brief0']);
});

test('keeps all long runs among many brief ones, however old they are', () => {
  const long = runs([60, 60, 60], 'long').map((run) => ({ ...run, saved: run.saved - 1e9 }));
  const gone = givenUp([...long, ...runs(times(20, 1))], presentOf(1));
  expect(gone).toHaveLength(3 + 20 + 1 - limits.maxRuns);
  expect(gone.filter((id) => id.startsWith('long'))).toEqual([]);
});

test('a run that is no longer brief displaces the oldest', () => {
  expect(givenUp(runs(times(12, 60)), presentOf(briefSeconds))).toEqual(['run0']);
});

test('if the clock was set back, new saves count as newer than files from the future', () => {
  const future = runs(times(12, 60), 'old').map((run) => ({ ...run, saved: run.saved + 1e11 }));
  expect(givenUp([...future, ...runs([60], 'new')], presentOf(60))).toEqual(['old1', 'old0']);
});

test('keeps four fine-tuned networks, so that many attempts displace no run', () => {
  const tuned = runs(times(6, Infinity), 'tuned').map((run) => ({ ...run, fineTuned: true }));
  const present = { ...presentOf(Infinity), fineTuned: true };
  expect(givenUp([...runs(times(8, 60)), ...tuned.slice(0, 4)], present)).toEqual(['tuned0']);
  expect(givenUp([...runs(times(3, 60)), ...tuned], present)).toEqual(['tuned2', 'tuned1', 'tuned0']);
  expect(givenUp([...runs(times(3, 60)), ...tuned.slice(0, 4)], presentOf(60))).toEqual([]);
});
