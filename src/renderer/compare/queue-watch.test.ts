import { expect, test } from 'vitest';
import { watchQueue } from './queue-watch.ts';
import { runWith } from './testing/runs.ts';

const old = runWith({ id: 1 });
const [first, second] = [2, 3].map((id) => ({
  waiting: runWith({ id, state: 'waiting' }),
  running: runWith({ id, state: 'running' }),
  done: runWith({ id }),
  failed: runWith({ id, state: 'failed' }),
  stopped: runWith({ id, state: 'stopped' }),
}));

test('counts the runs of a finished queue, including exploded ones', () => {
  const hear = watchQueue();
  expect(hear({ runs: [old], running: false })).toBeNull();
  expect(hear({ runs: [old, first.running, second.waiting], running: true })).toBeNull();
  expect(hear({ runs: [old, first.done, second.running], running: true })).toBeNull();
  expect(hear({ runs: [old, first.done, second.failed], running: false })).toEqual({ ended: 2, stopped: false });
  expect(hear({ runs: [old, first.done, second.failed], running: false })).toBeNull();
});

test('does not call a stopped queue finished, whether its runs stay or are gone', () => {
  for (const left of [[first.stopped], [second.stopped], []]) {
    const hear = watchQueue();
    hear({ runs: [old, first.running, second.waiting], running: true });
    expect(hear({ runs: [old, ...left], running: false })).toEqual({ ended: 0, stopped: true });
  }
  const hear = watchQueue();
  hear({ runs: [first.running, second.waiting], running: true });
  hear({ runs: [first.done, second.running], running: true });
  expect(hear({ runs: [first.done], running: false })).toEqual({ ended: 1, stopped: true });
});
