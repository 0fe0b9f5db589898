/**
 * Short explanations of what is on screen. {@link tip} gives an element its words; `Tooltip.svelte`, of which the window
 * has one, shows them to the pointer, the keyboard and the finger.
 */

import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** One sentence; with a name and a formula where there are any. */
export type Tip = {
  readonly name?: string;
  readonly text: string;
  /** As written in a line: `cₜ = f·cₜ₋₁ + i·g`. */
  readonly formula?: string;
  /** What can be done there. */
  readonly hint?: string;
  /** The theme's custom property with the colour of its name. */
  readonly colourVariable?: `--${string}`;
};

/** `leaves`: whether it goes when the pointer goes elsewhere. */
type Shown = { readonly anchor: HTMLElement; readonly tip: Tip; readonly leaves: boolean };

const tips = new WeakMap<Element, Tip>();
let shown = $state.raw<Shown | null>(null);

/** What is shown now, and where. */
export const shownTip = {
  get current(): Shown | null {
    return shown;
  },
};

/** Shows words beside an element until `hideTip`, or until the person dismisses them. */
export function showTip(anchor: HTMLElement, words: Tip | undefined = tips.get(anchor), leaves = false): void {
  if (words) shown = { anchor, tip: words, leaves };
}

/** Whoever asks need not follow what is shown. */
const isShownAt = (element: Element) => untrack(() => shown?.anchor === element);

/** @param anchor hides the words of this element alone */
export function hideTip(anchor?: Element): void {
  if (!anchor || isShownAt(anchor)) shown = null;
}

/** All words of a tip in a row, for screen readers; those that are the element's name already are left out. */
export function tipInWords({ name, text, formula }: Tip, label: string | null = null): string {
  const parts = [name, text, formula].filter((part) => part !== undefined && part !== '' && part !== label);
  return parts.map((part, place) => (place < parts.length - 1 ? part?.replace(/\.?$/, '.') : part)).join(' ');
}

/** Words that screen readers alone say of an element, because something beside it shows them. */
export function described(words: Tip): Attachment<HTMLElement> {
  return (element) => {
    element.setAttribute('aria-description', tipInWords(words));
  };
}

/** Explains an element. Nothing explains nothing. */
export function tip(words: string | Tip | false | null | undefined): Attachment<HTMLElement> {
  return (element) => {
    if (!words) return;
    const held = typeof words === 'string' ? { text: words } : words;
    tips.set(element, held);
    element.dataset.tip = '';
    // Kept at all times, since a screen reader asks for it when the element has the focus, not when the words are seen.
    const description = tipInWords(held, element.getAttribute('aria-label'));
    const described = element instanceof HTMLLabelElement ? (element.control ?? element) : element;
    if (description) described.setAttribute('aria-description', description);
    if (isShownAt(element)) showTip(element, held, true);
    return () => {
      tips.delete(element);
      delete element.dataset.tip;
      described.removeAttribute('aria-description');
      // New words for the same element follow at once.
      queueMicrotask(() => {
        if (!tips.has(element)) hideTip(element);
      });
    };
  };
}
