import { expect, test, vi } from 'vitest';
import { droppedFolders } from './folder-files.ts';

type Fake = Pick<FileSystemEntry, 'isFile' | 'isDirectory' | 'fullPath'>;

function file(fullPath: string, readable = true) {
  const take = (found: (file: File) => void, refused: () => void) => {
    if (readable) found(new File([], fullPath));
    else refused();
  };
  return { isFile: true, isDirectory: false, fullPath, file: take };
}

/** Returns its entries a hundred at a time, as Chromium does. */
function folder(fullPath: string, inside: readonly Fake[]) {
  const createReader = () => {
    let given = 0;
    return {
      readEntries(take: (entries: readonly Fake[]) => void) {
        take(inside.slice(given, given + 100));
        given += 100;
      },
    };
  };
  return { isFile: false, isDirectory: true, fullPath, createReader };
}

const transferOf = (entries: readonly Fake[]) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) }) as unknown as DataTransfer;

const files = (place: string, count: number) =>
  Array.from({ length: count }, (_, index) => file(`${place}/${index}.png`));

test('finds all files of folders, however deep, and those dropped with them', async () => {
  const letters = folder('/letters', [folder('/letters/a', files('/letters/a', 250)), file('/letters/b.png', false)]);
  const onFound = vi.fn();
  const walk = droppedFolders(transferOf([letters, file('/names.txt')]));
  const found = await walk?.(onFound, new AbortController().signal);
  const paths = [...files('letters/a', 250).map(({ fullPath }) => fullPath), 'names.txt'];
  expect(found?.map(({ path }) => path).sort()).toEqual(paths.sort());
  expect(onFound.mock.calls).toEqual([[201], [251]]);
});

test('does not wait for the end when cancelled', async () => {
  const stop = new AbortController();
  const walk = droppedFolders(transferOf([folder('/many', files('/many', 10_000))]));
  const found = await walk?.(() => {
    stop.abort();
  }, stop.signal);
  expect(found).toHaveLength(200);
});

test('finds no folder among single files', () => {
  expect(droppedFolders(transferOf([file('/7.png')]))).toBeNull();
});
