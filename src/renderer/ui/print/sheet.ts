/**
 * What is printed in place of the page: a sheet of the open lesson, or of the score. What is on the screen offers it; it exists only
 * while it is printed, in the light theme, whoever asks for the print: the app, or the browser by itself.
 */

import { type Component, flushSync, mount, unmount } from 'svelte';
import { elementPicture } from '../export/element-picture.ts';
import { theme } from '../theme.svelte.ts';

/** The lesson goes before the picture beside it. */
const names = ['lesson', 'picture'] as const;

export type SheetName = (typeof names)[number];

/** Puts a sheet into an element. @returns takes it out again */
type Fill = (target: HTMLElement) => () => void;

const offered = new Map<SheetName, Fill>();
let prepared: { readonly element: HTMLElement; readonly empty: () => void } | null = null;

/** Offers a sheet while its effect lasts. @returns withdraws it */
export function offerSheet(name: SheetName, fill: Fill): () => void {
  offered.set(name, fill);
  return () => {
    if (offered.get(name) === fill) offered.delete(name);
  };
}

/** A sheet that is one component. */
export function sheetOf<Props extends Record<string, unknown>>(component: Component<Props>, props: () => Props): Fill {
  return (target) => {
    const mounted = mount(component, { target, props: props() });
    return () => void unmount(mounted);
  };
}

/** Reads the stylesheet's light theme, of which nothing is painted. */
function inLight(act: () => void): void {
  const { dataset } = document.documentElement;
  const shown = dataset.theme;
  dataset.theme = 'light';
  try {
    act();
  } finally {
    dataset.theme = shown;
  }
}

function takeAway(): void {
  prepared?.empty();
  prepared?.element.remove();
  prepared = null;
}

function prepare(wanted?: SheetName): HTMLElement | null {
  const name = wanted ?? names.find((each) => offered.has(each));
  const fill = name && offered.get(name);
  return name && fill ? place(name, fill) : null;
}

function place(name: SheetName, fill: Fill): HTMLElement {
  takeAway();
  const element = document.createElement('main');
  element.className = `sheet ${name}-sheet`;
  document.body.append(element);
  inLight(() => {
    const empty = fill(element);
    prepared = { element, empty };
    flushSync();
  });
  return element;
}

/**
 * Opens the system's print dialog for a sheet, once its pictures and letters are there.
 * @param name the lesson if there is one, else the picture; where nothing offers a sheet, the room as it looks
 */
export async function printSheet(name?: SheetName): Promise<void> {
  const sheet = prepare(name) ?? place('picture', await roomAsSeen());
  await document.fonts.ready;
  await Promise.all(Array.from(sheet.querySelectorAll('img'), (image) => image.decode()));
  window.print();
}

async function inWhite<Made>(make: () => Promise<Made>): Promise<Made> {
  theme.printing = true;
  try {
    return await make();
  } finally {
    theme.printing = false;
  }
}

/** A room that offers no sheet, as it looks in the light theme. */
async function roomAsSeen(): Promise<Fill> {
  const address = await inWhite(async () => {
    // Pictures follow the theme in the frame after the next.
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
    const room = document.querySelector('main') ?? document.body;
    return URL.createObjectURL(await elementPicture(room, document.title));
  });
  return (target) => {
    const image = new Image();
    image.src = address;
    image.alt = document.title;
    target.append(image);
    return () => {
      URL.revokeObjectURL(address);
    };
  };
}

/** Prepares the sheet for prints that the browser begins itself. @returns stops it */
export function followPrints(): () => void {
  const before = () => {
    if (prepared ?? prepare()) return;
    theme.printing = true;
    flushSync();
  };
  const remove = () => {
    takeAway();
    theme.printing = false;
  };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', remove);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', remove);
    remove();
  };
}
