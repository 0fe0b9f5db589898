/** What the browser host takes from a page, and from whoever else connects to it. */

export const serverLimits = {
  maxPort: 65_535,
  /** A browser opens some six for each of its pages. */
  maxConnections: 64,
  /** Until a request is complete. */
  maxRequestMs: 5_000,
  /** Until a client takes its answer; the largest file takes a few. */
  maxAnswerMs: 10_000,

  /** The largest request, 1,000 of a person's own digits, needs four fifths of it. */
  maxFrameBytes: 2 ** 20,
  /** Pieces that a frame may come in. Each takes some hundred bytes of memory, however small it is. */
  maxFrameFragments: 1_024,
  /** Names included. The largest request names 10,000 of a person's digits. */
  maxFrameValues: 2 ** 14,
  /** Levels of lists and objects; the deepest request, a comparison's recipes, has six. */
  maxFrameDepth: 32,
  /** A page that follows the pen sends one for each frame it draws. */
  maxMessagesPerSecond: 1_000,
  /** Forty of the largest requests, each of which waits for an answer. */
  maxBytesPerSecond: 32 * 2 ** 20,
  /**
   * That may wait for a client to read them: several of the biggest traces (784 steps of 512 units in two layers are 19 MB, though a
   * trace is only sent when the last one has been taken). A page that is so far behind does better to connect anew.
   */
  maxUnreadBytes: 64 * 2 ** 20,
  /** Of the name of a request, and of what tells its answer from others. */
  maxCallNameCharacters: 64,
};
