/**
 * The row generator: the digit whose top is given, the completion settings, and the completions that the engine drew.
 * Only the newest order is sent, one at a time, and only while the room is open.
 */

import {
  type Completion,
  type CompletionOrder,
  generatorWindows,
  type GeneratorStatus,
} from '../../protocol/generator.ts';
import type { Requests } from '../../protocol/api.ts';
import type { Pixels } from '../../protocol/values.ts';
import { createDrawingState, type DrawingState } from '../lab/pad/drawing-state.svelte.ts';
import { latest, outrun } from '../client/latest.ts';
import { rows } from '../../domain/sequence.ts';
import { pixelsInPlace } from './pixels-in-place.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { createWatchedEngine } from '../client/watched-engine.ts';

/** All rows before the last one. */
export const wholePast = generatorWindows[generatorWindows.length - 1];

/** Windows whose completions can be drawn below each other: from one row to all. */
export const comparedWindows = [generatorWindows[0], generatorWindows[2], wholePast] as const;

/** Images drawn at once of a chosen class. */
export const drawnOfLabel = 10;

/** An order and its result. */
export type Drawn = { readonly order: CompletionOrder; readonly completion: Completion };

export type GeneratorState = {
  /** Null until the room has been opened. */
  readonly status: GeneratorStatus | null;
  /** The test digit whose top is given; null for the person's own drawing. */
  readonly testIndex: number | null;
  readonly drawing: DrawingState;
  /** [784] bytes of the digit whose top is given; null until it has arrived. */
  readonly pixels: Pixels | null;
  readonly drawn: Drawn | null;
  /** The same in each of {@link comparedWindows}; empty unless they are compared. */
  readonly byWindow: readonly Drawn[];
  comparesWindows: boolean;
  /** 0 to 28. */
  givenRows: number;
  /** 1 to 16. */
  count: number;
  /** 0 to 2. */
  temperature: number;
  /** Rows seen before each one, τ. */
  window: number;
  /** The class that is drawn; null: any. */
  readonly label: number | null;
  /** Draws ten of a class with no row given. @param label null: of any class, the rows given stay */
  readonly drawLabel: (label: number | null) => void;
  /** Replaces a drawing by a test digit; undo brings it back. */
  readonly showTestDigit: (index: number) => void;
  readonly showDrawing: () => void;
  /** Call when the drawing has changed. */
  readonly readDrawing: () => void;
  /** Draws other completions of the same rows. */
  readonly drawAgain: () => void;
  readonly train: (recipe: Requests['trainGenerator']['params']) => void;
  readonly stop: () => void;
  readonly measureWindows: () => void;
  readonly stopMeasuringWindows: () => void;
  /** Brings the shipped generator back. */
  readonly restore: () => void;
  /** Swaps the present generator for the trained one kept besides it. */
  readonly bringBack: () => void;
  /** Asks whose network draws, without drawing. */
  readonly inquire: () => void;
  /** Completes what is given until the returned function is called. */
  readonly watch: () => () => void;
  readonly receive: (status: GeneratorStatus) => void;
  /** Tells a new engine what is shown. */
  readonly attach: (ask: EngineClient['ask']) => void;
  /** Marks training as ended: the engine has gone. */
  readonly detach: () => void;
};

/**
 * @param onError is told why something failed
 * @param drawing for tests
 */
