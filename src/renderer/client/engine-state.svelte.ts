/** The engine as the page knows it: how they stand with each other, what it told of itself last, and how to ask it. */

import type { RequestName, Requests } from '../../protocol/api.ts';
import type { EngineStatus } from '../../protocol/run.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { Link } from './connect.ts';
import type { EngineClient } from './engine-client.ts';

export type EngineState = {
  /** Null until an engine has answered for the first time, and again until the next one has. */
  readonly status: EngineStatus | null;
  readonly connected: boolean;
  readonly link: Link;
  /** An action that the engine has not answered yet. */
  readonly pending: RequestName | null;
  /**
   * Asks for something to look at; whoever asks tells the person if it fails.
   * @throws GatescopeError, `connectionLost` where there is no engine
   */
  readonly ask: EngineClient['ask'];
  /** What a person asks for by pressing something. @returns whether it was done; if not, the person has been told why */
  readonly act: <Name extends RequestName>(name: Name, params: Requests[Name]['params']) => Promise<boolean>;
};

/** As whoever connects engine and page holds it. */
export type EngineHold = Omit<EngineState, 'status' | 'link'> & {
  status: EngineStatus | null;
  link: Link;
  /** The present one, or null. */
  client: EngineClient | null;
};

/** @param hears of an action that begins, and why one failed */
export function createEngineState(hears: {
  readonly begun: () => void;
  readonly failed: (thrown: unknown) => void;
}): EngineHold {
  let status = $state.raw<EngineStatus | null>(null);
  let link = $state<Link>('starting');
  let pending = $state<RequestName | null>(null);
  let client: EngineClient | null = null;
  return {
    get status() {
      return status;
    },
    set status(next) {
      status = next;
    },
    get connected() {
      return link === 'connected';
    },
    get link() {
      return link;
    },
    set link(next) {
      link = next;
    },
    get client() {
      return client;
    },
    set client(next) {
      client = next;
    },
    get pending() {
      return pending;
    },
    async ask(name, params) {
      if (!client) throw new GatescopeError('connectionLost', 'No engine has answered yet.');
      return client.ask(name, params);
    },
    async act(name, params) {
      if (!client) return false;
      pending = name;
      hears.begun();
      try {
        await client.ask(name, params);
        return true;
      } catch (thrown) {
        hears.failed(thrown);
        return false;
      } finally {
        if (pending === name) pending = null;
      }
    },
  };
}
