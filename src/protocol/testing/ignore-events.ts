/** A client that ignores every event, to be overridden with the events a test or measurement needs. */

import { type ClientFunctions, events } from '../api.ts';

export const ignoreEvents = Object.fromEntries(
  Object.keys(events).map((name) => [name, () => undefined]),
) as unknown as ClientFunctions;
