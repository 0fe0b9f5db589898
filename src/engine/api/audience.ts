/**
 * The connected clients and when each is sent what: occasional events at once to everyone, per-step events merged and
 * no faster than the client's pace.
 */

import { type RunStatus, usualPaceMs } from '../../protocol/run.ts';
import type { LiveTrace } from '../run/live-trace.ts';
import { createMerger, type Merger } from '../system/merge.ts';
import type { Client } from './rpc.ts';
import type { RunHistory } from '../history/history.ts';

type Member = {
  readonly trace: LiveTrace;
  readonly news: Merger;
  /** History steps already sent to this client. */
  toldSteps: number;
};

/** What changes with every step. */
type Moving = {
  readonly run: () => RunStatus;
  readonly history: () => Pick<RunHistory, 'length' | 'since'>;
  /** Called before a client is sent anything. */
  readonly beforeNews: () => void;
};

export type Audience = {
  readonly add: (client: Client, trace: LiveTrace) => void;
  readonly remove: (client: Client) => void;
  readonly count: () => number;
  /** Limits this client to one update per `everyMs` milliseconds from now on. */
  readonly setPace: (client: Client, everyMs: number) => void;
  /** Broadcasts at once. */
  readonly emit: (send: (client: Client) => Promise<void>) => void;
  /** Call after a step, or when an evaluation has advanced. */
  readonly moved: () => void;
  /** Sends everyone the steps they lack, at once. */
  readonly emitSteps: () => void;
  /** Another session is shown; clients fetch its history themselves. */
  readonly skipSteps: () => void;
  /** The weights were replaced: traces every client's pinned digit. */
  readonly traceAll: () => void;
  /** The data set changed. */
  readonly dataChanged: () => void;
};

/** Tracks the connected clients and merges per-step events for each. */
export function createAudience({ run, history, beforeNews }: Moving): Audience {
  const members = new Map<Client, Member>();

  // A closed port removes its client; a send that fails until then does not matter.
  const send = (message: Promise<void>) => void message.catch(() => undefined);

  function emitStepsTo(client: Client, member: Member): void {
    const columns = history().since(member.toldSteps);
    member.toldSteps += columns.loss.length;
    if (columns.loss.length > 0) send(client.steps.asEvent(columns));
  }

  return {
    add(client, trace) {
      const member: Member = {
        trace,
        toldSteps: history().length,
        news: createMerger(usualPaceMs, () => {
          if (!members.has(client) || trace.hangs()) return;
          beforeNews();
          emitStepsTo(client, member);
          send(client.run.asEvent(run()));
          trace.weightsChanged();
        }),
      };
      members.set(client, member);
    },
    remove: (client) => void members.delete(client),
    count: () => members.size,
    setPace: (client, everyMs) => members.get(client)?.news.setInterval(everyMs),
    emit(emitTo) {
      for (const client of members.keys()) send(emitTo(client));
    },
    moved() {
      for (const { news } of members.values()) news.changed();
    },
    emitSteps() {
      for (const [client, member] of members) emitStepsTo(client, member);
    },
    skipSteps() {
      const { length } = history();
      for (const member of members.values()) member.toldSteps = length;
    },
    traceAll() {
      for (const { trace } of members.values()) trace.weightsChanged(true);
    },
    dataChanged() {
      for (const { trace } of members.values()) trace.dataChanged();
    },
  };
}
