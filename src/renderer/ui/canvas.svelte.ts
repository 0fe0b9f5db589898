/** A canvas that keeps itself painted: sharp at any device pixel ratio, in the colours of the theme. */

import type { Attachment } from 'svelte/attachments';
import { devicePixelRatio } from 'svelte/reactivity/window';
import { theme, type ResolvedTheme } from './theme.svelte.ts';
import type { InkColours } from './paint.ts';

/** Gets the context, with one unit per device pixel; the ink is the CSS `color` of the canvas. */
export type Paint = (context: CanvasRenderingContext2D, colours: InkColours) => void;

export type Size = { readonly width: number; readonly height: number };

/**
 * Attaches `paint` to a canvas. It runs on an empty canvas whenever its reactive dependencies, the theme or the pixel
 * ratio change.
 *
 * @param size in CSS pixels: the side of a square canvas, or width and height
 */
export function painted(size: () => number | Size, paint: Paint): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    const context = canvas.getContext('2d');
    if (!context) return;
    const repaint = () => {
      const ratio = devicePixelRatio.current ?? 1;
      const wanted = size();
      const { width, height } = typeof wanted === 'number' ? { width: wanted, height: wanted } : wanted;
      // Setting a size empties the canvas, even when it is the same.
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      if (canvas.width === 0 || canvas.height === 0) return;
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
