/** A file that a client sends in pieces, since none of its messages may be as large: the latest one of each client. */

import { concatBytes } from '../../domain/bytes.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { mostFileBytes } from './model-file.ts';

export type Upload = {
  /**
   * @param at where in the file these bytes stand; 0 begins another file
   * @throws GatescopeError `invalidRequest` where something is missing before them, or the file grows too large
   */
  add(at: number, bytes: Uint8Array): void;
  /** The file; from then on there is none. */
  take(): Uint8Array;
};

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
      if (at !== length) throw new GatescopeError('invalidRequest', 'A piece of the file is missing: open it again.');
      if (length + bytes.length > mostFileBytes) {
        forget();
        const most = mostFileBytes / 2 ** 20;
        throw new GatescopeError('invalidRequest', `The file is larger than ${most} MB: choose a smaller one.`);
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
