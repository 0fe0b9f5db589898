/** Makes the file of a film: paints each picture, and hands its pixels to the encoder. */

import { limits } from '../../../../domain/limits/limits.ts';
import { gifWriter, type GifWriter } from '../../../ui/export/gif.ts';
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
  /** Ends it before the next frame. */
  readonly signal: AbortSignal;
  readonly onframe: (done: number) => void;
};

/**
 * The page answers between two frames.
 * @returns null where what the film shows is gone
 * @throws the signal's reason; an Error where the browser cannot paint a picture that large
 */
export async function makeFilm(source: FilmSource, { size, signal, onframe }: Making): Promise<Blob | null> {
  const { layout, pixels } = filmSizes[size];
  const delays = filmDelays(source.frames.length);
  let stage: { readonly context: CanvasRenderingContext2D; readonly writer: GifWriter } | null = null;
  for (const [index, frame] of source.frames.entries()) {
    const svg = await source.pictureOf(frame, layout);
    if (svg === null) return null;
    const image = await loaded(svg);
    signal.throwIfAborted();
    stage ??= stageFor(image, pixels);
    const { width, height } = stage.context.canvas;
    stage.context.drawImage(image, 0, 0, width, height);
    stage.writer.add(stage.context.getImageData(0, 0, width, height).data, delays[index]);
    onframe(index + 1);
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  return stage && new Blob([stage.writer.finish()], { type: 'image/gif' });
}

async function loaded(svg: string): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** As large as the first picture, or as the limit allows. */
function stageFor({ naturalWidth, naturalHeight }: HTMLImageElement, pixels: number) {
  const scale = Math.min(pixels, Math.sqrt(limits.maxFilmFramePixels / (naturalWidth * naturalHeight)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(naturalWidth * scale);
  canvas.height = Math.floor(naturalHeight * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The film is too large for this browser. Choose a smaller size.');
  return { context, writer: gifWriter(canvas.width, canvas.height) };
}
