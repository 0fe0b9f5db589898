/**
 * The readout after each row: columns of probability, with a mark on the leading digit. It shows when the network made
 * up its mind.
 */

import { areaAverage } from './area-average.ts';
import type { ColourMap } from '../../../ui/colour-map.ts';
import { colourCells } from './heat-map.ts';
import { classesOf, leadingDigit } from '../reading/trace-reading.ts';

/** From this probability on a cell is so strongly coloured that the mark takes the background's colour. */
export const strongCell = 0.5;

export type ProbabilityPicture = {
  /** [steps × classes], row-major; averaged where there are more steps than pixels. */
  readonly probabilities: Float32Array;
  readonly steps: number;
  /** Steps before it were not read and have no answer. */
  readonly firstStep: number;
  readonly map: ColourMap;
  /** Device pixels; `width` is a multiple of the classes where possible. */
  readonly width: number;
  readonly height: number;
  /** Marks on strong and on weak cells. */
  readonly backgroundColour: string;
  readonly textColour: string;
};

/** Device pixels for a strip of about `about`: a whole number per class, where there is room. */
export function stripWidth(about: number, trace: Pick<ProbabilityPicture, 'probabilities' | 'steps'>): number {
  const classes = classesOf(trace);
  return classes * Math.max(1, Math.round(about / classes));
}

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
    const { steps, map, width, height } = picture;
    const digits = classesOf(picture);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const size = { rows: steps, columns: digits };
    const { rows, cells: probabilities } = areaAverage(picture.probabilities, size, { rows: height, columns: digits });
    cells.width = digits;
    cells.height = rows;
    const image = cellContext.createImageData(digits, rows);
    colourCells(probabilities, map, 1, new Uint32Array(image.data.buffer));
    cellContext.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(cells, 0, 0, width, height);

    const firstRow = Math.ceil((picture.firstStep * rows) / steps);
    for (const strong of [true, false]) {
      context.fillStyle = strong ? picture.backgroundColour : picture.textColour;
      context.beginPath();
      for (let row = firstRow; row < rows; row++) {
        const digit = leadingDigit(probabilities, digits, row);
        if (digit === null) continue;
        if (probabilities[row * digits + digit] >= strongCell === strong) {
          addMark(context, digit * (width / digits), row * (height / rows), width / digits, height / rows);
        }
      }
      context.fill();
    }
  };
}

/** Device pixels below which a row has no room for a dot: the marks become a line instead. */
const thinRow = 5;

function addMark(context: CanvasRenderingContext2D, left: number, top: number, width: number, height: number): void {
  const radius = Math.min(width, Math.max(height, thinRow)) * 0.2;
  const x = left + width / 2;
  if (height < thinRow) {
    context.rect(x - radius, top, 2 * radius, height);
    return;
  }
  const y = top + height / 2;
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
