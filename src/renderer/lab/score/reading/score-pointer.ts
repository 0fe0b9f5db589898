/**
 * The pointer over the score's tiles: hovering names a cell, pressing and dragging moves the scan line. Tiles are the
 * elements with a `data-tile` attribute: `units` where x means a unit, `steps` where it means an attended step (of the
 * head in `data-head`), `rows` where only y counts.
 */

import { cellAt } from './score-geometry.ts';

/** A cell of a tile; its kind decides what `column` means. */
export type Cell = {
  /** The step, from 0. */
  readonly row: number;
  /** A unit, or in a head's tile the attended step. */
  readonly column: number;
  /** The Transformer's head whose tile it is, or null. */
  readonly head: number | null;
};

export type ScorePointerOptions = {
  readonly steps: number;
  /** Steps before it were not read. */
  readonly firstStep: number;
  readonly units: number;
  /** The cell under the pointer; null outside the tiles with cells, or outside what was read. */
  readonly onhover: (cell: Cell | null) => void;
  /** The primary button was pressed, or moved while down, on this row; `cell` is null on tiles without cells. */
  readonly onpick: (row: number, cell: Cell | null) => void;
};

/** Listens on `area` until the returned function is called. `options` is read at each event. */
export function scorePointer(area: HTMLElement, options: () => ScorePointerOptions): () => void {
  const abort = new AbortController();
  let dragged: HTMLElement | null = null;

  const locate = (tile: HTMLElement, event: PointerEvent) => {
    const { steps, firstStep, units } = options();
    const box = tile.getBoundingClientRect();
    const row = cellAt(event.clientY - box.top, box.height, steps);
    const { tile: kind, head } = tile.dataset;
    const columns = kind === 'units' ? units : kind === 'steps' ? steps : 0;
    const column = columns > 0 ? cellAt(event.clientX - box.left, box.width, columns) : null;
    const wasRead = row >= firstStep && (kind !== 'steps' || (column ?? 0) >= firstStep);
    const cell = column === null ? null : { row, column, head: head === undefined ? null : Number(head) };
    return { row, cell: wasRead && units > 0 ? cell : null };
  };
  const on = (
    type: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
    listen: (event: PointerEvent) => void,
  ) => {
    area.addEventListener(type, listen, { signal: abort.signal });
  };
  const follow = (tile: HTMLElement, event: PointerEvent) => {
    const { row, cell } = locate(tile, event);
    options().onhover(cell);
    if (dragged) options().onpick(row, cell);
  };

  on('pointerdown', (event) => {
    const tile = tileOf(event.target);
    if (!tile || event.button !== 0) return;
    dragged = tile;
    tile.setPointerCapture(event.pointerId);
    follow(tile, event);
  });
  on('pointermove', (event) => {
    const tile = dragged ?? tileOf(event.target);
    if (tile) follow(tile, event);
    else options().onhover(null);
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
