/** Brings reactive changes onto a canvas, at most once a frame. The painter decides what is painted. */

import type { Attachment } from 'svelte/attachments';
import { sameContent } from '../client/same-content.ts';

/**
 * Paints a canvas in the next animation frame whenever the dependencies of `picture` change; of several pictures within
 * one frame only the last is painted, and none that is on the canvas already.
 *
 * @param painter prepares the canvas and returns a function that paints a picture; null empties the canvas
 */
export function pictureOn<Picture extends object>(
  painter: (canvas: HTMLCanvasElement) => (picture: Picture | null) => void,
  picture: () => Picture | null,
): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    const paint = painter(canvas);
    let painted: Picture | null = null;
    $effect(() => {
      const shown = picture();
      if (shown === painted || (shown && painted && sameContent(shown, painted))) return;
      const frame = requestAnimationFrame(() => {
        painted = shown;
        paint(shown);
      });
      return () => {
        cancelAnimationFrame(frame);
      };
    });
  };
}
