/** One client's connection: birpc over a port, with every message validated and every error made serializable. */

import { type BirpcReturn, createBirpc } from 'birpc';
import * as v from 'valibot';
import {
  type ClientFunctions,
  type EngineFunctions,
  envelope,
  type RequestName,
  requests,
} from '../../protocol/api.ts';
import { GatescopeError, toWireError } from '../../domain/errors.ts';
import type { Port } from '../../protocol/port.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { createTurns, type Turns } from './request-turns.ts';
import { issueSentence } from '../../domain/issue-sentence.ts';
import { printableExcerpt } from '../../domain/printable.ts';

export type Client = BirpcReturn<ClientFunctions, EngineFunctions>;

/**
 * Answers the requests on one port with `handlers`; parameters that fail their schema are answered with
 * `invalidRequest` and never reach a handler.
 */
export function connectClient(port: Port, handlers: EngineFunctions): Client {
  const takeTurn = createTurns(port);
  const client: Client = createBirpc<ClientFunctions, EngineFunctions>(checked(handlers, takeTurn), {
    post: (message) => {
      port.send(message);
    },
    on: (listener) => {
      port.onMessage(listener);
    },
    serialize: (message: { e?: unknown }) =>
      message.e === undefined ? message : { ...message, e: toWireError(message.e) },
    deserialize: (message: unknown) => v.parse(envelope, message),
    // Own properties only, so that "constructor" and the like find nothing.
    resolver: (name, resolved) => (Object.hasOwn(requests, name) ? resolved : undefined),
    onGeneralError: (error) => {
      // Messages still in flight to a closed client do not matter.
      if (!client.$closed) console.error('A message from a client was dropped:', printableExcerpt(error.message));
      return true;
    },
  });
  port.onClose(() => {
    client.$close();
  });
  return client;
}

function checked(handlers: EngineFunctions, takeTurn: Turns): EngineFunctions {
  const entries = Object.keys(requests).map((name) => {
    const request = name as RequestName;
    const handle = (params: unknown) => {
      const parsed = v.safeParse(requests[request].params, params, firstIssue);
      if (!parsed.success) throw invalidRequest(request, parsed.issues[0]);
      return takeTurn(() => (handlers[request] as (params: unknown) => Promise<unknown>)(parsed.output));
    };
    return [name, handle];
  });
  return Object.fromEntries(entries) as EngineFunctions;
}

function invalidRequest(request: RequestName, issue: v.BaseIssue<unknown>): GatescopeError {
  const why = issueSentence(issue);
  return new GatescopeError('invalidRequest', `The request "${request}" is invalid: ${why}`, { request, why });
}
