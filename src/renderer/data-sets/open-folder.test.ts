import { expect, test, vi } from 'vitest';
import type { DataSetState } from './data-set.svelte.ts';
import { openFolder } from './open-folder.ts';

async function opened(...paths: string[]) {
  const openImageFolders = vi.fn<DataSetState['openImageFolders']>();
  const openFiles = vi.fn<(files: readonly File[], from: string) => Promise<void>>();
  const files = paths.map((path) => ({ path, file: new File([], path) }));
  await openFolder(files, { openImageFolders } as unknown as DataSetState, openFiles);
  return {
    images: openImageFolders.mock.calls.flatMap(([places]) => places.map(({ path }) => path)),
    from: openFiles.mock.calls.map(([, from]) => from),
    files: openFiles.mock.calls.flatMap(([those]) => those.map(({ name }) => name)),
  };
}

test('treats a folder of images of one class as a data set, so that its reader says what is missing', async () => {
  const images = Array.from({ length: 30 }, (_, index) => `one/cat/${index}.png`);
  expect(await opened(...images, 'one/read me.txt', 'one/.DS_Store')).toEqual({ images, from: [], files: [] });
});

test.each([[['digit/7.png']], [['model/model.json', 'model/weights.bin', 'model/1.png', 'model/2.png']]])(
  'opens a single image, and images beside a model, as files: %s',
  async (paths) => {
    expect(await opened(...paths)).toEqual({ images: [], from: [paths[0].split('/')[0]], files: paths });
  },
);
