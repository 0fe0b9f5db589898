/** Motion by style or `animate`. Motion painted on canvases is not seen from here. */

import type { Page } from '@playwright/test';

declare const motionsSeen: Set<string>;

/** Records each transition and animation that begins from now on, however short. */
export async function watchMotions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { motionsSeen: seen });
    const note = (element: EventTarget | null, how: string) => {
      if (element instanceof Element) seen.add(`${how} of ${element.outerHTML.slice(0, 80)}`);
    };
    for (const type of ['transitionrun', 'animationstart']) {
      addEventListener(
        type,
        ({ target }) => {
          note(target, type);
        },
        { capture: true },
      );
    }
    type Animate = (this: Element, ...how: Parameters<Element['animate']>) => Animation;
    const elements: { animate: Animate } = Element.prototype;
    const { animate } = elements;
    elements.animate = function (...how) {
      note(this, 'animate');
      return animate.apply(this, how);
    };
  });
}

/** Motions that have begun since the last call. */
export function motions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = [...motionsSeen];
    motionsSeen.clear();
    return seen;
  });
}
