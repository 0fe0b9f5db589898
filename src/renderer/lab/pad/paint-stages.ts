/** Pictures of the stages from ink to 28×28 pixels, each on a square canvas. `centre.ts` computes the stages. */

import { boxSide, digitSide, type CentredDigit } from '../../../domain/ink/centre.ts';
import type { Ink } from '../../../domain/ink/ink.ts';
import { paintGreys, paintInk, type InkColours } from '../../ui/paint.ts';

/** The ink, with a frame around the part to be cropped. */
export function paintCrop(
  context: CanvasRenderingContext2D,
  ink: Ink,
  crop: CentredDigit['crop'],
  { ink: colour, accent }: InkColours,
): void {
  const scale = context.canvas.width / Math.max(ink.width, ink.height);
  paintInk(context, ink, colour);
  const line = thinLine(context);
  context.strokeStyle = accent;
  context.lineWidth = line;
  context.strokeRect(
    crop.x * scale - line / 2,
    crop.y * scale - line / 2,
    crop.width * scale + line,
    crop.height * scale + line,
  );
}

/** The box of 20 × 20, filling the canvas; the digit is on whole pixels of it. */
export function paintBox(
  context: CanvasRenderingContext2D,
  { width, height, pixels }: CentredDigit['box'],
  { ink }: InkColours,
): void {
  const scale = context.canvas.width / boxSide;
  const area = {
    x: Math.floor((boxSide - width) / 2) * scale,
    y: Math.floor((boxSide - height) / 2) * scale,
    width: width * scale,
    height: height * scale,
  };
  paintGreys(context, { width, height, bytes: pixels }, area, ink);
}

/** The digit in its 28 × 28, with a ring at the picture's centre and a cross at the centre of mass. */
export function paintMassCentre(
  context: CanvasRenderingContext2D,
  { box, shift, centreOfMass }: CentredDigit,
  { ink, accent }: InkColours,
): void {
  const side = context.canvas.width;
  const scale = side / digitSide;
  const greys = { width: box.width, height: box.height, bytes: box.pixels };
  const area = { x: shift.x * scale, y: shift.y * scale, width: box.width * scale, height: box.height * scale };
  context.globalAlpha = 0.45;
  paintGreys(context, greys, area, ink);
  context.globalAlpha = 1;

  // Positions count from the middle of pixel 0, the canvas from its edge.
  const x = (centreOfMass.x + shift.x + 0.5) * scale;
  const y = (centreOfMass.y + shift.y + 0.5) * scale;
  const centre = (digitSide / 2 + 0.5) * scale;
  context.strokeStyle = accent;
  context.lineWidth = thinLine(context);
  context.strokeRect(area.x, area.y, area.width, area.height);
  context.beginPath();
  context.arc(centre, centre, 2.5 * scale, 0, 2 * Math.PI);
  context.moveTo(x - 4 * scale, y);
  context.lineTo(x + 4 * scale, y);
  context.moveTo(x, y - 4 * scale);
  context.lineTo(x, y + 4 * scale);
  context.stroke();
}

function thinLine(context: CanvasRenderingContext2D): number {
  return Math.max(1, context.canvas.width / 72);
}
