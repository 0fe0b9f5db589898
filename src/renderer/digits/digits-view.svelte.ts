/** What a person looks for among the test digits. It outlives a visit to another room. */

import { everything, type Filter } from './selection.ts';

export type DigitsView = {
  filter: Filter;
  /** Index of the test digit that was chosen last, or null. */
  chosen: number | null;
};

export function createDigitsView(): DigitsView {
  let filter = $state.raw(everything);
  let chosen = $state<number | null>(null);
  return {
    get filter() {
      return filter;
    },
    set filter(next) {
      filter = next;
    },
    get chosen() {
      return chosen;
    },
    set chosen(next) {
      chosen = next;
    },
  };
}
