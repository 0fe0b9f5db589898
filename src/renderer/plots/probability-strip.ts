/**
 * The readout after each row: ten columns of probability, with a mark on the digit that leads. One sees when the network
 * made up its mind.
 */

import type { ColourMap } from './colour-map.ts';
import { colourCells } from './heat-map.ts';
import { digits, leadingDigit } from './trace-reading.ts';

/** From this probability on a cell is so strongly coloured that the mark takes the background's colour. */
const strongCell = 0.5;

export type ProbabilityPicture = {
  /** [rows × 10], row-major. */
  readonly probabilities: Float32Array;
  readonly rows: number;
  readonly map: ColourMap;
  /** Device pixels; whole multiples of 10 and of the number of rows. */
  readonly width: number;
  readonly height: number;
  /** Marks on strong and on weak cells. */
  readonly backgroundColour: string;
  readonly textColour: string;
};

/** Paints `canvas` on each call; null empties it. */
export function probabilityStrip(canvas: HTMLCanvasElement): (picture: ProbabilityPicture | null) => void {
  const context = canvas.getContext('2d');
  const cells = document.createElement('canvas');
  const cellContext = cells.getContext('2d');
  return (picture) => {
    if (!context || !cellContext) return;
    if (!picture) {
      context.clearRect(0, 0, canvas.width, canvas.height);
      return;
    }
    const { probabilities, rows, map, width, height } = picture;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    cells.width = digits;
    cells.height = rows;
    const image = cellContext.createImageData(digits, rows);
    colourCells(probabilities, map, 1, new Uint32Array(image.data.buffer));
    cellContext.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(cells, 0, 0, width, height);

    const columnWidth = width / digits;
    const rowHeight = height / rows;
    const radius = Math.min(columnWidth, rowHeight) * 0.2;
    const leading = Array.from({ length: rows }, (_, row) => leadingDigit(probabilities, row));
    for (const strong of [true, false]) {
      context.fillStyle = strong ? picture.backgroundColour : picture.textColour;
      context.beginPath();
      leading.forEach((digit, row) => {
        if (probabilities[row * digits + digit] >= strongCell !== strong) return;
        const x = (digit + 0.5) * columnWidth;
        const y = (row + 0.5) * rowHeight;
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, 2 * Math.PI);
      });
      context.fill();
    }
  };
}
