/** Does the order matter? Each network learns one order and is then tested in the others. */

import type { ReadingOrder } from '../recipe/recipe.ts';
import { type Experiment, runOrder } from './experiment.ts';

const orders = ['rowsDown', 'rowsUp', 'columns', 'shuffledRows'] as const satisfies readonly ReadingOrder[];

const names: Record<(typeof orders)[number], string> = {
  rowsDown: 'rows ↓',
  rowsUp: 'rows ↑',
  columns: 'columns →',
  shuffledRows: 'rows, shuffled',
};

export const order: Experiment = {
  name: 'order',
  runs: orders.map((each) => runOrder(names[each], { order: each })),
  rereads: orders,
  seconds: 45,
};
