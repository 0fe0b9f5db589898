/** The engine as the page knows it: the link to it, its last status, and how to send requests. */

import type { RequestName, Requests } from '../../protocol/api.ts';
import type { EngineStatus } from '../../protocol/run.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { Link } from './connect.ts';
import type { EngineClient } from './engine-client.ts';

export type EngineState = {
  /** Null until an engine has first reported its status. */
  readonly status: EngineStatus | null;
  readonly connected: boolean;
  readonly link: Link;
  /** The action that the engine has not answered yet. */
  readonly pending: RequestName | null;
  /**
   * Sends a query; the caller reports its failure.
   * @throws GatescopeError, `connectionLost` where there is no engine
   */
  readonly ask: EngineClient['ask'];
  /** Sends an action that the person chose. @returns whether it succeeded; a failure has been reported */
  readonly act: <Name extends RequestName>(name: Name, params: Requests[Name]['params']) => Promise<boolean>;
};

/** The writable side, for the code that connects engine and page. */
export type EngineHold = Omit<EngineState, 'status' | 'link'> & {
  status: EngineStatus | null;
  link: Link;
  /** The present client, or null. */
  client: EngineClient | null;
};

/** @param hears learns which action begins and why one failed */
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
      if (!client) throw new GatescopeError('connectionLost', 'The engine is not ready yet. Try again in a moment.');
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
