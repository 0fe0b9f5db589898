/** What the soak tests set of the engine by switches of the app, as they do with options of `gatescope serve`. */

import { app } from 'electron';
import type { EngineAssets } from '../protocol/host.ts';

/** What is not a number above zero is left out. */
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
