/** How fast a page may send a file: the browser host closes the connection of one that sends more. */

/** Half of the largest frame that the browser host takes. */
export const pieceBytes = 2 ** 19;

/** Half of what the browser host takes from a page in a second. */
const bytesPerSecond = 2 ** 24;

/** @returns to be awaited after each piece, with its size in bytes */
export function createPace(): (bytes: number) => Promise<void> {
  const began = performance.now();
  let sent = 0;
  return async (bytes) => {
    sent += bytes;
    const ahead = (sent / bytesPerSecond) * 1000 - (performance.now() - began);
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
  };
}
