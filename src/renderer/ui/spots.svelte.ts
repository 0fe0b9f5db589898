/** Parts of the screen that a text speaks of: the text lights them, and can find out where they are. */

import type { Attachment } from 'svelte/attachments';
import { SvelteMap } from 'svelte/reactivity';
import type { MatrixName } from '../../domain/cells.ts';

export type Spot = 'image' | 'scanLine' | MatrixName | 'attention' | 'probabilities' | 'gradientNorm' | 'answer';

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

/** Lights these spots in place of those lit before. */
export function light(spots: readonly Spot[]): void {
  lit = spots;
}
