/**
 * What the page beside the picture lights there: what is pointed at or has the focus, else what was clicked. The strip
 * provides it; in the room Lessons there is no picture, and none.
 */

import { getContext, setContext } from 'svelte';
import { light, type Spot } from '../ui/spots.svelte.ts';

export type Lighting = {
  /** Reactive. What is lit now. */
  readonly spot: Spot | null;
  /** Lights what is pointed at or has the focus, until null. */
  readonly point: (spot: Spot | null) => void;
  /** Keeps a spot lit, or no longer. @returns whether it is kept now */
  readonly toggle: (spot: Spot) => boolean;
  readonly isKept: (spot: Spot) => boolean;
  /** Lights nothing any more. */
  readonly end: () => void;
};

/** @param show lights one spot in place of the others; null for none */
export function createLighting(
  show = (spot: Spot | null) => {
    light(spot === null ? [] : [spot]);
  },
): Lighting {
  let pointed = $state<Spot | null>(null);
  let kept = $state<Spot | null>(null);
  const spot = $derived(pointed ?? kept);
  return {
    get spot() {
      return spot;
    },
    point: (next) => {
      pointed = next;
      show(pointed ?? kept);
    },
    toggle: (next) => {
      kept = kept === next ? null : next;
      show(kept ?? pointed);
      return kept === next;
    },
    isKept: (each) => kept === each,
    end: () => {
      pointed = kept = null;
      show(null);
    },
  };
}

const key = Symbol('lighting');

/** Call it while the strip is set up. */
export function provideLighting(lighting: Lighting): void {
  setContext(key, lighting);
}

/** Null where no picture is beside the page. */
export function useLighting(): Lighting | null {
  return getContext<Lighting | undefined>(key) ?? null;
}

/** Handlers for an element whose words light a spot. */
export function lights(lighting: Lighting, spot: Spot) {
  const on = () => {
    lighting.point(spot);
  };
  const off = () => {
    lighting.point(null);
  };
  return { onpointerenter: on, onpointerleave: off, onfocus: on, onblur: off };
}
