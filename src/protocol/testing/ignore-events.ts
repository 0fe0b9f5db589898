/** A client that hears every event and does nothing about it, to be spread under what a test or a measurement listens to. */

import { type ClientFunctions, events } from '../api.ts';

export const ignoreEvents = Object.fromEntries(
  Object.keys(events).map((name) => [name, () => undefined]),
) as unknown as ClientFunctions;
