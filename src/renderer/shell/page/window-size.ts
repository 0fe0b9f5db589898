/** The window's size in CSS pixels, reactive. */

import { innerHeight, innerWidth } from 'svelte/reactivity/window';

export const windowSize = {
  get width(): number {
    return innerWidth.current ?? 0;
  },
  get height(): number {
    return innerHeight.current ?? 0;
  },
};
