/** Makes a folder and those above it. */

import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * What `mkdir` with `recursive` does, which never answers below /proc: where the system says that a folder which is there does
 * not exist, Node asks again and again, and the process cannot even end (seen with Node 20 and 24).
 * @throws the file system's error
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above);
  await mkdir(path).catch(async (error: unknown) => {
    // Another process may have made it meanwhile.
    if (!(await isFolder(path))) throw error;
  });
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
