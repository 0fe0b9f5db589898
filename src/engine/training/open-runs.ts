/**
 * Which engine shows which saved run when several on a machine share a folder: a run may be trained in one place only,
 * or saves would overwrite each other. A file names the owning process; a dead one owns nothing.
 */

import { textOf } from '../../domain/bytes.ts';
import { limits } from '../../domain/limits/limits.ts';
import { isAnotherProcess } from '../system/another-process.ts';
import { withFileLock } from '../system/file-lock.ts';
import { removeFile, writeNote } from '../system/files.ts';
import { machineName } from '../system/machine.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { readStart } from '../system/read-file-within.ts';
import { processId } from '../system/this-process.ts';

export type OpenRuns = {
  /** @returns false if another process has it @throws the file system's error */
  readonly claim: (id: string) => Promise<boolean>;
  readonly isElsewhere: (id: string) => Promise<boolean>;
  readonly letGo: (id: string) => Promise<void>;
};

/** @param userDirectory a folder in it is created with the first claim */
export function createOpenRuns(userDirectory: string): OpenRuns {
  const folder = join(userDirectory, 'open-runs');
  const own = `${processId} ${machineName()}`;
  const holderOf = (id: string) => readStart(join(folder, id), limits.maxRunHolderBytes).then(textOf, () => null);

  async function isElsewhere(id: string): Promise<boolean> {
    const holder = await holderOf(id);
    return holder !== null && holder !== own && lives(holder);
  }

  return {
    isElsewhere,
    async claim(id) {
      await makeFolder(folder);
      return withFileLock(join(folder, id), async () => {
        if (await isElsewhere(id)) return false;
        await writeNote(join(folder, id), own);
        return true;
      });
    },
    async letGo(id) {
      if ((await holderOf(id)) === own) await removeFile(join(folder, id));
    },
  };
}

/** Nothing is known of other machines' processes, so their claims do not count. */
function lives(holder: string): boolean {
  const [pid, ...host] = holder.split(' ');
  return host.join(' ') === machineName() && Number(pid) > 0 && isAnotherProcess(Number(pid));
}
