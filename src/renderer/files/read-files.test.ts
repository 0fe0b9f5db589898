// Holds P27.
import { expect, test, vi } from 'vitest';
import { createNoticeBoard } from '../client/notice-board.svelte.ts';
import { type FilesNotice, readFiles } from './read-files.ts';

const file = (name: string, ...bytes: number[]) => new File([Uint8Array.from(bytes)], name);

/** Declares this size; nobody must read it. */
const large = (name: string, size: number) => ({ name, size, arrayBuffer: vi.fn<() => Promise<ArrayBuffer>>() });

/** Like a dropped folder, or a file that has gone since it was chosen. */
const gone = (name: string) => ({
  name,
  size: 10,
  arrayBuffer: () => Promise.reject(new DOMException('It could not be found.', 'NotFoundError')),
});

const someFiles = (count: number) => Array.from({ length: count }, (_, index) => file(`file ${index}`, index));

test('reads files whole and in order, and withdraws the previous notice', async () => {
  const notices = createNoticeBoard<FilesNotice>();
  notices.show({ kind: 'files', problem: 'unknown', names: ['before'] });
  expect(await readFiles([file('a', 1, 2), file('empty')], notices)).toEqual([
    { name: 'a', bytes: Uint8Array.of(1, 2) },
    { name: 'empty', bytes: new Uint8Array() },
  ]);
  expect(notices.list).toEqual([]);
  expect(await readFiles(someFiles(20), notices)).toHaveLength(20);
});

test('reads a data set at the limit, and refuses a byte more, in one file or several, unread', async () => {
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

test('opens none of more than 20 files', async () => {
  const notices = createNoticeBoard<FilesNotice>();
  expect(await readFiles(someFiles(21), notices)).toBeNull();
  expect(notices.list).toMatchObject([{ kind: 'files', problem: 'tooMany' }]);
});

test('names an unreadable file and opens none of the others', async () => {
  const notices = createNoticeBoard<FilesNotice>();
  expect(await readFiles([file('a', 1), gone('b'), gone('c')], notices)).toBeNull();
  expect(notices.list).toEqual([{ kind: 'files', problem: 'unreadable', names: ['b', 'c'] }]);
});
