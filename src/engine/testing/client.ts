/** A test client of an engine on a real MessagePort, recording every event. */

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { vi } from 'vitest';
import { ignoreEvents } from '../../protocol/testing/ignore-events.ts';
import type { ClientFunctions, EngineFunctions, EventName, Events } from '../../protocol/api.ts';
import type { EngineStatus, EpochRecord, HistoryMark } from '../../protocol/run.ts';
import type { StepColumns } from '../../protocol/step-metrics.ts';
import type { WireError } from '../../domain/errors.ts';
import type { Comparison } from '../../protocol/comparison.ts';
import type { GeneratorStatus } from '../../protocol/generator.ts';
import type { StripReaderStatus } from '../../protocol/strips.ts';
import type { PersonalStatus } from '../../protocol/personal.ts';
import type { TrajectoryStatus } from '../../protocol/neighbours.ts';
import type { Port } from '../../protocol/port.ts';
import type { Timeline } from '../../protocol/timeline.ts';
import type { Trace } from '../../protocol/trace.ts';
import type { Engine } from '../api/engine.ts';

const openPorts: MessagePort[] = [];

/** Call after each test. */
export function closePorts(): void {
  for (const port of openPorts.splice(0)) port.close();
}

/** birpc awaits what a listener returns, so a client may be slow to accept an event. */
type Heard = { readonly [Name in EventName]?: (payload: Events[Name]) => void | Promise<void> };

/** @param own listeners that replace the recording */
export function connect(engine: Engine, own: Heard = {}) {
  const { port1, port2 } = new MessageChannel();
  openPorts.push(port1, port2);
  engine.connect(asPort(port1));
  const told = {
    statuses: [] as EngineStatus[],
    steps: [] as StepColumns[],
    epochs: [] as EpochRecord[],
    traces: [] as Trace[],
    marks: [] as HistoryMark[],
    comparisons: [] as Comparison[],
    generators: [] as GeneratorStatus[],
    strips: [] as StripReaderStatus[],
    timelines: [] as Timeline[],
    personal: [] as PersonalStatus[],
    trajectories: [] as TrajectoryStatus[],
    failures: [] as WireError[],
  };
  const functions: ClientFunctions = {
    ...ignoreEvents,
    status: (status) => void told.statuses.push(status),
    steps: (columns) => void told.steps.push(columns),
    epoch: (record) => void told.epochs.push(record),
    mark: (mark) => void told.marks.push(mark),
    comparison: (comparison) => void told.comparisons.push(comparison),
    stripReader: (status) => void told.strips.push(status),
    generator: (generator) => void told.generators.push(generator),
    timeline: (timeline) => void told.timelines.push(timeline),
    personal: (status) => void told.personal.push(status),
    trajectories: (status) => void told.trajectories.push(status),
    trace: (trace) => void told.traces.push(trace),
    failure: (failure) => void told.failures.push(failure),
    ...own,
  };
  const rpc = createBirpc<EngineFunctions, ClientFunctions>(functions, {
    post: (message) => {
      port2.postMessage(message);
    },
    on: (listener) => void port2.on('message', listener),
  });
  return {
    rpc,
    told,
    send: (message: unknown) => {
      port2.postMessage(message);
    },
  };
}

function asPort(port: MessagePort): Port {
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', listener);
      return () => port.off('message', listener);
    },
    onClose: (listener) => {
      port.on('close', listener);
      return () => port.off('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}

export const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 5, timeout: 120_000 });
