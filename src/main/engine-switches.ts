/** What the soak tests set in the engine by switches of the app, as by options of `gatescope serve`. */

import { app } from 'electron';
import type { EngineAssets } from '../protocol/host.ts';

/** Ignores anything but numbers above zero. */
export function engineSwitches(): Pick<EngineAssets, 'saveSeconds' | 'threads'> {
  return { saveSeconds: amount('save-seconds'), threads: wholeAmount('threads') };
}

function wholeAmount(name: string): number | undefined {
  const value = amount(name);
  return value === undefined ? undefined : Math.ceil(value);
}

function amount(name: string): number | undefined {
  const value = Number(app.commandLine.getSwitchValue(name));
  return value > 0 && Number.isFinite(value) ? value : undefined;
}
