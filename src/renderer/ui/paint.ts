/**
 * Draws strokes and pixels on a canvas, in the theme's ink colour over nothing: the canvas' own CSS background
 * shows through. One unit of the canvas is a device pixel.
 */

import { digitSide } from '../../domain/ink/centre.ts';
import { type Ink, rasterSide, type Stroke, type StrokePoint } from '../../domain/ink/ink.ts';
import type { Pixels } from '../../protocol/values.ts';

/** CSS colours of the theme. */
export type InkColours = { readonly ink: string; readonly accent: string };

/** Grey levels as a picture: [height × width] bytes, 0 nothing to 255 full ink. */
export type Greys = { readonly width: number; readonly height: number; readonly bytes: Uint8Array };

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Pen strokes as smooth lines, scaled from the raster to the canvas. */
export function paintStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[], colour: string): void {
  // A wide canvas is as high as the raster of one digit.
  const scale = context.canvas.height / rasterSide;
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

/** Largest change of width, in raster units, that the eye does not see as a step. */
const widthStep = 0.5;

/**
 * One path for each stretch of equal width: a line of many short paths would show its joints. A segment whose width
 * changes is cut into pieces, because a path has one width only.
 */
function paintLine(context: CanvasRenderingContext2D, points: readonly StrokePoint[]): void {
  let from = points[0];
  startPath(context, from, from.width);
  // A single point is painted as a dot only when it is a line by itself.
  context.lineTo(from.x, from.y);
  for (const to of points.slice(1)) {
    const pieces = Math.ceil(Math.abs(to.width - from.width) / widthStep);
    for (let piece = 0; piece < pieces; piece++) {
      context.stroke();
      startPath(context, between(from, to, piece / pieces), between(from, to, (piece + 0.5) / pieces).width);
      const end = between(from, to, (piece + 1) / pieces);
      context.lineTo(end.x, end.y);
    }
    if (pieces === 0) {
      context.lineTo(to.x, to.y);
    } else {
      context.stroke();
      startPath(context, to, to.width);
    }
    from = to;
  }
  context.stroke();
}

function startPath(context: CanvasRenderingContext2D, { x, y }: StrokePoint, width: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineWidth = width;
}

function between(from: StrokePoint, to: StrokePoint, share: number): StrokePoint {
  const at = (axis: keyof StrokePoint) => from[axis] + share * (to[axis] - from[axis]);
  return { x: at('x'), y: at('y'), width: at('width') };
}

/** Ink of the raster, scaled to the canvas. */
export function paintInk(context: CanvasRenderingContext2D, ink: Ink, colour: string): void {
  const side = context.canvas.width;
  const greys = { width: ink.width, height: ink.height, bytes: ink.coverage };
  paintGreys(context, greys, { x: 0, y: 0, width: side, height: side }, colour);
}

/** Faint lines between the 28 rows, beneath the drawing. */
export function paintRowLines(context: CanvasRenderingContext2D, colour: string): void {
  const { width, height } = context.canvas;
  context.save();
  context.globalCompositeOperation = 'destination-over';
  context.globalAlpha = 0.06;
  context.fillStyle = colour;
  for (let row = 1; row < digitSide; row++) context.fillRect(0, Math.round((row * height) / digitSide), width, 1);
  context.restore();
}

/** Faint lines between `count` × `count` pixels, over the drawing. */
export function paintGrid(context: CanvasRenderingContext2D, count: number, colour: string): void {
  const side = context.canvas.width;
  context.save();
  context.globalAlpha = 0.16;
  context.fillStyle = colour;
  for (let line = 1; line < count; line++) {
    const at = Math.round((line * side) / count);
    context.fillRect(0, at, side, 1);
    context.fillRect(at, 0, 1, side);
  }
  context.restore();
}

/** A 28×28 digit that fills the canvas. */
export function paintPixels(context: CanvasRenderingContext2D, pixels: Pixels, colour: string): void {
  const side = context.canvas.width;
  const greys = { width: digitSide, height: digitSide, bytes: pixels };
  paintGreys(context, greys, { x: 0, y: 0, width: side, height: side }, colour);
}

/** Greys enlarged to `area`, each a sharp block; when reduced they are averaged. */
export function paintGreys(context: CanvasRenderingContext2D, greys: Greys, area: Rectangle, colour: string): void {
  const { width, height, bytes } = greys;
  const picture = new OffscreenCanvas(width, height);
  const pen = picture.getContext('2d');
  if (!pen) return;
  const image = new ImageData(width, height);
  for (let at = 0; at < bytes.length; at++) image.data[at * 4 + 3] = bytes[at];
  pen.putImageData(image, 0, 0);
  // Colours only what is there, so that no number has to be parsed from a CSS colour.
  pen.globalCompositeOperation = 'source-in';
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width, height);

  context.imageSmoothingEnabled = area.width < width;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, area.x, area.y, area.width, area.height);
}
