/** Finds a second Node, to compare runtimes. */

import { realpathSync, statSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';

/**
 * The Node that npm itself runs on, or the first one on PATH that no package brought along.
 * @param present path of the Node to leave out
 */
export function findOtherNode(env: NodeJS.ProcessEnv, present: string): string | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.split(sep).includes('node_modules'));
  const candidates = [env.npm_node_execpath ?? '', ...folders.filter(Boolean).map((folder) => join(folder, name))];
  return candidates.find((path) => isFile(path) && realpathSync(path) !== realpathSync(present)) ?? null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
