/**
 * The strip reader: which strip is read, what was read, what the decoder is made to write, and which written digit or column is lit.
 * Only the newest order is sent, one at a time, and only while the room is open.
 */

import { limits } from '../../domain/limits/limits.ts';
import { stripOfInk, stripRaster } from '../../domain/strips/ink-strip.ts';
import type { StripModel } from '../../domain/strips/strip-models.ts';
import type { StripSettings } from '../../domain/strips/strip-settings.ts';
import type { NamedFile } from '../../protocol/model-files.ts';
import type { StripOrder, StripReaderStatus, StripReading } from '../../protocol/strips.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { createWatchedEngine } from '../client/watched-engine.ts';
import { latest, outrun } from '../client/latest.ts';
import { createDrawingState, type DrawingState } from '../lab/pad/drawing-state.svelte.ts';
import { type LiveLoss, liveLossAfter } from './reading/live-loss.ts';

/** [28 × width] pixels, with the true digits where they are known. */
export type ShownStrip = Pick<StripOrder, 'pixels' | 'width'> & { readonly labels: Uint8Array | null };

/** A strip and what was read of it; `strip` may be older than the one that is shown now. */
export type Read = {
  readonly strip: ShownStrip;
  readonly forced: readonly number[];
  /** Those of the forced tokens that a person chose, from 0. */
  readonly places: readonly number[];
  readonly reading: StripReading;
};

/** Tokens that the decoder is made to write first, and which of their places a person chose; the others are its own. */
type Forced = { readonly tokens: readonly number[]; readonly places: readonly number[] };

const nothingForced: Forced = { tokens: [], places: [] };

/** What is lit: a written token, or an encoder step, counted from 0. */
export type Lit = { readonly kind: 'token' | 'step'; readonly at: number };

export type StripState = {
  /** Null until the room has been opened. */
  readonly status: StripReaderStatus | null;
  /** Until the first measurement. */
  readonly liveLoss: LiveLoss;
  readonly source: 'test' | 'drawn';
  /** Of the test strip. */
  readonly digits: number;
  readonly seed: number;
  readonly drawing: DrawingState;
  /** Null while nothing is drawn, or nothing has arrived. */
  readonly strip: ShownStrip | null;
  /** Whether the drawing has more columns than a reader takes; the strip read last stays. */
  readonly isTooLong: boolean;
  readonly read: Read | null;
  /** Tokens that the decoder is made to write first. */
  readonly forced: readonly number[];
  readonly canRelease: boolean;
  lit: Lit | null;
  readonly showTest: (digits: number, seed: number) => void;
  /** Reads what is on the pad in place of the test strip; nothing while it is blank. */
  readonly showDrawing: () => void;
  /** Call when the drawing has changed. */
  readonly readDrawing: () => void;
  /** Makes the decoder write a token at a place; what stands before it stays, what follows is its own again. */
  readonly force: (place: number, token: number) => void;
  /** Undoes the latest forcing. */
  readonly release: () => void;
  readonly train: (settings: StripSettings) => void;
  /** Goes on with a training that was stopped. */
  readonly trainOn: () => void;
  readonly stop: () => void;
  readonly openShipped: (model: StripModel) => void;
  /** Shows the own reader that another one replaced. */
  readonly bringBack: () => void;
  /** Makes a file of the present reader for PyTorch. */
  readonly save: (saved: (file: NamedFile) => void) => void;
  /** Reads until the returned function is called. */
  readonly watch: () => () => void;
  readonly receive: (status: StripReaderStatus) => void;
  /** Tells a new engine what is shown. */
  readonly attach: (ask: EngineClient['ask']) => void;
  /** Marks training as ended: the engine has gone. */
  readonly detach: () => void;
};

/** Milliseconds between two readings while the network learns: a picture that can still be looked at. */
export const readingPaceMs = 400;

/**
 * @param onError is told why something failed
 * @param drawing for tests
 */
