import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatescopeError } from '../../../src/domain/errors.ts';
import { createDigitStore } from '../../../src/engine/personal/digit-store.ts';
import { digitId, writeDigits } from '../../../src/engine/personal/digits-file.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hostileJson } from '../values.ts';

const pixels = Uint8Array.from({ length: 784 }, (_, at) => at % 256);
const digit = { id: digitId(pixels), pixels, label: 3, answer: null, time: 1e12 };
const blank = new Uint8Array(784);
const whole: unknown = JSON.parse(
  writeDigits([digit, { ...digit, id: digitId(blank), pixels: blank, label: 0, answer: 8 }]),
);

/** The file with a person's digits. */
export const digitsFileSurface: Surface<string> = {
  name: 'digits-file',
  sizeLimit: 16 * mebibyte,
  inputs: hostileJson(whole),
  async open() {
    const folder = await temporaryFolder();
    const path = join(folder.path, 'my-digits.json');
    return {
      async feed(text) {
        await writeFile(path, text);
        const given = await readFile(path);
        const troubles: GatescopeError[] = [];
        const store = createDigitStore(folder.path, (error) => troubles.push(error));
        const { digits } = await store.read();
        const after = await store.change((before) => new Map([...before, [digit.id, digit]]));
        insist(after.digits.size >= digits.size, 'A digit could not be kept afterwards.');
        // A file of a newer version stays, which is reported at each try; digits are then kept in memory.
        if (troubles.some(({ kind }) => kind === 'personalUnsaved')) {
          insist(given.equals(await readFile(path)), 'The file of a newer version is gone.');
        } else {
          insist(after.saved, 'A digit could not be saved afterwards.');
          insist(troubles.length <= 1, 'It complains more than once.');
          if (troubles.length > 0) insist(await isSetAside(given), 'The damaged file is gone.');
        }
        await folder.checkOutside();
        for (const name of await readdir(folder.path)) await rm(join(folder.path, name));
        return troubles.at(0)?.message ?? null;
      },
      close: folder.remove,
    };

    async function isSetAside(given: Buffer): Promise<boolean> {
      const names = await readdir(folder.path);
      const aside = names.find((name) => name.includes('damaged'));
      return names.length === 2 && aside !== undefined && given.equals(await readFile(join(folder.path, aside)));
    }
  },
};
