/** Why a reader of drawings cannot use a file. */

/** The message says what is wrong, in words that follow the file's name. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
