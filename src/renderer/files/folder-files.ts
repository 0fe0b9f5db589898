/** The files of folders that a person dropped or chose, however deep, with their paths. */

export type FolderFile = { readonly path: string; readonly file: File };

/**
 * Walks through folders, which may hold tens of thousands of files.
 * @param onFound is told the count from time to time, where there are hundreds @returns those found until the signal
 * came
 */
export type FolderWalk = (onFound: (count: number) => void, signal: AbortSignal) => Promise<FolderFile[]>;

/** Each entry is a request to another process; one at a time, ten thousand would take a minute. */
const filesAtOnce = 200;

/** @param files of an input with `webkitdirectory` */
export function filesOfFolder(files: readonly File[]): FolderFile[] {
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * Call it while the drop is handled: afterwards the browser has dropped the entries.
 * @returns null where no folder was dropped
 */
export function droppedFolders(transfer: Pick<DataTransfer, 'items'>): FolderWalk | null {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!entries.some(({ isDirectory }) => isDirectory)) return null;
  return (onFound, signal) => filesIn(entries, onFound, signal);
}

/** Leaves out what cannot be read. */
async function filesIn(
  entries: readonly FileSystemEntry[],
  ...[onFound, signal]: Parameters<FolderWalk>
): Promise<FolderFile[]> {
  const found: FolderFile[] = [];
  const waiting = [entries];
  for (let some = waiting.pop(); some; some = waiting.pop()) {
    const files = some.filter(isFile);
    for (let start = 0; start < files.length; start += filesAtOnce) {
      if (signal.aborted) return found;
      const read = await Promise.all(files.slice(start, start + filesAtOnce).map(readEntry));
      for (const file of read) if (file) found.push(file);
      if (found.length >= filesAtOnce) onFound(found.length);
    }
    for (const folder of some.filter(isFolder)) {
      if (signal.aborted) return found;
      waiting.push(await entriesIn(folder));
    }
  }
  return found;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function readEntry(entry: FileSystemFileEntry): Promise<FolderFile | null> {
  return new Promise((resolve) => {
    entry.file(
      (file) => {
        resolve({ path: entry.fullPath.replace(/^\//, ''), file });
      },
      () => {
        resolve(null);
      },
    );
  });
}

/** A reader returns some at a time, and none at the end. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]);
      });
    });
    if (some.length === 0) return all;
    for (const entry of some) all.push(entry);
  }
}
