/** The strip with a lesson beside the other rooms: whether it is there, where, and how large. Remembered. */

import { readPreference, writePreference } from '../i18n/preference.ts';

/**
 * Where the strip has room: at the side, under the room, or over the lower end of a page that scrolls as a whole, which
 * small windows show.
 */
export type StripPlace = 'beside' | 'under' | 'over';

type WindowSize = { readonly width: number; readonly height: number };

/** CSS pixels. A window this wide keeps, beside a strip of the usual width, all that the smallest window shows. */
const besideFrom = 1344;
/** As in the style sheets: below these the page scrolls as a whole. */
const smallest: WindowSize = { width: 1024, height: 540 };

export function stripPlace({ width, height }: WindowSize): StripPlace {
  if (width < smallest.width || height < smallest.height) return 'over';
  return width < besideFrom ? 'under' : 'beside';
}

/** CSS pixels that one press of an arrow key adds or takes. */
export const stripStep = 20;

type SizedPlace = 'width' | 'height';

/** A strip is as wide at the side as it is `width`, and as high under the room as it is `height`. */
const sizes: Readonly<Record<SizedPlace, { readonly min: number; readonly max: number }>> = {
  width: { min: 280, max: 640 },
  height: { min: 140, max: 480 },
};

/** What the room keeps beside the strip, and above it. */
const keptForRoom: Readonly<Record<SizedPlace, number>> = { width: 820, height: 380 };

/** The size until a person chooses one: a share of the window, within bounds. */
const usual: Readonly<Record<SizedPlace, { readonly share: number; readonly min: number; readonly max: number }>> = {
  width: { share: 0.22, min: 340, max: 460 },
  height: { share: 0.32, min: 200, max: 320 },
};

const within = (value: number, min: number, max: number) => Math.min(Math.max(value, min), Math.max(min, max));

/** Smallest and largest size in a window, CSS pixels, whole steps apart. */
export function stripRange(side: SizedPlace, window: WindowSize): { readonly min: number; readonly max: number } {
  const { min, max } = sizes[side];
  const free = Math.floor((window[side] - keptForRoom[side]) / stripStep) * stripStep;
  return { min, max: within(free, min, max) };
}

/** The size in a window, CSS pixels. @param chosen null for the usual one */
export function stripSize(side: SizedPlace, window: WindowSize, chosen: number | null): number {
  const { min, max } = stripRange(side, window);
  const { share, ...bounds } = usual[side];
  return within(chosen ?? within(Math.round(share * window[side]), bounds.min, bounds.max), min, max);
}

const allowed = (side: SizedPlace) => {
  const { min, max } = sizes[side];
  return ['usual', ...Array.from({ length: (max - min) / stripStep + 1 }, (_, step) => String(min + step * stripStep))];
};
const names = { docked: 'lessonStrip', width: 'lessonStripWidth', height: 'lessonStripHeight' } as const;

function remembered(side: SizedPlace): number | null {
  const stored = readPreference(names[side], allowed(side), 'usual');
  return stored === 'usual' ? null : Number(stored);
}

let docked = $state(readPreference(names.docked, ['open', 'closed'], 'closed') === 'open');
const chosen = $state({ width: remembered('width'), height: remembered('height') });

/** CSS pixels of the window's height that the strip takes where it is under the room. */
export function stripHeightUnder(window: WindowSize): number {
  return stripPlace(window) === 'under' ? stripSize('height', window, chosen.height) : 0;
}

export const lessonStrip = {
  get docked(): boolean {
    return docked;
  },
  set docked(next: boolean) {
    docked = next;
    writePreference(names.docked, next ? 'open' : 'closed');
  },
  /** The chosen sizes; null for the usual one. */
  get chosen(): Readonly<Record<SizedPlace, number | null>> {
    return chosen;
  },
  /** @param size CSS pixels; the nearest whole step within the range is remembered */
  resize(side: SizedPlace, size: number): void {
    const { min, max } = sizes[side];
    const rounded = within(min + Math.round((size - min) / stripStep) * stripStep, min, max);
    chosen[side] = rounded;
    writePreference(names[side], String(rounded));
  },
};
