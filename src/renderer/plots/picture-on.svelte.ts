/** Brings what changes with the reactive state onto a canvas, once a frame at most. What is painted is the painter's job. */

import type { Attachment } from 'svelte/attachments';

/**
 * Paints a canvas in the next animation frame whenever what `picture` reads has changed; of several pictures within one
 * frame only the last is painted.
 *
 * @param painter prepares the canvas; what it returns paints a picture, null empties the canvas
 */
export function pictureOn<Picture>(
  painter: (canvas: HTMLCanvasElement) => (picture: Picture | null) => void,
  picture: () => Picture | null,
): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    const paint = painter(canvas);
    $effect(() => {
      const shown = picture();
      const frame = requestAnimationFrame(() => {
        paint(shown);
      });
      return () => {
        cancelAnimationFrame(frame);
      };
    });
  };
}
