/** Whether growing curves come down to the floor of a logarithmic axis. */

import { comesDown, type reachesFloor } from '../../ui/log-scale.ts';
import type { Column } from './thin.ts';
import { continues } from './growing.ts';

/** A {@link reachesFloor} that remembers the curves of one chart: of one that has only grown it looks at the new points. */
export function createFloorSearch(): typeof reachesFloor {
  let known: { curve: Column; reached: boolean }[] = [];
  return (curves) => {
    known = curves.map((curve, at) => {
      const former = known.at(at);
      if (!former || !continues(curve, former.curve)) return { curve, reached: comesDown(curve, 0) };
      return { curve, reached: former.reached || comesDown(curve, former.curve.length) };
    });
    return known.some(({ reached }) => reached);
  };
}
