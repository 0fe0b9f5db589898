/** Which former result each run of an experiment that is run again takes the place of, once it has one itself. */

import type { RunOrder } from '../../domain/experiments/experiment.ts';

type Former = { readonly id: number; readonly order: RunOrder };

/**
 * That of the same recipe, else – the experiment has been changed since – any that is left; what is left then goes with the last.
 * @param formers oldest first
 * @returns ids of `formers`, each of them once, for each order
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
