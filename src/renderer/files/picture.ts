/** An image file, pasted, dropped or chosen → ink on the pad, of the tone found on it or of the other one. */

import { fitInk } from '../../domain/ink/fit-ink.ts';
import { type GreyImage, isTooLarge, toGrey } from '../../domain/photo/grey-image.ts';
import { inkFromImage } from '../../domain/photo/image-ink.ts';
import { imageSize, isPng } from '../../domain/photo/image-size.ts';
import type { Ink } from '../../domain/ink/ink.ts';
import type { InkTone } from '../../domain/photo/ink-tone.ts';
import { limits } from '../../domain/limits/limits.ts';

/** A picture's ink on the pad. */
export type Picture = {
  readonly kind: 'picture';
  /** On the raster. */
  readonly ink: Ink;
  readonly tone: InkTone;
  /** The same picture with the other tone taken as ink; null where nothing of it stands out. */
  readonly otherTone: () => Picture | null;
};

/** Why a file is no picture. */
export type PictureProblem = 'notImage' | 'tooLarge' | 'nothingOnIt';

/** @returns the problem where it cannot be used; never rejects */
export async function openPicture(file: Blob): Promise<Picture | PictureProblem> {
  const image = await readGreyImage(file);
  return typeof image === 'string' ? image : (pictureOf(image) ?? 'nothingOnIt');
}

/** @returns the problem where it cannot be read; never rejects */
export async function readGreyImage(file: Blob): Promise<GreyImage | Exclude<PictureProblem, 'nothingOnIt'>> {
  if (file.size > limits.maxImageBytes) return 'tooLarge';
  let bytes: Uint8Array;
  let bitmap: ImageBitmap;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
    // A small file may declare a picture that no memory holds.
    const size = imageSize(bytes);
    if (!size) return 'notImage';
    if (isTooLarge(size)) return 'tooLarge';
    // Decodes whatever the browser knows, upright as its EXIF orientation says.
    bitmap = await createImageBitmap(file, {
      imageOrientation: 'from-image',
      // The file's raw numbers, as the command line reads them.
      colorSpaceConversion: 'none',
    });
  } catch {
    return 'notImage';
  }
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) return 'notImage';
  context.drawImage(bitmap, 0, 0);
  const colours = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return toGrey(colours, !isPng(bytes));
}

/** @param tone of the ink; found where it is not given */
export function pictureOf(image: GreyImage, tone?: InkTone): Picture | null {
  const found = inkFromImage(image, tone);
  const ink = found && fitInk(found.ink);
  if (!ink) return null;
  return {
    kind: 'picture',
    ink,
    tone: found.tone,
    otherTone: () => pictureOf(image, found.tone === 'dark' ? 'light' : 'dark'),
  };
}
