/**
 * The pointer over the score's tiles: hovering names a cell, pressing and dragging moves the scan line. Tiles are the
 * elements with a `data-tile` attribute: `units` where x means a unit, `rows` where only y counts.
 */

import { rowAt, unitAt } from './score-geometry.ts';

export type Cell = { readonly row: number; readonly unit: number };

export type ScorePointerOptions = {
  readonly rows: number;
  readonly units: number;
  /** The cell under the pointer, null when it leaves the unit tiles. */
  readonly onhover: (cell: Cell | null) => void;
  /** The primary button went down, or moved while down, on this row; `unit` is null on tiles without units. */
  readonly onpick: (row: number, unit: number | null) => void;
};

/** Listens on `area` until the returned function is called. `options` is read at each event. */
export function scorePointer(area: HTMLElement, options: () => ScorePointerOptions): () => void {
  const abort = new AbortController();
  let dragged: HTMLElement | null = null;

  const locate = (tile: HTMLElement, event: PointerEvent) => {
    const { rows, units } = options();
    const box = tile.getBoundingClientRect();
    const row = rowAt(event.clientY - box.top, box.height, rows);
    const hasUnits = tile.dataset.tile === 'units' && units > 0;
    return { row, unit: hasUnits ? unitAt(event.clientX - box.left, box.width, units) : null };
  };
  const hover = ({ row, unit }: ReturnType<typeof locate>) => {
    options().onhover(unit === null ? null : { row, unit });
  };
  const on = (
    type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
    listen: (event: PointerEvent) => void,
  ) => {
    area.addEventListener(type, listen, { signal: abort.signal });
  };

  on('pointerdown', (event) => {
    const tile = tileOf(event.target);
    if (!tile || event.button !== 0) return;
    dragged = tile;
    tile.setPointerCapture(event.pointerId);
    const place = locate(tile, event);
    hover(place);
    options().onpick(place.row, place.unit);
  });
  on('pointermove', (event) => {
    const tile = dragged ?? tileOf(event.target);
    if (!tile) {
      options().onhover(null);
      return;
    }
    const place = locate(tile, event);
    hover(place);
    if (dragged) options().onpick(place.row, place.unit);
  });
  const release = () => {
    dragged = null;
  };
  on('pointerup', release);
  on('pointercancel', release);
  area.addEventListener(
    'pointerleave',
    () => {
      options().onhover(null);
    },
    { signal: abort.signal },
  );
  return () => {
    abort.abort();
  };
}

function tileOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tile]') : null;
}
