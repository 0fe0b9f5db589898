/**
 * Which of the saved runs are shown by which engine, where several of one machine share a folder: a run goes on in one place, or
 * each save would replace what the other has trained. A file names the process; one that is no more holds nothing.
 */

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAnotherProcess } from '../system/another-process.ts';
import { withFileLock } from '../system/file-lock.ts';

export type OpenRuns = {
  /** @returns false: another process has it @throws the file system's error */
  readonly claim: (id: string) => Promise<boolean>;
  readonly isElsewhere: (id: string) => Promise<boolean>;
  readonly letGo: (id: string) => Promise<void>;
};

/** @param userDirectory a folder in it is made with the first claim */
export function createOpenRuns(userDirectory: string): OpenRuns {
  const folder = join(userDirectory, 'open-runs');
  const own = `${process.pid} ${hostname()}`;
  const holderOf = (id: string) => readFile(join(folder, id), 'utf8').catch(() => null);

  async function isElsewhere(id: string): Promise<boolean> {
    const holder = await holderOf(id);
    return holder !== null && holder !== own && lives(holder);
  }

  return {
    isElsewhere,
    async claim(id) {
      await mkdir(folder, { recursive: true });
      return withFileLock(join(folder, id), async () => {
        if (await isElsewhere(id)) return false;
        await writeFile(join(folder, id), own);
        return true;
      });
    },
    async letGo(id) {
      if ((await holderOf(id)) === own) await rm(join(folder, id), { force: true });
    },
  };
}

/** Of another machine's processes nothing is known: those hold nothing here. */
function lives(holder: string): boolean {
  const [pid, ...host] = holder.split(' ');
  return host.join(' ') === hostname() && Number(pid) > 0 && isAnotherProcess(Number(pid));
}
