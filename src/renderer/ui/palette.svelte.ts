/** The palette of the theme in use, for a component that paints with it. */

import { theme } from './theme.svelte.ts';
import { type Palette, readPalette } from './palette.ts';

/** Call it while a component is set up. @returns a reactive getter; null until the first frame */
export function followPalette(): () => Palette | null {
  let palette = $state.raw<Palette | null>(null);
  // The stylesheet follows the theme after this effect has run, so the colours are read in the next frame.
  $effect(() => {
    const resolved = theme.resolved;
    const frame = requestAnimationFrame(() => {
      palette = readPalette(resolved);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  });
  return () => palette;
}
