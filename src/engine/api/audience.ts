/**
 * Who is connected, and what each is told when: what happens now and then at once and to everybody, what changes with every
 * step together and no more often than the client wants to be told.
 */

import { type RunStatus, usualPaceMs } from '../../protocol/run.ts';
import type { LiveTrace } from '../run/live-trace.ts';
import { createMerger, type Merger } from '../system/merge.ts';
import type { Client } from './rpc.ts';
import type { RunHistory } from '../history/history.ts';

type Member = {
  readonly trace: LiveTrace;
  readonly news: Merger;
  /** How many steps of the history it knows of. */
  toldSteps: number;
};

/** What changes with every step. */
type Moving = {
  readonly run: () => RunStatus;
  readonly history: () => Pick<RunHistory, 'length' | 'since'>;
  /** Called before a client is told. */
  readonly beforeNews: () => void;
};

export type Audience = {
  readonly add: (client: Client, trace: LiveTrace) => void;
  readonly remove: (client: Client) => void;
  readonly count: () => number;
  /** From now on this client is told of steps at most once in so many milliseconds. */
  readonly setPace: (client: Client, everyMs: number) => void;
  /** Tells everybody now. */
  readonly emit: (send: (client: Client) => Promise<void>) => void;
  /** A step has been done, or an evaluation has got further. */
  readonly moved: () => void;
  /** Tells everybody now of the steps that they do not know of. */
  readonly emitSteps: () => void;
  /** Another session is shown, whose history everybody asks for. */
  readonly skipSteps: () => void;
  /** The weights are other ones for good: everybody's pinned digit is traced. */
  readonly traceAll: () => void;
  /** The images are other ones. */
  readonly dataChanged: () => void;
};

export function createAudience({ run, history, beforeNews }: Moving): Audience {
  const members = new Map<Client, Member>();

  // A client that has gone is forgotten when its port closes; what it misses meanwhile is nobody's loss.
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
