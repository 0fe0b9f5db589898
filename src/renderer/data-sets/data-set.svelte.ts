/** Which data set is shown, and the one being opened: sent in pieces, inspected, named and opened. */

import type { Requests } from '../../protocol/api.ts';
import type { GreyImage } from '../../domain/photo/grey-image.ts';
import { folderOf, type ImagePlace, imageSetFiles } from '../../domain/data-files/image-folders.ts';
import { withoutDoubles } from '../../domain/data-files/kept-files.ts';
import { invalidDataSet } from '../../domain/data-files/problems.ts';
import type { EngineStatus } from '../../protocol/run.ts';
import type { WireError } from '../../domain/errors.ts';
import type { DataSetDraft } from '../../protocol/data-sets.ts';
import { GatescopeError, toWireError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { type Pace, pieceBytes } from '../client/pace.ts';

export type DataFile = { readonly name: string; readonly bytes: Uint8Array };

export type DataSetState = {
  /** Progress with files: how many were `found` so far and the share (0 to 1) that is done; null when idle. */
  readonly busy:
    | { readonly at: 'finding'; readonly found: number }
    | { readonly at: 'decoding' | 'sending' | 'reading' | 'opening'; readonly share: number }
    | null;
  /** The data set that waits to be named and opened; null where there is none. */
  readonly draft: DataSetDraft | null;
  /** Suggested name where the files have none: that of their folder or .zip; or empty. */
  readonly suggestedName: string;
  /** Why files were refused; null where they were not. */
  readonly error: WireError | null;
  /** Searches for files, which may take long. @returns null where it was cancelled */
  readonly lookThrough: <Found>(
    look: (onFound: (count: number) => void, signal: AbortSignal) => Promise<Found>,
  ) => Promise<Found | null>;
  /** Sends files and reads them, replacing those sent before. @param from the folder or .zip that holds them */
  readonly openDataSet: (files: readonly DataFile[], from?: string) => Promise<void>;
  /** The same for images in a folder per class. @param read the image at a place's path, or what is wrong with it */
  readonly openImageFolders: (
    places: readonly ImagePlace[],
    read: (path: string) => Promise<GreyImage | 'notImage' | 'imageTooLarge'>,
  ) => Promise<void>;
  /** Opens the draft under these names. */
  readonly confirm: (named: Requests['openDataSet']['params']) => Promise<void>;
  /** Drops files and draft, even while they are being sent. */
  readonly cancel: () => void;
  /** Returns to MNIST. */
  readonly openMnist: () => Promise<void>;
  readonly attach: (ask: EngineClient['ask']) => void;
  /** Drops everything: the engine and its copy of the files are gone. */
  readonly detach: () => void;
};

/** Null where the images could not be read. */
export function shownDataSetId(status: EngineStatus | null): string | null {
  return status?.data.state === 'ready' ? status.data.id : null;
}

/** True even where MNIST could not be read. */
export function showsMnist(status: EngineStatus | null): boolean {
  return status?.data.state !== 'ready' || status.data.id === 'mnist';
}

/** @param keepPace shared with everything else that the page sends */
export function createDataSetState(keepPace: Pace): DataSetState {
  let busy = $state.raw<DataSetState['busy']>(null);
  let draft = $state.raw<DataSetDraft | null>(null);
  let suggestedName = $state('');
  let error = $state.raw<WireError | null>(null);
  let engine: EngineClient['ask'] | null = null;
  /** Increases with each cancellation; work of earlier turns is ignored. */
  let turn = 0;
  /** Cancels what the page itself does with files. */
  let giveUp = new AbortController();

  /** @returns the signal for the work that begins now */
  function begin(): AbortSignal {
    draft = null;
    giveUp.abort();
    giveUp = new AbortController();
    return giveUp.signal;
  }

  async function act(work: (ask: EngineClient['ask'], isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const own = ++turn;
    const isCurrent = () => own === turn;
    error = null;
    try {
      if (!engine) throw new GatescopeError('connectionLost', 'The engine is not ready yet. Try again in a moment.');
      await work(engine, isCurrent);
    } catch (thrown) {
      if (isCurrent()) error = toWireError(thrown);
    }
    if (isCurrent()) busy = null;
  }

  async function send(ask: EngineClient['ask'], files: readonly DataFile[], isCurrent: () => boolean): Promise<void> {
    const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    let sent = 0;
    for (const [file, { name, bytes }] of files.entries()) {
      const size = bytes.length;
      for (let offset = 0; offset === 0 || offset < size; offset += pieceBytes) {
        if (!isCurrent()) return;
        busy = { at: 'sending', share: total > 0 ? sent / total : 0 };
        // Copied, because a port would send the whole buffer along with a part of it.
        const piece = bytes.slice(offset, offset + pieceBytes);
        await ask('sendDataFile', { file, name: name.slice(-255), size, offset, bytes: piece });
        sent += piece.length;
        await keepPace(piece.length);
      }
    }
  }

  async function sendAndRead(
    ask: EngineClient['ask'],
    files: readonly DataFile[],
    isCurrent: () => boolean,
  ): Promise<void> {
    requireRoom(files);
    await send(ask, files, isCurrent);
    if (!isCurrent()) return;
    busy = { at: 'reading', share: 1 };
    const read = await ask('readDataFiles', undefined);
    if (isCurrent()) draft = read;
  }

  return {
    get busy() {
      return busy;
    },
    get draft() {
      return draft;
    },
    get suggestedName() {
      return suggestedName;
    },
    get error() {
      return error;
    },
    async lookThrough(look) {
      const own = ++turn;
      const isCurrent = () => own === turn;
      error = null;
      const found = await look((count) => {
        if (isCurrent()) busy = { at: 'finding', found: count };
      }, begin());
      if (!isCurrent()) return null;
      busy = null;
      return found;
    },
    openDataSet: (given, from = '') =>
      act(async (ask, isCurrent) => {
        begin();
        suggestedName = from.slice(0, limits.maxNameCharacters);
        await sendAndRead(ask, withoutDoubles(given), isCurrent);
      }),
    openImageFolders: (places, read) =>
      act(async (ask, isCurrent) => {
        const signal = begin();
        suggestedName = folderOf(places).slice(0, limits.maxNameCharacters);
        busy = { at: 'decoding', share: 0 };
        const files = await imageSetFiles(
          places,
          async (path) => {
            const image = await read(path);
            if (typeof image === 'string') throw invalidDataSet(image, { path });
            return image;
          },
          (count) => {
            if (isCurrent()) busy = { at: 'decoding', share: count / places.length };
          },
          signal,
        );
        await sendAndRead(ask, files, isCurrent);
      }),
    confirm: (named) =>
      act(async (ask, isCurrent) => {
        busy = { at: 'opening', share: 1 };
        await ask('openDataSet', named);
        if (isCurrent()) draft = null;
      }),
    cancel: () => {
      turn++;
      giveUp.abort();
      draft = null;
      error = null;
      busy = null;
      engine?.('forgetDataFiles', undefined).catch(() => undefined);
    },
    openMnist: () =>
      act(async (ask) => {
        await ask('openMnist', {});
      }),
    attach: (ask) => {
      engine = ask;
    },
    detach: () => {
      engine = null;
      // Looking for files needs no engine.
      if ((!busy && !draft) || busy?.at === 'finding') return;
      turn++;
      giveUp.abort();
      draft = null;
      busy = null;
      error = toWireError(invalidDataSet('cutOff'));
    },
  };
}

/**
 * Checks the limits before files are sent for a minute. @throws GatescopeError `dataSetInvalid`, as the engine would
 */
function requireRoom(files: readonly DataFile[]): void {
  if (files.length > limits.maxDataSetFiles) throw invalidDataSet('tooManyFiles');
  let total = 0;
  for (const { name, bytes } of files) {
    total += bytes.length;
    if (total > limits.maxDataSetBytes) throw invalidDataSet('tooLarge', { file: name });
  }
}
