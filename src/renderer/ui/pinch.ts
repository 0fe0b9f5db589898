/** Two fingers that move apart or together. */

import type { Attachment } from 'svelte/attachments';

type Point = { readonly x: number; readonly y: number };

const apart = ([one, other]: readonly Point[]) => Math.hypot(one.x - other.x, one.y - other.y);

/** @param onpinch gets how much farther apart the fingers are than when the second one came down; 1 is no change */
export function pinch(onpinch: (factor: number) => void): Attachment<HTMLElement> {
  return (element) => {
    const abort = new AbortController();
    const fingers = new Map<number, Point>();
    let start = 0;
    const on = (
      types: readonly ('pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel')[],
      act: (event: PointerEvent) => void,
    ) => {
      for (const type of types)
        element.addEventListener(
          type,
          (event) => {
            if (event.pointerType === 'touch') act(event);
          },
          { signal: abort.signal },
        );
    };
    on(['pointerdown'], ({ pointerId, clientX: x, clientY: y }) => {
      fingers.set(pointerId, { x, y });
      if (fingers.size === 2) start = apart([...fingers.values()]);
    });
    on(['pointermove'], ({ pointerId, clientX: x, clientY: y }) => {
      if (!fingers.has(pointerId)) return;
      fingers.set(pointerId, { x, y });
      if (fingers.size === 2 && start > 0) onpinch(apart([...fingers.values()]) / start);
    });
    on(['pointerup', 'pointercancel'], ({ pointerId }) => {
      fingers.delete(pointerId);
    });
    return () => {
      abort.abort();
    };
  };
}
