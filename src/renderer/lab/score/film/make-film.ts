/** Makes the file of a film: paints each picture, and hands its pixels to the encoder. */

import { limits } from '../../../../domain/limits/limits.ts';
import { svgImage } from '../../../ui/export/svg-picture.ts';
import { filmForms, type FilmFormName, type FilmWriter } from './film-formats.ts';
import { filmDelays } from './film-plan.ts';

/** A film that can be made, as of the moment when it was asked for. */
export type FilmSource = {
  /** Without its extension. */
  readonly fileName: string;
  /** What each frame shows: a row, or a moment. */
  readonly frames: readonly number[];
  /** The picture as SVG; null where what it shows is gone. @param scale of all but the words */
  readonly pictureOf: (frame: number, scale: number) => Promise<string | null> | string | null;
};

/** `layout` of all but the words, `pixels` of the picture's unit. */
export const filmSizes = {
  small: { layout: 0.75, pixels: 1 },
  medium: { layout: 1, pixels: 1 },
  large: { layout: 1, pixels: 2 },
} as const;

export type FilmSize = keyof typeof filmSizes;

type Making = {
  readonly size: FilmSize;
  readonly form: FilmFormName;
  /** Ends it before the next frame. */
  readonly signal: AbortSignal;
  readonly onframe: (done: number) => void;
};

/** Why there is no film: what it shows is gone, or the browser cannot write this form. */
export type NoFilm = 'filmGone' | 'filmUnsupported';

/**
 * The page answers between two frames.
 * @throws the signal's reason; an Error where the browser cannot paint a picture that large
 */
export async function makeFilm(source: FilmSource, { size, form, signal, onframe }: Making): Promise<Blob | NoFilm> {
  const { layout, pixels } = filmSizes[size];
  const delays = filmDelays(source.frames.length);
  const { type, grid, write } = filmForms[form];
  let context: CanvasRenderingContext2D | null = null;
  let writer: FilmWriter | null = null;
  try {
    for (const [index, frame] of source.frames.entries()) {
      const svg = await source.pictureOf(frame, layout);
      if (svg === null) return 'filmGone';
      const image = await svgImage(svg);
      signal.throwIfAborted();
      context ??= stageFor(image, pixels, grid);
      writer ??= await write(context);
      if (!writer) return 'filmUnsupported';
      context.drawImage(image, 0, 0, context.canvas.width, context.canvas.height);
      await writer.add(delays[index]);
      onframe(index + 1);
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
    }
    if (!writer) return 'filmGone';
    const bytes = await writer.finish();
    writer = null;
    return new Blob([bytes], { type });
  } finally {
    await writer?.cancel?.();
  }
}

/** As large as the first picture, or as the limit allows. */
function stageFor(
  { naturalWidth, naturalHeight }: HTMLImageElement,
  pixels: number,
  grid: number,
): CanvasRenderingContext2D {
  const scale = Math.min(pixels, Math.sqrt(limits.maxFilmFramePixels / (naturalWidth * naturalHeight)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor((naturalWidth * scale) / grid) * grid;
  canvas.height = Math.floor((naturalHeight * scale) / grid) * grid;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The film is too large for this browser. Choose a smaller size.');
  return context;
}
