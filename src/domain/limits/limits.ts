/**
 * Every limit of the app, declared once: how much a person, a file, a page or another program may bring, keep or ask for before it
 * is refused, cut off or given up. Page, engine, hosts and command line check by this table, and sentences take its numbers as gaps.
 * Names begin with max or min and say what is counted. Pure; no imports, so that anybody may read it.
 *
 * Not here: what a setting of a recipe may be (`settingRanges`, from `recipe-fields.ts`), and numbers that refuse nothing, such as
 * thresholds of recognition, sizes of tiles and pictures, and times between two looks. `limits.test.ts` looks for limits elsewhere.
 */

import { dataSetLimits } from './data-set-limits.ts';
import { imageLimits } from './image-limits.ts';
import { lookingLimits } from './looking-limits.ts';
import { modelLimits } from './model-limits.ts';
import { pageLimits } from './page-limits.ts';
import { runLimits } from './run-limits.ts';
import { serverLimits } from './server-limits.ts';

const all = {
  ...dataSetLimits,
  ...imageLimits,
  ...lookingLimits,
  ...modelLimits,
  ...pageLimits,
  ...runLimits,
  ...serverLimits,
};

export const limits: Readonly<typeof all> = Object.freeze(all);

/** A number of bytes as a sentence says it: `64 MiB`, `800 MB`, `100 kB`; rounded down. */
export function sizeOf(bytes: number): string {
  if (bytes >= 2 ** 20 && bytes % 2 ** 20 === 0) return `${bytes / 2 ** 20} MiB`;
  return bytes >= 1e6 ? `${Math.floor(bytes / 1e6)} MB` : `${Math.floor(bytes / 1e3)} kB`;
}
