/**
 * The engine as functions over a port. Incoming messages are validated first; invalid ones are reported and dropped.
 */

import { createBirpc } from 'birpc';
import * as v from 'valibot';
import {
  type ClientFunctions,
  type EventName,
  events,
  type RequestName,
  type Requests,
  resultSchema,
} from '../../protocol/api.ts';
import { fromWireError, GatescopeError, toWireError, wireErrorSchema } from '../../domain/errors.ts';
import type { Port } from '../../protocol/port.ts';

export type EngineClient = {
  /**
   * Sends a request. There is no timeout, since `pause` or `evaluate` may take many seconds.
   * @throws GatescopeError of the engine's kind, or `connectionLost` when the port closes before the answer
   */
  readonly ask: <Name extends RequestName>(
    name: Name,
    params: Requests[Name]['params'],
  ) => Promise<Requests[Name]['result']>;
  readonly close: () => void;
};

/** The functions of either side before their payloads are validated. */
type Unchecked<Name extends string, Result> = Record<Name, (payload: unknown) => Result>;

const eventNames = Object.keys(events) as EventName[];

/** Validates a payload before any listener sees it. */
function receiver(name: EventName, listeners: ClientFunctions): (payload: unknown) => void {
  const act = listeners[name] as (payload: unknown) => void;
  return (payload) => {
    const parsed = v.safeParse(events[name], payload);
    if (parsed.success) act(parsed.output);
    else listeners.failure(toWireError(notUnderstood(name, parsed.issues)));
  };
}

/** @param listeners the event listeners; `failure` also hears of invalid messages */
export function createEngineClient(port: Port, listeners: ClientFunctions): EngineClient {
  const rpc = createBirpc<Unchecked<RequestName, Promise<unknown>>, Unchecked<EventName, void>, false>(
    Object.fromEntries(eventNames.map((name) => [name, receiver(name, listeners)])) as Unchecked<EventName, void>,
    {
      proxify: false,
      timeout: -1,
      post: (message) => {
        port.send(message);
      },
      on: (listener) => {
        port.onMessage(listener);
      },
    },
  );
  port.onClose(() => {
    if (!rpc.$closed) rpc.$close(connectionLost());
  });

  async function call(name: RequestName, params: unknown): Promise<unknown> {
    try {
      return await rpc.$call(name, params);
    } catch (thrown) {
      throw revive(thrown);
    }
  }

  return {
    ask: async (name, params) => {
      if (rpc.$closed) throw connectionLost();
      const answer = await call(name, params);
      const parsed = v.safeParse(resultSchema(name), answer);
      if (!parsed.success) throw notUnderstood(name, parsed.issues);
      return parsed.output;
    },
    close: () => {
      if (!rpc.$closed) rpc.$close(connectionLost());
      port.close();
    },
  };
}

/** Errors cross the port as plain objects; anything else was thrown on this side. */
function revive(thrown: unknown): Error {
  const wire = v.safeParse(wireErrorSchema, thrown);
  if (wire.success) return fromWireError(wire.output);
  return thrown instanceof Error ? thrown : fromWireError(toWireError(thrown));
}

function notUnderstood(
  name: string,
  [issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): GatescopeError {
  const place = v.getDotPath(issue) ?? 'as a whole';
  return new GatescopeError('internal', `The engine’s “${name}” message is invalid (${place}: ${issue.message}).`);
}

function connectionLost(): GatescopeError {
  return new GatescopeError('connectionLost', 'The connection to the engine was lost.');
}
