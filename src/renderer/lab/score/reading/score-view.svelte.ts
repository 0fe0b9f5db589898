/** The parts of a trace that the score shows, and navigation: layer, scan line, lit cell. Painting is elsewhere. */

import { stepsOf } from '../../../../domain/recipe/reading.ts';
import { defaultConfig } from '../../../../domain/recipe/config.ts';
import type { ModelConfig, ReadingOrder } from '../../../../domain/recipe/recipe.ts';
import type { Ablation } from '../../../../protocol/ablation.ts';
import type { LayerTrace, Trace } from '../../../../protocol/trace.ts';
import { keepSame } from '../../../client/same-content.ts';
import { calmOrder } from './calm-order.ts';
import { litCell, type LitCell } from './lit-cell.svelte.ts';
import { rowPlayer, type RowPlayer } from './row-player.svelte.ts';
import { rowAfterKey, type ScanRange } from '../../../ui/scan-keys.ts';
import type { ScoreLook } from '../../look/score-look.svelte.ts';
import { type Cell, scorePointer } from './score-pointer.ts';
import { blankShape, type ScoreShape, shapeOf, type Tile, tilesOf } from './tiles.ts';
import type { OrderChoice, UnitOrder } from './unit-order.ts';

export type ScoreView = {
  /** Configuration of the network that reads; the default until it is known. */
  readonly config: ModelConfig;
  readonly order: ReadingOrder;
  readonly shape: ScoreShape;
  readonly range: ScanRange;
  readonly layer: LayerTrace | null;
  readonly layerIndex: number;
  readonly tiles: readonly Tile[];
  /** The order of the shown layer's units; null where nothing is read. */
  readonly unitOrder: UnitOrder | null;
  readonly orderChoice: OrderChoice;
  /** Whether the readout reads the shown layer. */
  readonly isTopLayer: boolean;
  readonly lit: LitCell;
  readonly player: RowPlayer;
  readonly selectLayer: (index: number) => void;
  readonly orderBy: (choice: OrderChoice) => void;
  /** Moves the scan line as near to a row as was read, and stops the player. */
  readonly moveTo: (row: number) => void;
  /** Lights the cell under the pointer over tiles within an element, and moves the scan line on dragging. */
  readonly trackPointer: (area: HTMLElement) => () => void;
  /**
   * Left and right choose a column, Escape none; other keys move the scan line.
   * @param head of the focused tile, or null
   * @returns whether `key` was used
   */
  readonly actOnKey: (key: string, head: number | null) => boolean;
};

/** What the network reads without; null: it is whole. */
export type Ablated = Ablation | null;

type ScoreViewOptions = {
  readonly look: () => ScoreLook;
  readonly model: () => ModelConfig | null;
  readonly trace: () => Trace | null;
  readonly ablation?: () => Ablated;
  readonly row: () => number;
  readonly onrow: (row: number) => void;
};

/** Call it while a component is set up. */
export function scoreView({ look, model, trace, ablation, row, onrow }: ScoreViewOptions): ScoreView {
  const config = $derived(model() ?? defaultConfig);
  const order = $derived(trace()?.order ?? config.order);
  // A trace under newer weights has the same shape; what depends on the shape alone is not recomputed.
  const [keepShape, keepRange] = [keepSame<ScoreShape>(), keepSame<ScanRange>()];
  const shape = $derived(keepShape(shapeOf(trace()) ?? blankShape(config, stepsOf(config.order).steps)));
  const range = $derived(keepRange({ first: shape.firstStep, last: shape.steps - 1 }));

  const lastLayer = $derived((trace()?.layers.length ?? 1) - 1);
  const layerIndex = $derived(Math.min(look().layer ?? lastLayer, lastLayer));
  const layer = $derived(trace()?.layers[layerIndex] ?? null);
  /** Heads of the layer that are switched off. */
  const off = $derived.by(() => {
    const ablated = ablation?.();
    return ablated?.layer === layerIndex ? ablated.heads : [];
  });
  const tiles = $derived(tilesOf(shape, layer, off));

  const isTopLayer = $derived(layerIndex === lastLayer);
  const orderCalmly = calmOrder();
  let due = $state(0);
  const ordered = $derived.by(() => {
    const read = trace();
    const hiddenState = layer?.matrices.hiddenState;
    if (!read || !hiddenState) return null;
    const { units, firstStep, readout, source } = read;
    const of = `${layerIndex} ${source.kind} ${source.kind === 'test' ? source.index : ''}`;
    const ordering = { hiddenState, units, firstStep, readout: isTopLayer ? readout : null };
    return orderCalmly(look().unitOrder, ordering, of, Math.max(due, performance.now()));
  });
  const unitOrder = $derived(ordered?.order ?? null);
  $effect(() => {
    const next = ordered?.due ?? null;
    if (next === null) return;
    const timer = setTimeout(() => {
      due = next;
    }, next - performance.now());
    return () => {
      clearTimeout(timer);
    };
  });

  const lit = litCell({
    look,
    row,
    order: () => unitOrder,
    columns: (head) => {
      if (head === null) return [0, shape.units - 1];
      return layer && head < shape.heads ? [range.first, range.last] : [0, -1];
    },
  });
  const player = rowPlayer({ row, range: () => range, steps: () => shape.steps, onrow });
  $effect(() => player.pause);

  /** The unit at the pointer's place; a head's columns are steps, in reading order. */
  function named(cell: Cell | null): Cell | null {
    if (cell?.head !== null) return cell;
    return { ...cell, column: unitOrder?.unitAt[cell.column] ?? cell.column };
  }

  function moveTo(next: number) {
    player.pause();
    onrow(Math.min(Math.max(next, range.first), range.last));
  }

  return {
    get config() {
      return config;
    },
    get order() {
      return order;
    },
    get shape() {
      return shape;
    },
    get range() {
      return range;
    },
    get layer() {
      return layer;
    },
    get layerIndex() {
      return layerIndex;
    },
    get tiles() {
      return tiles;
    },
    get unitOrder() {
      return unitOrder;
    },
    get orderChoice() {
      return look().unitOrder;
    },
    get isTopLayer() {
      return isTopLayer;
    },
    lit,
    player,
    selectLayer: (index) => {
      look().layer = index;
    },
    orderBy: (choice) => {
      look().unitOrder = choice;
    },
    moveTo,
    trackPointer: (area) =>
      scorePointer(area, () => ({
        steps: shape.steps,
        firstStep: range.first,
        units: shape.units,
        onhover: (cell) => {
          lit.hover(named(cell));
        },
        onpick: (pickedRow, place) => {
          moveTo(pickedRow);
          const cell = named(place);
          if (cell) lit.choose(cell.column, cell.head);
        },
      })),
    actOnKey: (key, head) => {
      switch (key) {
        case 'ArrowLeft':
          lit.move(-1, head);
          return true;
        case 'ArrowRight':
          lit.move(1, head);
          return true;
        case 'Escape':
          return lit.clear();
      }
      const next = rowAfterKey(key, row(), shape.steps, range);
      if (next !== null) moveTo(next);
      return next !== null;
    },
  };
}
