/** The theme for canvas code: lookup tables and colour strings, read once per theme rather than once per repaint. */

import { converter } from 'culori';
import { type ColourMaps, colourMaps } from './colour-map.ts';

export type Palette = {
  readonly maps: ColourMaps;
  readonly background: string;
  readonly text: string;
  readonly line: string;
  readonly gradient: string;
};

/** The present value of one of the theme's custom properties, e.g. `--accent`. */
export function themeColour(variable: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
}

/**
 * Reads the palette from the document, whose `data-theme` already is `theme`.
 *
 * @throws Error when the stylesheet has no surface colour.
 */
export function readPalette(theme: 'dark' | 'light'): Palette {
  const background = themeColour('--surface');
  return {
    maps: colourMaps(theme, background),
    background,
    text: themeColour('--text'),
    line: themeColour('--line'),
    gradient: themeColour('--gradient'),
  };
}

/** The theme for a saved picture. */
export type PictureTheme = {
  readonly maps: ColourMaps;
  readonly background: string;
  readonly surface: readonly [number, number, number];
  readonly ink: readonly [number, number, number];
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  /** The value of a custom property. */
  readonly colour: (variable: `--${string}`) => string;
};

/** The theme in use, for a saved picture. */
export function pictureTheme({ maps }: Palette): PictureTheme {
  return {
    maps,
    background: themeColour('--background'),
    surface: bytesOf(themeColour('--surface')),
    ink: bytesOf(themeColour('--text')),
    text: themeColour('--text'),
    muted: themeColour('--text-muted'),
    line: themeColour('--line'),
    accent: themeColour('--accent'),
    colour: themeColour,
  };
}

const toRgb = converter('rgb');

function bytesOf(colour: string): [number, number, number] {
  const { r, g, b } = toRgb(colour) ?? { r: 0, g: 0, b: 0 };
  return [r * 255, g * 255, b * 255];
}
