/** Takes a file's lock again and again, and prints “twice” if another live process holds it at the same time. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withFileLock } from '../../system/file-lock.ts';

const [path = ''] = process.argv.slice(2);
const inside = `${path}.inside`;

for (;;)
  await withFileLock(path, async () => {
    try {
      writeFileSync(inside, String(process.pid), { flag: 'wx' });
    } catch {
      const other = readFileSync(inside, 'utf8');
      if (other !== '' && lives(Number(other))) process.stdout.write('twice\n');
      writeFileSync(inside, String(process.pid));
    }
    await sleep(Math.random() * 3);
    process.stdout.write('held\n');
    rmSync(inside);
  });

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