export function createGeneratorState(
  onError: (thrown: unknown) => void,
  drawing: DrawingState = createDrawingState(),
): GeneratorState {
  let status = $state.raw<GeneratorStatus | null>(null);
  let testIndex = $state<number | null>(0);
  let pixels = $state.raw<Pixels | null>(null);
  let drawn = $state.raw<Drawn | null>(null);
  let byWindow = $state.raw<readonly Drawn[]>([]);
  let comparesWindows = $state(false);
  let givenRows = $state(rows / 2);
  let count = $state(9);
  let temperature = $state(0.7);
  let window = $state<number>(wholePast);
  let label = $state<number | null>(null);
  let seed = 1;

  const complete = latest(async (engine: EngineClient['ask'], order: CompletionOrder) => {
    const next = { order, completion: await engine('complete', order) };
    const others: Drawn[] = [];
    for (const each of comparesWindows ? comparedWindows : []) {
      const ofWindow = { ...order, window: each };
      others.push(each === order.window ? next : { order: ofWindow, completion: await engine('complete', ofWindow) });
    }
    drawn = next;
    byWindow = others;
  });
  const fetchDigit = latest((engine: EngineClient['ask'], index: number) => engine('getTestDigit', { index }));

  /** Draws again, with a new engine or after a while. */
  const engine = createWatchedEngine(onError, async (ask) => {
    status = await ask('getGenerator', undefined);
    if (testIndex !== null && !pixels) await readTestDigit(ask, testIndex);
    else follow();
  });

  function follow(): void {
    if (!engine.watched() || !pixels) return;
    // Another network may know fewer.
    const known = label !== null && label < (status?.labels ?? 0) ? label : null;
    const order = { pixels, givenRows, count, temperature, seed, window, label: known };
    engine.attempt((ask) => complete(ask, order));
  }

  async function readTestDigit(ask: EngineClient['ask'], index: number): Promise<void> {
    const digit = await fetchDigit(ask, index);
    if (digit === outrun || testIndex !== index) return;
    pixels = digit.pixels;
    follow();
  }

  function readDrawing(): void {
    if (testIndex !== null) return;
    pixels = pixelsInPlace(drawing.ink);
    follow();
  }

  return {
    get status() {
      return status;
    },
    get testIndex() {
      return testIndex;
    },
    drawing,
    get pixels() {
      return pixels;
    },
    get drawn() {
      return drawn;
    },
    get byWindow() {
      return byWindow;
    },
    get comparesWindows() {
      return comparesWindows;
    },
    set comparesWindows(next) {
      comparesWindows = next;
      if (!next) byWindow = [];
      follow();
    },
    get givenRows() {
      return givenRows;
    },
    set givenRows(next) {
      givenRows = Math.min(rows, Math.max(0, next));
      follow();
    },
    get count() {
      return count;
    },
    set count(next) {
      count = next;
      follow();
    },
    get temperature() {
      return temperature;
    },
    set temperature(next) {
      temperature = next;
      follow();
    },
    get window() {
      return window;
    },
    set window(next) {
      window = next;
      follow();
    },
    get label() {
      return label;
    },
    drawLabel: (next) => {
      label = next;
      if (next !== null) {
        givenRows = 0;
        count = drawnOfLabel;
      }
      follow();
    },
    showTestDigit: (index) => {
      drawing.clear();
      testIndex = index;
      pixels = null;
      if (engine.watched()) engine.attempt((ask) => readTestDigit(ask, index));
    },
    showDrawing: () => {
      testIndex = null;
      readDrawing();
    },
    readDrawing,
    drawAgain: () => {
      seed++;
      follow();
    },
    train: (recipe) => {
      engine.attempt((ask) => ask('trainGenerator', recipe));
    },
    stop: () => {
      engine.attempt((ask) => ask('stopGenerator', undefined));
    },
    measureWindows: () => {
      engine.attempt((ask) => ask('measureWindows', undefined));
    },
    stopMeasuringWindows: () => {
      engine.attempt((ask) => ask('stopMeasuringWindows', undefined));
    },
    restore: () => {
      engine.attempt((ask) => ask('restoreGenerator', undefined));
    },
    bringBack: () => {
      engine.attempt((ask) => ask('bringBackGenerator', undefined));
    },
    inquire: () => {
      engine.attempt(async (ask) => {
        status = await ask('getGenerator', undefined);
      });
    },
    watch: engine.watch,
    receive: (next) => {
      const learned = status !== null && isAnother(status, next);
      status = next;
      if (learned) follow();
    },
    attach: engine.attach,
    detach: () => {
      if (status) status = { ...status, training: false };
    },
  };
}

/** Whether two orders are equal, so that only new weights could change the answer. */
export function isSameOrder(a: CompletionOrder, b: CompletionOrder): boolean {
  const isSameDrawing = a.pixels === b.pixels && a.givenRows === b.givenRows && a.count === b.count;
  const isSameNetwork = a.window === b.window && a.label === b.label;
  return isSameDrawing && isSameNetwork && a.temperature === b.temperature && a.seed === b.seed;
}

/** Whether to draw again: new losses, training begun or ended, or another network. */
function isAnother(before: GeneratorStatus, after: GeneratorStatus): boolean {
  return (
    before.losses.length !== after.losses.length ||
    before.training !== after.training ||
    before.origin !== after.origin ||
    before.units !== after.units ||
    before.testLoss !== after.testLoss
  );
}
