/** A client that only asks: hears every event and does nothing about it. */

import type { ClientFunctions } from '../../src/protocol/api.ts';

const ignore = () => undefined;

export const ignoreEvents: ClientFunctions = {
  mark: ignore,
  comparison: ignore,
  generator: ignore,
  timeline: ignore,
  personal: ignore,
  trajectories: ignore,
  status: ignore,
  run: ignore,
  steps: ignore,
  epoch: ignore,
  trace: ignore,
  failure: ignore,
};
