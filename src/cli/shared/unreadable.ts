/** What the readers of drawings say of a file that they cannot use. */

/** The message says what is wrong, in words that follow the file's name. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
