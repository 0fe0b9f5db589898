import { createHash } from 'node:crypto';
import { readdir, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { createCheckpointFolder, runsFolder } from '../../../src/engine/training/checkpoint-folder.ts';
import { encodeCheckpoint } from '../../../src/engine/training/checkpoint.ts';
import { describedBytes } from '../../../src/engine/training/framed.ts';
import { encodeNetwork } from '../../../src/engine/training/kept-network.ts';
import { isRun } from '../../../src/engine/training/saved-file.ts';
import { checkpointOf, keptNetwork } from '../../../src/engine/training/testing/checkpoints.ts';
import { GatescopeError } from '../../../src/protocol/errors.ts';
import { hostileBytes, joined } from '../bytes.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hostileJson } from '../values.ts';

const run = encodeCheckpoint(checkpointOf(7));
const network = encodeNetwork(keptNetwork(7));

function descriptionOf(whole: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(whole.subarray(4, describedBytes(whole))));
}

/** The arrays as they were, behind a description that was altered. */
function describedAs(whole: Uint8Array, text: string): Uint8Array {
  const end = describedBytes(whole);
  const json = new TextEncoder().encode(text);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length, true);
  const padding = new Uint8Array((4 - (json.length % 4)) % 4).fill(0x20);
  return joined(length, json, padding, whole.subarray(end + ((4 - (end % 4)) % 4)));
}

const signed = (bytes: Uint8Array) => joined(createHash('sha256').update(bytes).digest(), bytes);

/** Saved runs. */
export const checkpointSurface: Surface<Uint8Array> = {
  name: 'checkpoint',
  sizeLimit: 256 * mebibyte,
  inputs: fc.oneof(
    hostileBytes([signed(run), signed(network)]),
    hostileBytes([run, network]).map(signed),
    ...[run, network].map((whole) => hostileJson(descriptionOf(whole)).map((text) => signed(describedAs(whole, text)))),
  ),
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
            'It has weights that are not numbers.',
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
