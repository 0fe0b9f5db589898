/** The engine as functions over a port. Whatever comes in is checked first; what fails the check is reported, not used. */

import { createBirpc } from 'birpc';
import * as v from 'valibot';
import type { ClientFunctions, EventName, Events, RequestName, Requests } from '../../protocol/api.ts';
import { fromWireError, GatescopeError, toWireError } from '../../domain/errors.ts';
import type { Port } from '../../protocol/port.ts';
import { eventSchemas, resultSchemas, wireErrorSchema } from './schemas/event-schemas.ts';

export type EngineClient = {
  /**
   * Asks the engine. There is no time limit: `pause` or `evaluate` may take many seconds.
   * @throws GatescopeError of the engine's kind, or `connectionLost` when the port closes before the answer
   */
  readonly ask: <Name extends RequestName>(
    name: Name,
    params: Requests[Name]['params'],
  ) => Promise<Requests[Name]['result']>;
  readonly close: () => void;
};

/** What both sides call before anything has been checked. */
type Unchecked<Name extends string, Result> = Record<Name, (payload: unknown) => Result>;

/** @param listeners `failure` also hears of messages that the protocol does not allow */
export function createEngineClient(port: Port, listeners: ClientFunctions): EngineClient {
  const receive = <Name extends EventName>(
    name: Name,
    schema: v.GenericSchema<unknown, Events[Name]>,
    act: ClientFunctions[Name],
  ) => {
    return (payload: unknown) => {
      const parsed = v.safeParse(schema, payload);
      if (parsed.success) act(parsed.output);
      else listeners.failure(toWireError(notUnderstood(name, parsed.issues)));
    };
  };

  const rpc = createBirpc<Unchecked<RequestName, Promise<unknown>>, Unchecked<EventName, void>, false>(
    {
      status: receive('status', eventSchemas.status, listeners.status),
      run: receive('run', eventSchemas.run, listeners.run),
      steps: receive('steps', eventSchemas.steps, listeners.steps),
      epoch: receive('epoch', eventSchemas.epoch, listeners.epoch),
      mark: receive('mark', eventSchemas.mark, listeners.mark),
      trace: receive('trace', eventSchemas.trace, listeners.trace),
      comparison: receive('comparison', eventSchemas.comparison, listeners.comparison),
      generator: receive('generator', eventSchemas.generator, listeners.generator),
      timeline: receive('timeline', eventSchemas.timeline, listeners.timeline),
      personal: receive('personal', eventSchemas.personal, listeners.personal),
      trajectories: receive('trajectories', eventSchemas.trajectories, listeners.trajectories),
      failure: receive('failure', eventSchemas.failure, listeners.failure),
    },
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
      const parsed = v.safeParse(resultSchemas[name], answer);
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
  return new GatescopeError('internal', `The engine’s “${name}” was not understood (${place}: ${issue.message}).`);
}

function connectionLost(): GatescopeError {
  return new GatescopeError('connectionLost', 'The connection to the engine was lost.');
}
