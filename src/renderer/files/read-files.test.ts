// Holds P27.
import { expect, test, vi } from 'vitest';
import { createNoticeBoard } from '../client/notice-board.svelte.ts';
import { type FilesNotice, readFiles } from './read-files.ts';

const file = (name: string, ...bytes: number[]) => new File([Uint8Array.from(bytes)], name);

/** Says that it is so large; nobody is to read it. */
const large = (name: string, size: number) => ({ name, size, arrayBuffer: vi.fn<() => Promise<ArrayBuffer>>() });

/** As a folder that was dropped, or a file that has gone since it was chosen. */
const gone = (name: string) => ({
  name,
  size: 10,
  arrayBuffer: () => Promise.reject(new DOMException('It could not be found.', 'NotFoundError')),
});

const someFiles = (count: number) => Array.from({ length: count }, (_, index) => file(`file ${index}`, index));

test('files are read whole, in their order, and what was said of others before is taken back', async () => {
  const notices = createNoticeBoard<FilesNotice>();
  notices.show({ kind: 'files', problem: 'unknown', names: ['before'] });
  expect(await readFiles([file('a', 1, 2), file('empty')], notices)).toEqual([
    { name: 'a', bytes: Uint8Array.of(1, 2) },
    { name: 'empty', bytes: new Uint8Array() },
  ]);
  expect(notices.list).toEqual([]);
  expect(await readFiles(someFiles(20), notices)).toHaveLength(20);
});

test('a data set at the limit is read; a byte more, in one file or in several, is refused unread', async () => {
  const notices = createNoticeBoard<FilesNotice>();
  const atTheLimit = large('images', 800_000_000);
  atTheLimit.arrayBuffer.mockResolvedValue(new ArrayBuffer(3));
  expect(await readFiles([atTheLimit], notices)).toHaveLength(1);
  for (const files of [
    [large('images', 800_000_001)],
    [large('images', 300_000_000), large('labels', 500_000_000), large('names', 1)],
  ]) {
    expect(await readFiles(files, notices)).toBeNull();
    const names = files.map(({ name }) => name);
    expect(notices.list).toEqual([{ kind: 'files', problem: 'tooLarge', names }]);
    for (const { arrayBuffer } of files) expect(arrayBuffer).not.toHaveBeenCalled();
  }
});

test('of more than 20 files none is opened, rather than some unsaid', async () => {
  const notices = createNoticeBoard<FilesNotice>();
  expect(await readFiles(someFiles(21), notices)).toBeNull();
  expect(notices.list).toMatchObject([{ kind: 'files', problem: 'tooMany' }]);
});

test('what cannot be read is named, and the others are not opened without it', async () => {
  const notices = createNoticeBoard<FilesNotice>();
  expect(await readFiles([file('a', 1), gone('b'), gone('c')], notices)).toBeNull();
  expect(notices.list).toEqual([{ kind: 'files', problem: 'unreadable', names: ['b', 'c'] }]);
});