export function createStripState(
  onError: (thrown: unknown) => void,
  drawing: DrawingState = createDrawingState(undefined, stripRaster),
): StripState {
  let status = $state.raw<StripReaderStatus | null>(null);
  let liveLoss = $state.raw<LiveLoss>([]);
  let source = $state<'test' | 'drawn'>('test');
  let digits = $state(5);
  let seed = $state(1);
  let strip = $state.raw<ShownStrip | null>(null);
  let isTooLong = $state(false);
  let read = $state.raw<Read | null>(null);
  let forced = $state.raw(nothingForced);
  let before = $state.raw<readonly Forced[]>([]);
  let lit = $state.raw<Lit | null>(null);
  let due: ReturnType<typeof setTimeout> | null = null;

  const readNow = latest(async (engine: EngineClient['ask'], shown: ShownStrip, made: Forced) => {
    const { tokens, places } = made;
    const reading = await engine('readStrip', { pixels: shown.pixels, width: shown.width, forced: [...tokens] });
    read = { strip: shown, forced: tokens, places, reading };
    if (lit?.kind === 'token' && lit.at >= reading.tokens.length) lit = null;
  });
  const make = latest((engine: EngineClient['ask'], wanted: { digits: number; seed: number }) =>
    engine('makeStrip', wanted),
  );

  /** With a new engine, or after a while. */
  const engine = createWatchedEngine(onError, async (ask) => {
    status = await ask('getStripReader', undefined);
    if (source === 'test' && !strip) await makeTest(ask);
    else follow();
  });

  function follow(): void {
    const [shown, made] = [strip, forced];
    if (engine.watched() && shown) engine.attempt((ask) => readNow(ask, shown, made));
  }

  function followSoon(): void {
    due ??= setTimeout(() => {
      due = null;
      follow();
    }, readingPaceMs);
  }

  function show(next: ShownStrip | null): void {
    strip = next;
    forced = nothingForced;
    before = [];
    lit = null;
    if (next === null) read = null;
    follow();
  }

  async function makeTest(ask: EngineClient['ask']): Promise<void> {
    const made = await make(ask, { digits, seed });
    if (made !== outrun && source === 'test') show(made);
  }

  function readDrawing(): void {
    if (source !== 'drawn') return;
    const drawn = stripOfInk(drawing.ink);
    isTooLong = drawn === 'tooLong';
    if (drawn !== 'tooLong') show(drawn && { ...drawn, labels: null });
    // A test strip is none that was drawn.
    else if (strip?.labels) show(null);
  }

  return {
    get status() {
      return status;
    },
    get liveLoss() {
      return liveLoss;
    },
    get source() {
      return source;
    },
    get digits() {
      return digits;
    },
    get seed() {
      return seed;
    },
    drawing,
    get strip() {
      return strip;
    },
    get isTooLong() {
      return isTooLong;
    },
    get read() {
      return read;
    },
    get forced() {
      return forced.tokens;
    },
    get canRelease() {
      return before.length > 0;
    },
    get lit() {
      return lit;
    },
    set lit(next) {
      lit = next;
    },
    showTest: (nextDigits, nextSeed) => {
      source = 'test';
      isTooLong = false;
      digits = nextDigits;
      seed = nextSeed;
      if (engine.watched()) engine.attempt(makeTest);
      // Made when the room opens.
      else show(null);
    },
    showDrawing: () => {
      if (source === 'drawn') return;
      source = 'drawn';
      readDrawing();
    },
    readDrawing,
    force: (place, token) => {
      if (!read || place >= limits.maxStripDigits) return;
      before = [...before, forced];
      forced = {
        tokens: [...read.reading.tokens.slice(0, place), token],
        places: [...forced.places.filter((chosen) => chosen < place), place],
      };
      follow();
    },
    release: () => {
      const last = before.at(-1);
      if (!last) return;
      before = before.slice(0, -1);
      forced = last;
      follow();
    },
    train: (settings) => {
      engine.attempt((ask) => ask('trainStripReader', settings));
    },
    trainOn: () => {
      engine.attempt((ask) => ask('trainStripReaderOn', undefined));
    },
    stop: () => {
      engine.attempt((ask) => ask('stopStripReader', undefined));
    },
    openShipped: (model) => {
      engine.attempt((ask) => ask('openStripReader', { model }));
    },
    bringBack: () => {
      engine.attempt((ask) => ask('bringBackStripReader', undefined));
    },
    save: (saved) => {
      engine.attempt(async (ask) => {
        saved(await ask('exportStripReader', undefined));
      });
    },
    watch: engine.watch,
    receive: (next) => {
      const learned = status !== null && isAnother(status, next);
      if (status !== null && isReplaced(status, next)) {
        forced = nothingForced;
        before = [];
      }
      status = next;
      liveLoss = liveLossAfter(liveLoss, next);
      if (learned) followSoon();
    },
    attach: engine.attach,
    detach: () => {
      if (status) status = { ...status, training: false };
    },
  };
}

/** Whether another reader stands in the place of one that was made to write something. */
function isReplaced(before: StripReaderStatus, after: StripReaderStatus): boolean {
  return before.origin !== after.origin || hasOtherSettings(before, after) || after.step < before.step;
}

/** Own readers may have the same model. */
function hasOtherSettings(one: StripReaderStatus, other: StripReaderStatus): boolean {
  return JSON.stringify(one.settings) !== JSON.stringify(other.settings);
}

/** Whether other weights would read now. */
function isAnother(before: StripReaderStatus, after: StripReaderStatus): boolean {
  return (
    before.step !== after.step ||
    before.training !== after.training ||
    before.origin !== after.origin ||
    hasOtherSettings(before, after)
  );
}
