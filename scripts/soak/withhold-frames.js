/** Runs first in the page: withholds animation frames while the window counts as hidden, as browsers do. */

const request = globalThis.requestAnimationFrame.bind(globalThis);
const cancel = globalThis.cancelAnimationFrame.bind(globalThis);
/** @type {Map<number, FrameRequestCallback>} */
const withheld = new Map();
let isHidden = false;
let last = 0;

/** @param {FrameRequestCallback} callback */
globalThis.requestAnimationFrame = (callback) => {
  if (!isHidden) return request(callback);
  withheld.set(--last, callback);
  return last;
};
/** @param {number} frame */
globalThis.cancelAnimationFrame = (frame) => {
  if (!withheld.delete(frame)) cancel(frame);
};
Object.assign(globalThis, {
  withholdFrames() {
    isHidden = true;
  },
  /** @returns how many were requested meanwhile and not cancelled */
  grantFrames() {
    isHidden = false;
    const waiting = [...withheld.values()];
    withheld.clear();
    for (const callback of waiting) request(callback);
    return waiting.length;
  },
});
