/** A text for a live region: announced only once it stops changing. */

import { calmestMs } from '../client/showing-pace.ts';

/**
 * Milliseconds without a change after which a text is announced. Longer than the half second between slow motion's
 * steps, and than the time between two news of a network that learns.
 */
export const settleMs = 1.5 * calmestMs;

/**
 * The latest text that stayed for {@link settleMs}; empty before. Call it while a component is set up.
 *
 * @param current the present text; reactive
 */
export function settled(current: () => string): { readonly text: string } {
  let text = $state('');
  $effect(() => {
    const next = current();
    const timer = setTimeout(() => {
      text = next;
    }, settleMs);
    return () => {
      clearTimeout(timer);
    };
  });
  return {
    get text() {
      return text;
    },
  };
}

/**
 * The same, empty while the present text has not settled: whoever reads the page itself never finds an older one.
 *
 * @param current the present text; reactive
 */
export function settledNow(current: () => string): { readonly text: string } {
  const latest = settled(current);
  return {
    get text() {
      return latest.text === current() ? latest.text : '';
    },
  };
}
