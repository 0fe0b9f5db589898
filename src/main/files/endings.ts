/** The endings of files that are saved. */

import { extname } from 'node:path';

/** All that something of ours may be called; what stands behind another point belongs to the name: `run 0.5`, `lstm.v2`. */
const endings = ['.gatescope', '.zip', '.csv', '.txt', '.json', '.png', '.svg'];

/** @param suggested a name with the ending that a name without one gets */
export function withEnding(path: string, suggested: string): string {
  const ending = extname(suggested);
  const has = extname(path).toLowerCase();
  return has === ending.toLowerCase() || endings.includes(has) ? path : `${path}${ending}`;
}
