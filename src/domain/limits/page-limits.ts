/** What reaches the page, and what the desktop remembers for it. */

export const pageLimits = {
  /** Chosen, dropped or pasted at one time. */
  maxFilesAtOnce: 20,
  /** Of a link, whatever it holds: messengers and other programs cut longer ones off. */
  maxLinkCharacters: 2_000,
  /** That the desktop hands to the page at one time. */
  maxOpenedBytes: 256 * 2 ** 20,
  /** Fetched at a time: 0.8 MB. */
  maxTestDigitsAtOnce: 1_000,
  /** Between two pieces of news, for a page that asks for calm. */
  maxPaceMs: 60_000,
  /** Of a table below a picture; the others are in its CSV. */
  maxTableLines: 200,
  maxScoreTableLines: 100,
  /** Of a film of the score: some seconds. */
  maxFilmFrames: 112,
  /** As large as a screen of 4K: more takes seconds a frame. */
  maxFilmFramePixels: 8_300_000,

  /** That a page offers. */
  maxLanguages: 200,
  /** More would make the menu hard to read. */
  maxRecentFiles: 10,
  /** Why files were not opened: a dialog shows no more. */
  maxOpeningSentences: 5,
  /** About what has ended, in a notification. */
  maxEndedCharacters: 300,
  /** After which the log becomes the older one of two. */
  maxLogBytes: 500_000,
  maxLogLineCharacters: 10_000,
};
