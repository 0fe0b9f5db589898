// Holds P21.
import { perMetric } from '../../protocol/step-metrics.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunStatus } from '../../protocol/run.ts';
import { createAudience } from './audience.ts';
import type { LiveTrace } from '../run/live-trace.ts';
import type { Client } from './rpc.ts';
import { createHistory } from '../history/history.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const idle: RunStatus = {
  ...{ phase: 'training', step: 0, stepsPerEpoch: 100, totalSteps: 100, samplesPerSecond: 1, learningRate: 1 },
  ...{ stoppedBy: null, slowMotion: false, evaluating: null },
};

function gather() {
  const history = createHistory();
  const audience = createAudience({
    run: () => ({ ...idle, step: history.length }),
    history: () => history,
    beforeNews: () => undefined,
  });
  return {
    audience,
    /** Trains for this many seconds, one step every ten milliseconds. */
    train: (seconds: number) => {
      for (let step = 0; step < 100 * seconds; step++) {
        history.push({ samples: 1, ...perMetric(() => 1) });
        audience.moved();
        vi.advanceTimersByTime(10);
      }
    },
    join: () => {
      const heard = { steps: 0, stepEvents: 0, runs: 0, traces: 0 };
      let hanging = false;
      const event = <Payload>(hear: (payload: Payload) => void) => ({
        asEvent: (payload: Payload) => {
          hear(payload);
          return Promise.resolve();
        },
      });
      const client = {
        steps: event(({ loss }: { loss: Float32Array }) => {
          heard.steps += loss.length;
          heard.stepEvents++;
        }),
        run: event(() => heard.runs++),
      } as unknown as Client;
      const trace: LiveTrace = {
        pin: () => null,
        weightsChanged: () => heard.traces++,
        dataChanged: () => undefined,
        hangs: () => hanging,
      };
      audience.add(client, trace);
      return { client, heard, hang: (on: boolean) => (hanging = on) };
    },
  };
}

test('sends a client ten updates a second unless it asks for fewer, and each step once', () => {
  const { audience, join, train } = gather();
  const [quick, calm] = [join(), join()];
  audience.setPace(calm.client, 1_000);
  train(5);
  vi.advanceTimersByTime(1_000);
  expect(quick.heard.steps).toBe(500);
  expect(quick.heard.stepEvents).toBeLessThanOrEqual(51);
  expect(calm.heard).toEqual({ steps: 500, stepEvents: 6, runs: 6, traces: 6 });
});

test('holds events back while a client has traces pending, then sends them together', () => {
  const { join, train } = gather();
  const { heard, hang } = join();
  hang(true);
  train(5);
  expect(heard).toMatchObject({ stepEvents: 0, runs: 0, traces: 0 });
  hang(false);
  train(1);
  vi.advanceTimersByTime(1_000);
  expect(heard.steps).toBe(600);
});

test('does not repeat what was broadcast, and starts a new session with nothing pending', () => {
  const { audience, join, train } = gather();
  const { client, heard } = join();
  audience.setPace(client, 1_000);
  train(0.5);
  audience.emitSteps();
  expect(heard.steps).toBe(50);
  vi.advanceTimersByTime(1_000);
  expect(heard.steps).toBe(50);
  audience.skipSteps();
  train(0.5);
  vi.advanceTimersByTime(1_000);
  expect(heard.steps).toBe(100);
});

test('sends a late client only later events, and a disconnected one nothing', () => {
  const { audience, join, train } = gather();
  train(1);
  const { client, heard } = join();
  train(1);
  vi.advanceTimersByTime(1_000);
  expect(heard.steps).toBe(100);
  audience.remove(client);
  train(1);
  expect(heard.steps).toBe(100);
});
