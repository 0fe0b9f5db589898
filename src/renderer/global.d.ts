import type { Bridge } from '../protocol/bridge.ts';

declare global {
  // Merging into the DOM's Window takes an interface.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    /** Set by the preload script; absent in the browser. */
    readonly gatescope?: Bridge;
  }
}
