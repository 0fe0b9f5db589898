/** Paints a completion: given rows in the theme's ink, drawn ones in its accent. */

import { type InkColours, paintGreys } from '../ui/paint.ts';

const side = 28;

export type CompletionPicture = {
  /** [784] bytes. */
  readonly bytes: Uint8Array;
  readonly givenRows: number;
  /** Rows drawn so far, including the given ones. */
  readonly shownRows: number;
};

/** Paints onto an empty square canvas. */
export function paintCompletion(
  context: CanvasRenderingContext2D,
  { bytes, givenRows, shownRows }: CompletionPicture,
  { ink, accent }: InkColours,
): void {
  paintRows(context, bytes, 0, Math.min(givenRows, shownRows), ink);
  paintRows(context, bytes, givenRows, shownRows, accent);
  if (givenRows === 0 || givenRows === side) return;
  const edge = Math.round((givenRows * context.canvas.width) / side);
  context.fillStyle = accent;
  context.globalAlpha = 0.5;
  context.fillRect(0, edge, context.canvas.width, 1);
  context.globalAlpha = 1;
}

function paintRows(
  context: CanvasRenderingContext2D,
  bytes: Uint8Array,
  from: number,
  to: number,
  colour: string,
): void {
  if (to <= from) return;
  const width = context.canvas.width;
  const rowHeight = width / side;
  const greys = { width: side, height: to - from, bytes: bytes.subarray(from * side, to * side) };
  const area = { x: 0, y: from * rowHeight, width, height: (to - from) * rowHeight };
  paintGreys(context, greys, area, colour);
}
