import { readdir, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createCheckpointFolder, runsFolder } from '../../../src/engine/training/checkpoint-folder.ts';
import { encodeCheckpoint } from '../../../src/engine/training/checkpoint.ts';
import { encodeNetwork } from '../../../src/engine/training/kept-network.ts';
import { isRun } from '../../../src/engine/training/saved-file.ts';
import { checkpointOf, keptNetwork } from '../../../src/engine/training/testing/checkpoints.ts';
import { GatescopeError } from '../../../src/domain/errors.ts';
import { hostileFramedBytes } from '../framed-bytes.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Saved runs. */
export const checkpointSurface: Surface<Uint8Array> = {
  name: 'checkpoint',
  sizeLimit: 256 * mebibyte,
  inputs: hostileFramedBytes([encodeCheckpoint(checkpointOf(7)), encodeNetwork(keptNetwork(7))]),
  async open() {
    const folder = await temporaryFolder();
    const runs = runsFolder(folder.path);
    await mkdir(runs);
    const checkpoints = createCheckpointFolder(folder.path);
    return {
      async feed(bytes) {
        await writeFile(join(runs, 'hostile.run'), bytes);
        const listed = await checkpoints.list();
        insist(listed.length <= 1, 'One file is listed as several runs.');
        insist((await readdir(runs)).join() === 'hostile.run', 'There are other files among the runs.');
        await folder.checkOutside();
        try {
          const work = await checkpoints.load('hostile');
          insist(
            work.weights.every(({ values }) => values.every(Number.isFinite)),
            'Its weights are not finite numbers.',
          );
          const steps = isRun(work) ? work.history.steps.loss.length : work.step;
          insist(listed.length === 1 && steps === listed[0].step, 'It is listed as another run.');
          return null;
        } catch (error) {
          if (error instanceof GatescopeError) return error.message;
          throw error;
        }
      },
      close: folder.remove,
    };
  },
};
