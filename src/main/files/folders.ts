/** The folder in which a dialog opens: where the last file of the kind came from or went to. */

import { existsSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { app } from 'electron';
import type { Remembered } from '../remembered.ts';

const kinds: ReadonlyMap<string, string> = new Map([
  ['.gatescope', 'model'],
  ['.png', 'picture'],
  ['.svg', 'picture'],
  ['.gif', 'picture'],
  ['.csv', 'table'],
]);

/** Kinds that share a remembered folder. */
export function kindOf(name: string): string {
  return kinds.get(extname(name).toLowerCase()) ?? 'other';
}

export function folderFor(remembered: Remembered, kind: string): string {
  const { folders } = remembered.get();
  const folder = Object.hasOwn(folders, kind) ? folders[kind] : undefined;
  return folder !== undefined && existsSync(folder) ? folder : app.getPath('documents');
}

export function rememberFolder(remembered: Remembered, kind: string, path: string) {
  remembered.set({ folders: { ...remembered.get().folders, [kind]: dirname(path) } });
}
