/** Errors for people: their kind selects the sentence on the screen, their message is used by the command line. */

import * as v from 'valibot';
import { type ErrorKind, errorKinds } from './error-kinds.ts';

/** How an error crosses a port. */
export const wireErrorSchema = v.object({
  kind: v.picklist(errorKinds),
  /** One English sentence: what is wrong, what to do. */
  message: v.string(),
  details: v.pipe(v.record(v.string(), v.union([v.string(), v.number()])), v.readonly()),
  stack: v.string(),
});

export type WireError = Readonly<v.InferOutput<typeof wireErrorSchema>>;

/** An error with a kind. The message is one sentence: what is wrong, what to do. */
export class GatescopeError extends Error {
  readonly kind: ErrorKind;
  readonly details: WireError['details'];

  constructor(kind: ErrorKind, message: string, details: WireError['details'] = {}) {
    super(message);
    this.name = 'GatescopeError';
    this.kind = kind;
    this.details = details;
  }
}

/** The message of any thrown value. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Makes any thrown value serializable for a port. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof GatescopeError) {
    return { kind: thrown.kind, message: thrown.message, details: thrown.details, stack: thrown.stack ?? '' };
  }
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { kind: 'internal', message: error.message, details: {}, stack: error.stack ?? '' };
}

/** The inverse of {@link toWireError}; keeps the other side's stack. */
export function fromWireError(wire: WireError): GatescopeError {
  const error = new GatescopeError(wire.kind, wire.message, wire.details);
  error.stack = wire.stack;
  return error;
}
