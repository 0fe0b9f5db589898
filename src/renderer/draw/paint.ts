/**
 * Puts strokes and pixels on a square canvas, in the theme's ink colour over nothing: the canvas' own CSS background shows
 * through. One unit of the canvas is a device pixel.
 */

import { digitSide } from '../../engine/data/centre.ts';
import { rasterSide, type Stroke, type StrokePoint } from '../../engine/data/ink.ts';
import type { Pixels } from '../../protocol/api.ts';

/** CSS colours of the theme. */
export type InkColours = { readonly ink: string; readonly accent: string };

/** Grey levels as a picture: [height × width] bytes, 0 nothing to 255 full ink. */
export type Greys = { readonly width: number; readonly height: number; readonly bytes: Uint8Array };

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Pen strokes as smooth lines that fill the canvas as they fill the raster. */
export function paintStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[], colour: string): void {
  const scale = context.canvas.width / rasterSide;
  context.save();
  context.scale(scale, scale);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = colour;
  for (const { points, erases } of strokes) {
    context.globalCompositeOperation = erases ? 'destination-out' : 'source-over';
    paintLine(context, points);
  }
  context.restore();
}

/** One path for each run of equal width: a line of many short paths would show its joints. */
function paintLine(context: CanvasRenderingContext2D, points: readonly StrokePoint[]): void {
  const [first] = points;
  context.beginPath();
  context.moveTo(first.x, first.y);
  // A path of one point is painted as a dot only when it has a line to itself.
  context.lineTo(first.x, first.y);
  let width = first.width;
  context.lineWidth = width;
  for (let i = 1; i < points.length; i++) {
    const to = points[i];
    if (to.width !== width) {
      const from = points[i - 1];
      context.stroke();
      context.beginPath();
      context.moveTo(from.x, from.y);
      width = to.width;
      context.lineWidth = width;
    }
    context.lineTo(to.x, to.y);
  }
  context.stroke();
}

/** Faint lines between the 28 rows, beneath what is there. */
export function paintRowLines(context: CanvasRenderingContext2D, colour: string): void {
  const side = context.canvas.width;
  context.save();
  context.globalCompositeOperation = 'destination-over';
  context.globalAlpha = 0.06;
  context.fillStyle = colour;
  for (let row = 1; row < digitSide; row++) context.fillRect(0, Math.round((row * side) / digitSide), side, 1);
  context.restore();
}

/** A 28×28 digit that fills the canvas. */
export function paintPixels(context: CanvasRenderingContext2D, pixels: Pixels, colour: string): void {
  const side = context.canvas.width;
  const greys = { width: digitSide, height: digitSide, bytes: pixels };
  paintGreys(context, greys, { x: 0, y: 0, width: side, height: side }, colour);
}

/** Greys enlarged to `area`, each a sharp block; made smaller they are averaged. */
export function paintGreys(context: CanvasRenderingContext2D, greys: Greys, area: Rectangle, colour: string): void {
  const { width, height, bytes } = greys;
  const picture = new OffscreenCanvas(width, height);
  const pen = picture.getContext('2d');
  if (!pen) return;
  const image = new ImageData(width, height);
  for (let at = 0; at < bytes.length; at++) image.data[at * 4 + 3] = bytes[at];
  pen.putImageData(image, 0, 0);
  // Colours what is there and nothing else, so that no number has to be read out of a CSS colour.
  pen.globalCompositeOperation = 'source-in';
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width, height);

  context.imageSmoothingEnabled = area.width < width;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, area.x, area.y, area.width, area.height);
}
