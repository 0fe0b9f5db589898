/** The person's choices among the test digits and among their own; they outlast a visit to another room. */

import { everything, type Filter } from './selection.ts';

export type DigitsView = {
  filter: Filter;
  /** Index of the digit that was chosen last, or null. */
  chosen: number | null;
};

export type Collection = 'test' | 'mine';

export type DigitsViews = Readonly<Record<Collection, DigitsView>> & { shown: Collection };

export function createDigitsViews(): DigitsViews {
  const views = { test: createDigitsView(), mine: createDigitsView() };
  let shown = $state<Collection>('test');
  return {
    ...views,
    get shown() {
      return shown;
    },
    set shown(next) {
      shown = next;
    },
  };
}

function createDigitsView(): DigitsView {
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
