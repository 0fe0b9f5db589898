/** Files arriving from one client piece by piece, until opened as a data set or forgotten. */

import type { Requests } from '../../protocol/api.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { type Draft, readDraft } from './draft.ts';
import { requireNames } from './open-draft.ts';
import { invalidDataSet } from '../../domain/data-files/problems.ts';
import { limits } from '../../domain/limits/limits.ts';

type Piece = Requests['sendDataFile']['params'];

type Arriving = { readonly name: string; readonly bytes: Uint8Array; arrived: number };

/** Creates the state of one client's transfer, empty. */
export function createIncoming() {
  let files: Arriving[] = [];
  let draft: Draft | null = null;
  let cancellation = new AbortController();

  function forget(): void {
    cancellation.abort(givenUp());
    cancellation = new AbortController();
    files = [];
    draft = null;
  }

  function begin({ file, name, size }: Piece): Arriving {
    if (file === 0) forget();
    const expected = files.reduce((sum, { bytes }) => sum + bytes.length, size);
    if (expected > limits.maxDataSetBytes) throw invalidDataSet('tooLarge', { file: name });
    const arriving = { name, bytes: new Uint8Array(size), arrived: 0 };
    files.push(arriving);
    return arriving;
  }

  return {
    forget,
    /** Of the present files and their draft: aborted when they are forgotten, with the error to throw. */
    get signal() {
      return cancellation.signal;
    },
    /** @throws GatescopeError `dataSetInvalid` if it is too large, `invalidRequest` if pieces are out of order */
    take(piece: Piece): void {
      const arriving = piece.offset === 0 && piece.file <= files.length ? begin(piece) : files.at(piece.file);
      if (arriving !== files.at(piece.file) || arriving?.arrived !== piece.offset) throw outOfOrder();
      if (piece.offset + piece.bytes.length > arriving.bytes.length) throw outOfOrder();
      arriving.bytes.set(piece.bytes, piece.offset);
      arriving.arrived += piece.bytes.length;
    },
    /** @throws GatescopeError `dataSetInvalid`; `invalidRequest` if pieces are missing or the transfer was cancelled */
    async read(): Promise<Draft> {
      if (files.length === 0 || files.some(({ arrived, bytes }) => arrived < bytes.length)) throw outOfOrder();
      const { signal } = cancellation;
      const given = files;
      // The draft keeps what it needs of them.
      files = [];
      const read = await readDraft(given, signal);
      draft = read;
      return read;
    },
    /**
     * Takes the draft read last.
     * @throws GatescopeError `invalidRequest` if there is none; `dataSetInvalid` if the names do not fit, after which
     * others may be given
     */
    open(classNames: readonly string[]): Draft {
      if (!draft) throw outOfOrder();
      requireNames(draft.about, classNames);
      const opened = draft;
      draft = null;
      return opened;
    },
  };
}

export type Incoming = ReturnType<typeof createIncoming>;

function outOfOrder(): GatescopeError {
  return new GatescopeError('invalidRequest', 'The files of the data set arrived incomplete: open them again.');
}

function givenUp(): GatescopeError {
  return new GatescopeError('invalidRequest', 'Opening the data set was cancelled: open its files again.');
}
