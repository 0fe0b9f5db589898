/**
 * An element of the page as a picture: a copy with its computed styles and its canvases as images, inside an SVG that
 * only browsers draw (`foreignObject`), rendered as a PNG.
 */

import { rasterised } from './svg-picture.ts';

/** Enlarges a figure, and adds a margin. */
const scale = 2;
const margin = 16;

/**
 * @param element on the page
 * @param title is written above it
 * @throws Error where the browser cannot draw it
 */
export async function elementPicture(element: HTMLElement, title: string): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect();
  const page = getComputedStyle(document.body);
  const heading = 28;
  const wide = Math.ceil(Math.max(width, titleWidth(title, page.fontFamily))) + 2 * margin;
  const high = Math.ceil(height) + 2 * margin + heading;

  const sheet = document.createElement('div');
  const { backgroundColor, color, fontFamily } = page;
  Object.assign(sheet.style, {
    ...{ boxSizing: 'border-box', width: `${wide}px`, height: `${high}px`, padding: `${margin}px` },
    ...{ backgroundColor, color, fontFamily },
  });
  const head = document.createElement('div');
  Object.assign(head.style, { height: `${heading}px`, font: titleFont(page.fontFamily), whiteSpace: 'nowrap' });
  head.textContent = title;
  const body = copyWithStyles(element);
  // Independent of its place on the page.
  const place = { position: 'relative', inset: 'auto', margin: '0' };
  Object.assign(body.style, { ...place, width: `${width}px`, height: `${height}px` });
  sheet.append(head, body);

  const markup = new XMLSerializer().serializeToString(sheet);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}">` +
    `<foreignObject width="100%" height="100%">${markup}</foreignObject></svg>`;
  const png = await rasterised(svg, scale);
  if (!png) throw new Error('The picture is too large for this browser. Make the window smaller and try again.');
  return png;
}

const titleFont = (family: string) => `600 14px ${family}`;

function titleWidth(title: string, family: string): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = titleFont(family);
  return context.measureText(title).width;
}

/** Left out of a picture: buttons, dialogs and text for screen readers only. */
const leftOut = 'button, dialog, select, input, .visually-hidden';

function copyWithStyles(original: HTMLElement): HTMLElement {
  const copy = original.cloneNode(true) as HTMLElement;
  const [from, to] = [original, copy].map((each) => [each, ...each.querySelectorAll<HTMLElement>('*')]);
  const gone: HTMLElement[] = [];
  for (const [index, source] of from.entries()) {
    const target = to[index];
    if (index > 0 && source.matches(leftOut)) gone.push(target);
    const style = getComputedStyle(source);
    for (const name of style) target.style.setProperty(name, style.getPropertyValue(name));
    target.removeAttribute('class');
    if (source instanceof HTMLCanvasElement) target.replaceWith(imageOf(source, target));
  }
  // After the copying, which relies on their places.
  for (const element of gone) {
    element.style.setProperty('visibility', 'hidden');
    element.replaceChildren();
  }
  return copy;
}

function imageOf(canvas: HTMLCanvasElement, styled: HTMLElement): HTMLImageElement {
  const image = document.createElement('img');
  image.style.cssText = styled.style.cssText;
  image.src = canvas.toDataURL('image/png');
  return image;
}
