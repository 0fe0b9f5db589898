/** Files of the browser as names and bytes. */

import { largestOpenedFile, type OpenedFile } from '../../protocol/desktop.ts';

const mostFiles = 20;

/** A file that cannot be read, such as a folder, has no bytes: whoever opens it says so. */
export function readFiles(files: FileList | readonly File[]): Promise<OpenedFile[]> {
  return Promise.all(
    [...files].slice(0, mostFiles).map(async (file) => {
      const content =
        file.size > largestOpenedFile ? new ArrayBuffer() : await file.arrayBuffer().catch(() => new ArrayBuffer());
      return { name: file.name, bytes: new Uint8Array(content) };
    }),
  );
}
