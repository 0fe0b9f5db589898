/** The points that a chart draws of its curves: as many as there are pixels for. */

import { type DrawnSpan, drawnSpan, placeWithin } from '../../ui/log-scale.ts';
import type uPlot from 'uplot';
import { createFloorSearch } from './floor-search.ts';
import { type Column, createThinner } from './thin.ts';

export type DrawnPoints = {
  /** Indices into the data, ascending. */
  readonly kept: readonly number[];
  /** As uPlot takes them: x, then one array per curve, null where there is a gap. */
  readonly points: uPlot.AlignedData;
};

/** For one chart: it remembers what it has seen of curves that grow. @returns takes the data and the width in pixels */
export function createDrawnPoints(logScale: boolean): (data: uPlot.AlignedData, columns: number) => DrawnPoints {
  const [thin, reachesFloor] = [createThinner(), createFloorSearch()];
  return ([x, ...curves], columns) => {
    const kept = thin(curves, x.length, columns);
    const span = drawnSpan(logScale, logScale && reachesFloor(curves));
    return { kept, points: [numbersAt(kept, x), ...curves.map((curve) => placesAt(kept, curve, span))] };
  };
}

// Plain loops: there are thousands of points at each event, and `from` takes ten times as long.

function numbersAt(kept: readonly number[], curve: Column): Float64Array {
  const numbers = new Float64Array(kept.length);
  for (let at = 0; at < kept.length; at++) numbers[at] = curve[kept[at]] ?? Number.NaN;
  return numbers;
}

/** Only a curve with gaps needs an array that holds null, in which numbers take longer. */
function placesAt(kept: readonly number[], curve: Column, span: DrawnSpan): Float64Array | (number | null)[] {
  const places = new Float64Array(kept.length);
  let hasGaps = false;
  for (let at = 0; at < kept.length; at++) {
    places[at] = placeWithin(span, curve[kept[at]]);
    if (Number.isNaN(places[at])) hasGaps = true;
  }
  return hasGaps ? withGaps(places) : places;
}

function withGaps(places: Float64Array): (number | null)[] {
  const given = new Array<number | null>(places.length);
  for (let at = 0; at < places.length; at++) given[at] = Number.isNaN(places[at]) ? null : places[at];
  return given;
}
