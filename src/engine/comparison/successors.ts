/** Which earlier results each run of a repeated experiment replaces once it has finished. */

import type { RunOrder } from '../../domain/experiments/experiment.ts';

type Former = { readonly id: number; readonly order: RunOrder };

/**
 * The result of the same recipe, or, if the experiment has changed since, any remaining one; leftovers go with the last
 * run.
 * @param formers oldest first
 * @returns for each order, ids of `formers`; each id occurs once
 */
export function successors(formers: readonly Former[], orders: readonly RunOrder[]): number[][] {
  const left = [...formers];
  const take = (at: number) => (at < 0 ? [] : left.splice(at, 1).map(({ id }) => id));
  const same = orders.map((order) => take(left.findIndex((former) => isSame(former.order, order))));
  const places = same.map((ids) => (ids.length > 0 ? ids : take(0)));
  places.at(-1)?.push(...left.map(({ id }) => id));
  return places;
}

function isSame(a: RunOrder, b: RunOrder): boolean {
  const names = Object.keys(b.recipe) as (keyof RunOrder['recipe'])[];
  return a.digits === b.digits && names.every((name) => a.recipe[name] === b.recipe[name]);
}
