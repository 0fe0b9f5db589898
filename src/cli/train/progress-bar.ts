/** A moving bar on a terminal, and nothing elsewhere. */

import { Presets, SingleBar } from 'cli-progress';

export type ProgressBar = {
  readonly start: (total: number, facts?: Readonly<Record<string, string>>) => void;
  /** @param facts fill the gaps of the bar's format */
  readonly update: (done: number, facts?: Readonly<Record<string, string>>) => void;
  /** Leaves the bar as it is; does nothing where none was started. */
  readonly stop: () => void;
};

const nowhere: ProgressBar = { start: () => undefined, update: () => undefined, stop: () => undefined };

/**
 * @param terminal where to draw it; null for nowhere
 * @param format of cli-progress: `{bar}`, `{value}`, `{total}`, `{eta_formatted}` and the facts' names
 */
export function createProgressBar(terminal: NodeJS.WriteStream | null, format: string): ProgressBar {
  if (!terminal) return nowhere;
  const bar = new SingleBar({ format, stream: terminal, barsize: 24, hideCursor: true }, Presets.shades_classic);
  return {
    start: (total, facts = {}) => {
      bar.start(total, 0, facts);
    },
    update: (done, facts = {}) => {
      bar.update(done, facts);
    },
    stop: () => {
      bar.stop();
    },
  };
}
