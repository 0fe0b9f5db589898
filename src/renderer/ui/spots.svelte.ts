/** Parts of the screen that a text speaks of: the text lights them, and can find out where they are. */

import type { Attachment } from 'svelte/attachments';
import { SvelteMap } from 'svelte/reactivity';
import { matrixNames } from '../../domain/cells.ts';

/** All that can be lit, besides the charts of the slots under the score. */
export const spotNames = [
  ...matrixNames,
  'image',
  'scanLine',
  /** The chosen unit, in all tiles of units. */
  'unit',
  /** The rows outside the memory window. */
  'unread',
  'attention',
  'probabilities',
  'gradientNorm',
  'answer',
  /** Its name, in the top bar. */
  'network',
  'charts',
  // In the room Complete:
  'givenRows',
  'completions',
  'surprise',
  'ownRows',
  'window',
  'label',
  'windowCurve',
  // In the room that reads strips:
  'strip',
  'crossAttention',
  'written',
  'stripAnswer',
  'stripTraining',
] as const;

/** A chart by the name that its table gives it. */
export type ChartSpot = `chart-${string}`;

export type Spot = (typeof spotNames)[number] | ChartSpot;

const places = new SvelteMap<Spot, HTMLElement>();
let lit = $state.raw<readonly Spot[]>([]);

/** Makes an element the place of a spot; it has the attribute `data-lit` while the spot is lit. */
export function spot(name: Spot): Attachment<HTMLElement> {
  return (element) => {
    places.set(name, element);
    $effect(() => {
      element.toggleAttribute('data-lit', lit.includes(name));
    });
    return () => {
      if (places.get(name) === element) places.delete(name);
    };
  };
}

/** The element of a spot; undefined where the screen does not have it now. */
export function placeOf(name: Spot): HTMLElement | undefined {
  return places.get(name);
}

/** Whether a spot is lit; what is folded away may show itself then. */
export function isLit(name: Spot): boolean {
  return lit.includes(name);
}

/** Lights these spots in place of those lit before. */
export function light(spots: readonly Spot[]): void {
  lit = spots;
}
