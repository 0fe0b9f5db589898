/** Files as `gatescope predict` reads them, down to the 28×28 pixels. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDigits } from '../../../src/cli/predict/read-digits.ts';
import { UnreadableError } from '../../../src/cli/shared/unreadable.ts';
import { insist, type Opened } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Each is an answer by itself; the whole file is not. */
const mostDrawingsRead = 5;

/** @param name of the file */
export async function drawingFiles(name: string): Promise<Opened<Uint8Array>> {
  const folder = await temporaryFolder();
  const path = join(folder.path, name);
  return {
    async feed(bytes) {
      await writeFile(path, bytes);
      try {
        let read = 0;
        for (const digits of (await readDigits(path)).drawings) {
          for (const pixels of digits) insist(pixels.length === 784 && pixels.some((ink) => ink > 0), 'Half a digit.');
          if (++read === mostDrawingsRead) break;
        }
        return null;
      } catch (error) {
        if (error instanceof UnreadableError) return `${name} ${error.message}.`;
        throw error;
      } finally {
        await folder.checkOutside();
      }
    },
    close: folder.remove,
  };
}
