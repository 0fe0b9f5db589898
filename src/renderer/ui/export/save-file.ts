/** Saves files through the browser's downloads or Electron's dialog. */

import type { NamedFile } from '../../../protocol/model-files.ts';

/** Offers a file of this name for saving. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // By then the download has begun and has its data.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

/** Offers a file that the engine made. */
export function saveNamedFile({ name, bytes }: NamedFile): void {
  saveFile(new Blob([Uint8Array.from(bytes)]), name);
}

/** A title as a file name, with a hyphen for characters that systems do not allow. */
export function fileNameOf(title: string): string {
  return `gatescope-${title
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')}`;
}
