/** How the score shows several moments of one network alike: the units' order and the colours' ranges of one of them. */

import type { Trace } from '../../../../protocol/trace.ts';
import type { ScoreLook } from '../../look/score-look.svelte.ts';
import { shapeOf, type Tile, tilesOf } from '../reading/tiles.ts';
import { orderUnits } from '../reading/unit-order.ts';
import type { Showing } from '../picture/shown-picture.ts';

/** @param model the moment that decides, usually the newest @returns the view of any moment's trace */
export function viewOfMoments(
  model: Trace,
  look: Pick<ScoreLook, 'layer' | 'unitOrder'>,
): (trace: Trace) => Showing['view'] {
  const top = model.layers.length - 1;
  const layerIndex = Math.min(look.layer ?? top, top);
  const tilesFor = (trace: Trace): Tile[] => tilesOf(shapeOf(trace) ?? trace, trace.layers[layerIndex]);
  const ranges = tilesFor(model).map(({ range }) => range);
  const { hiddenState } = model.layers[layerIndex].matrices;
  const { units, firstStep, readout } = model;
  const unitOrder = hiddenState
    ? orderUnits(look.unitOrder, { hiddenState, units, firstStep, readout: layerIndex === top ? readout : null })
    : null;
  return (trace) => ({
    ...{ layerIndex, unitOrder, orderChoice: look.unitOrder },
    tiles: tilesFor(trace).map((tile, index) => ({ ...tile, range: ranges[index] })),
  });
}
