/** How an image becomes a sequence: one step per row, top to bottom, 28 steps of 28 pixels. */

export const rows = 28;
export const rowLength = 28;
export const pixelCount = rows * rowLength;
