/** Which of the files that lie together are the data: by their names alone. Pure; the screen and the command line ask the same. */

const packed = /\.gz$/i;

/** A Mac's notes on a file beside it, and on a folder. */
const notes = /^(?:\._|\.DS_Store$)/;

/** Whether a file is named as IDX files are. */
export function looksLikeData(name: string): boolean {
  return packed.test(name) || /(?:^|[^a-z])idx\d?(?:[^a-z]|$)|ubyte/i.test(name);
}

/** Leaves out what is there twice, packed and unpacked as torchvision leaves it, and what a Mac puts beside files. */
export function withoutDoubles<File extends { readonly name: string }>(files: readonly File[]): File[] {
  const names = new Set(files.map(({ name }) => name));
  return files.filter(({ name }) => !notes.test(name) && !(packed.test(name) && names.has(name.replace(packed, ''))));
}
