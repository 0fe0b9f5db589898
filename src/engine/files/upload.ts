/** A file sent by a client in pieces, since messages are limited in size: the latest one per client. */

import { concatBytes } from '../../domain/bytes.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { limits, sizeOf } from '../../domain/limits/limits.ts';

export type Upload = {
  /**
   * @param at offset in the file; 0 starts another file
   * @throws GatescopeError `invalidRequest` if bytes before `at` are missing, or the file is too large
   */
  add(at: number, bytes: Uint8Array): void;
  /** Returns the file and forgets it. */
  take(): Uint8Array;
};

/** Creates the upload of one client, empty. */
export function createUpload(): Upload {
  let pieces: Uint8Array[] = [];
  let length = 0;

  function forget(): void {
    pieces = [];
    length = 0;
  }

  return {
    add(at, bytes) {
      if (at === 0) forget();
      if (at !== length) throw new GatescopeError('invalidRequest', 'Part of the file is missing: open it again.');
      if (length + bytes.length > limits.maxModelBytes) {
        forget();
        throw new GatescopeError(
          'invalidRequest',
          `The file is larger than ${sizeOf(limits.maxModelBytes)}: choose a smaller one.`,
        );
      }
      pieces.push(bytes);
      length += bytes.length;
    },
    take() {
      const file = concatBytes(pieces);
      forget();
      return file;
    },
  };
}
