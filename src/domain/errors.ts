/** Errors that a person may read: their kind picks the sentence on the screen, their message serves the command line. */

import type { WireError } from '../protocol/api.ts';
import type { ErrorKind } from './error-kinds.ts';

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

/** What any thrown value says. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Makes any thrown value ready to cross a port. */
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
