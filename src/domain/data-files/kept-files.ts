/** Picks the data among neighbouring files by name alone. Pure; used by the screen and the command line. */

const packed = /\.gz$/i;

/** macOS metadata of a file, and of a folder. */
const notes = /^(?:\._|\.DS_Store$)/;

/** Whether a file is named like an IDX file. */
export function looksLikeData(name: string): boolean {
  return packed.test(name) || /(?:^|[^a-z])idx\d?(?:[^a-z]|$)|ubyte/i.test(name);
}

/** Drops packed copies of unpacked files, as torchvision leaves them, and macOS metadata. */
export function withoutDoubles<File extends { readonly name: string }>(files: readonly File[]): File[] {
  const names = new Set(files.map(({ name }) => name));
  return files.filter(({ name }) => !notes.test(name) && !(packed.test(name) && names.has(name.replace(packed, ''))));
}
