/** The focus: where the Tab key leads, and whether dialogs return it. */

import type { Page } from '@playwright/test';

export type Stop = { readonly name: string; readonly faults: readonly string[] };

/**
 * Where the Tab key leads from the beginning of the page, or of an open dialog, until it is back: each stop, and what
 * is wrong with it. A cycle that closes any earlier is a trap; controls that are left out are among the stops, as such.
 */
export async function focusWalk(page: Page, mostStops = 150): Promise<Stop[]> {
  await page.evaluate(() => {
    const open = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1);
    // The Tab key continues from the last focused element.
    const beginning = open ?? document.body;
    beginning.tabIndex = -1;
    beginning.focus({ preventScroll: true });
    beginning.removeAttribute('tabindex');
    for (const stop of document.querySelectorAll('[data-stop]')) stop.removeAttribute('data-stop');
    for (const control of document.querySelectorAll('[data-expected]')) control.removeAttribute('data-expected');
    // Noted now: what appears while the focus moves may be behind it. One radio button stands for its group.
    const controls = ['button', 'a[href]', 'input:not([type=radio])', 'select', 'textarea', 'summary', '[tabindex]'];
    for (const control of beginning.querySelectorAll<HTMLElement>(`:is(${controls.join()}):not(:disabled)`)) {
      const isSeen = control.checkVisibility({ visibilityProperty: true });
      if (isSeen && control.tabIndex >= 0) control.dataset.expected = 'yes';
    }
  });
  const stops: Stop[] = [];
  while (stops.length < mostStops) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopAtFocus, stops.length);
    if (typeof stop === 'number') {
      const trap = { name: 'the Tab key', faults: [`goes round from stop ${stop} to stop ${stops.length - 1} only`] };
      return [...stops, ...(stop > 0 ? [trap] : []), ...(await leftOut(page))];
    }
    if (stop) stops.push(stop);
  }
  return [...stops, { name: 'the Tab key', faults: [`does not come round within ${mostStops} stops`] }];
}

/** In the page: what has the focus; null where nothing has it; the number of the stop where it had it before. */
async function stopAtFocus(number: number): Promise<Stop | number | null> {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  if (element.dataset.stop) return Number(element.dataset.stop);
  element.dataset.stop = String(number);
  const label = element.closest('label');
  // Ancestors and elements over it do not count as visible, except the label that draws a hidden input.
  const isSeen = () => {
    const box = element.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
    const isHit = (x: number, y: number) => {
      const hit = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
      return hit !== null && (element.contains(hit) || (label !== null && label === hit.closest('label')));
    };
    return right > left && bottom > top && shares.some((x) => shares.some((y) => isHit(x, y)));
  };
  const nextFrame = () => new Promise(requestAnimationFrame);
  // What is being laid out again, and scrolled to, is there with the next frame.
  for (let frame = 0; frame < 3 && !isSeen(); frame++) await nextFrame();
  const style = getComputedStyle(element);
  const faults = [];
  if (!isSeen()) faults.push('is not in sight');
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) faults.push('does not show its focus');
  const name = element.getAttribute('aria-label') ?? (label ?? element).textContent.trim();
  return { name: `${element.tagName.toLowerCase()} “${name.slice(0, 60)}”`, faults };
}

/** Controls that the Tab key could reach, still can, and that the walk missed. */
function leftOut(page: Page): Promise<Stop[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-expected]:not([data-stop], :disabled)')]
      .filter((control) => control.tabIndex >= 0 && control.checkVisibility({ visibilityProperty: true }))
      .map((control) => ({ name: control.outerHTML.slice(0, 120), faults: ['is not reached by the Tab key'] })),
  );
}

type Returns = { opened: string[]; faults: string[] };
declare const focusReturns: Returns;

/** Records from now on which dialogs are opened, and whether they return the focus. */
export async function watchDialogs(page: Page): Promise<void> {
  await page.evaluate(() => {
    const returns: Returns = { opened: [], faults: [] };
    Object.assign(globalThis, { focusReturns: returns });
    const openers = new WeakMap<EventTarget, Element | null>();
    const dialogs: { showModal: (this: HTMLDialogElement) => void } = HTMLDialogElement.prototype;
    const { showModal } = dialogs;
    dialogs.showModal = function () {
      if (!this.open) openers.set(this, document.activeElement);
      showModal.call(this);
      returns.opened.push(document.getElementById(this.getAttribute('aria-labelledby') ?? '')?.innerText ?? 'nameless');
    };
    addEventListener(
      'close',
      ({ target }) => {
        // The event comes a while after closing: a dialog that was opened again meanwhile has the focus already.
        if (target instanceof HTMLDialogElement && target.open) return;
        const opener = target && openers.get(target);
        // Likewise where another one was opened meanwhile, from the element that had got the focus back.
        const next = [...document.querySelectorAll('dialog[open]')].at(-1);
        if (next && openers.get(next) === opener) return;
        const [had, has] = [opener, document.activeElement].map((each) => each?.outerHTML.slice(0, 120) ?? 'nothing');
        if (!opener || opener === document.body) returns.faults.push('a dialog opened while nothing had the focus');
        else if (opener !== document.activeElement) returns.faults.push(`“${has}” got the focus of “${had}”`);
      },
      { capture: true },
    );
  });
}

/** The titles of all dialogs opened since, and where a closed one gave the focus to another element than before. */
export function dialogsSince(page: Page): Promise<Returns> {
  return page.evaluate(() => focusReturns);
}
