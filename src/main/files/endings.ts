/** The extensions of saved files. */

import { extname } from 'node:path';

/** All extensions of our files; other points are part of the name: `run 0.5`, `lstm.v2`. */
const endings = ['.gatescope', '.zip', '.csv', '.txt', '.json', '.png', '.svg', '.gif'];

/** @param suggested a name with the extension to add where there is none */
export function withEnding(path: string, suggested: string): string {
  const ending = extname(suggested);
  const has = extname(path).toLowerCase();
  return has === ending.toLowerCase() || endings.includes(has) ? path : `${path}${ending}`;
}
