import { createHash } from 'node:crypto';
import { readdir, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { createCheckpointFolder, runsFolder } from '../../../src/engine/training/checkpoint-folder.ts';
import { describedBytes, encodeCheckpoint } from '../../../src/engine/training/checkpoint.ts';
import { checkpointOf } from '../../../src/engine/training/testing/checkpoints.ts';
import { GatescopeError } from '../../../src/protocol/errors.ts';
import { hostileBytes, joined } from '../bytes.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hostileJson } from '../values.ts';

const whole = encodeCheckpoint(checkpointOf(7));
const end = describedBytes(whole);
const description: unknown = JSON.parse(new TextDecoder().decode(whole.subarray(4, end)));

/** The arrays as they were, behind a description that was altered. */
function describedAs(text: string): Uint8Array {
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
    hostileBytes([signed(whole)]),
    hostileBytes([whole]).map(signed),
    hostileJson(description).map((text) => signed(describedAs(text))),
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
          const { weights, history } = await checkpoints.load('hostile');
          insist(
            weights.every(({ values }) => values.every(Number.isFinite)),
            'It has weights that are not numbers.',
          );
          insist(listed.length === 1 && history.steps.loss.length === listed[0].step, 'It is listed as another run.');
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
