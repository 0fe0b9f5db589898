/** A square canvas that keeps itself painted: sharp at any device pixel ratio, in the colours of the theme. */

import type { Attachment } from 'svelte/attachments';
import { devicePixelRatio } from 'svelte/reactivity/window';
import { theme, type ResolvedTheme } from './theme.svelte.ts';
import type { InkColours } from './paint.ts';

/** Gets the context, with one unit per device pixel; the ink is the CSS `color` of the canvas. */
export type Paint = (context: CanvasRenderingContext2D, colours: InkColours) => void;

/**
 * Attaches `paint` to a canvas. It runs on an empty canvas whenever its reactive dependencies, the theme or the pixel
 * ratio change.
 *
 * @param size side of the canvas in CSS pixels
 */
export function painted(size: () => number, paint: Paint): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    const context = canvas.getContext('2d');
    if (!context) return;
    const repaint = () => {
      const side = Math.round(size() * (devicePixelRatio.current ?? 1));
      // Setting a size empties the canvas, even when it is the same.
      canvas.width = side;
      canvas.height = side;
      if (side === 0) return;
      const style = getComputedStyle(canvas);
      paint(context, { ink: style.color, accent: style.getPropertyValue('--accent') });
    };
    let paintedIn: ResolvedTheme | null = null;
    $effect(repaint);
    $effect(() => {
      // The document takes on the theme in its own effect, which may run after this one.
      if (paintedIn === theme.resolved) return;
      paintedIn = theme.resolved;
      queueMicrotask(repaint);
    });
  };
}
