/** The forms in which a film can be saved, declared once. Each is written by an encoder that takes the canvas frame by frame. */

import { gifWriter } from '../../../ui/export/gif.ts';
import { webmWriter } from '../../../ui/export/webm.ts';

export type FilmWriter = {
  /** Takes the canvas as it is now. @param delay until the next frame, in milliseconds */
  readonly add: (delay: number) => Promise<void> | void;
  readonly finish: () => Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;
  readonly cancel?: () => Promise<void>;
};

type FilmForm = {
  readonly type: string;
  /** Width and height are multiples of it. */
  readonly grid: number;
  /** Null where the browser has no such encoder. */
  readonly write: (context: CanvasRenderingContext2D) => Promise<FilmWriter | null> | FilmWriter;
};

/** By the file's extension. */
export const filmForms = {
  gif: {
    type: 'image/gif',
    grid: 1,
    write: (context: CanvasRenderingContext2D) => {
      const { width, height } = context.canvas;
      const { add, finish } = gifWriter(width, height);
      const pixels = () => context.getImageData(0, 0, width, height).data;
      return {
        add: (delay: number) => {
          add(pixels(), delay);
        },
        finish,
      };
    },
  },
  webm: { type: 'video/webm', grid: 2, write: ({ canvas }: CanvasRenderingContext2D) => webmWriter(canvas) },
} as const satisfies Readonly<Record<string, FilmForm>>;

export type FilmFormName = keyof typeof filmForms;

export const filmFormNames = Object.keys(filmForms) as readonly FilmFormName[];
