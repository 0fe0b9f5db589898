/**
 * The presenter's pointer: a ring around the lit cell in one tile. Which cell is lit is the score's own business
 * (`lab/score/reading/lit-cell`); here is only whether the ring is seen, in which tile, and whether that tile is large.
 */

import type { Tile } from '../lab/score/reading/tiles.ts';

export type Pointer = {
  /** Whether the ring is seen. */
  shown: boolean;
  /** Key of the tile with the ring; one that exists. */
  readonly tile: string;
  /** Key of the tile that has the window's width to itself; null for all tiles. */
  readonly large: string | null;
  /** The mouse or the focus has come to a tile. */
  readonly come: (tile: string) => void;
  readonly enlarge: (tile: string | null) => void;
  /** Goes to the tile after or before, and round. */
  readonly goOn: (by: -1 | 1) => void;
};

/** The tile that says most where nobody has chosen one. */
const usual = 'cellState';

/** @param tiles the present ones */
export function createPointer(tiles: () => readonly Pick<Tile, 'key'>[]): Pointer {
  let shown = $state(false);
  let chosen = $state(usual);
  let enlarged = $state<string | null>(null);
  // Another network has other tiles.
  const keys = $derived(tiles().map(({ key }) => key));
  const tile = $derived(keys.includes(chosen) ? chosen : keys.includes('hiddenState') ? 'hiddenState' : keys[0]);
  const large = $derived(enlarged !== null && keys.includes(enlarged) ? enlarged : null);

  return {
    get shown() {
      return shown;
    },
    set shown(next) {
      shown = next;
    },
    get tile() {
      return tile;
    },
    get large() {
      return large;
    },
    come: (next) => {
      chosen = next;
    },
    enlarge: (next) => {
      enlarged = next;
      if (next !== null) chosen = next;
    },
    goOn: (by) => {
      chosen = keys[(keys.indexOf(tile) + by + keys.length) % keys.length];
      if (large !== null) enlarged = chosen;
    },
  };
}
