/** A contact sheet of pen drawings: the strokes, the 28×28 pixels that the network read, the label and the answer. */

import { writeFile } from 'node:fs/promises';
import { percent } from '../src/cli/shared/percent.ts';
import { toPng } from '../src/cli/testing/pictures.ts';
import { digitSide } from '../src/domain/ink/centre.ts';
import { fitStrokes, rasterSide } from '../src/domain/ink/ink.ts';
import type { PenAnswer } from '../src/engine/inspect/pen-answers.ts';
import { launchChromium } from './chromium.ts';

const styles = `
  body { margin: 8px; width: 1560px; font: 13px system-ui, sans-serif; }
  main { display: grid; grid-template-columns: repeat(8, 1fr); gap: 6px; }
  figure { margin: 0; padding: 4px; background: #eee; }
  figcaption { clear: left; }
  img, svg { float: left; width: 88px; height: 88px; margin-right: 3px; image-rendering: pixelated; background: white; }
`;

/** @param file a PNG to write */
export async function drawPensSheet(answers: readonly PenAnswer[], file: string): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1576, height: 800 } });
    await page.setContent(`<meta charset="utf-8"><style>${styles}</style><main>${answers.map(figure).join('')}</main>`);
    await writeFile(file, await page.screenshot({ fullPage: true }));
  } finally {
    await browser.close();
  }
}

function figure(drawing: PenAnswer, index: number): string {
  const { label, answer, probability, pixels, strokes } = drawing;
  const png = toPng({ side: digitSide, grey: (x, y) => pixels[y * digitSide + x] }).toString('base64');
  const lines = fitStrokes(strokes).map(({ points }) => points.map(({ x, y }) => `${x},${y}`).join(' '));
  const paths = lines.map((points) => `<polyline points="${points}" fill="none" stroke="black" stroke-width="4"/>`);
  return `<figure><svg viewBox="0 0 ${rasterSide} ${rasterSide}">${paths.join('')}</svg>
    <img src="data:image/png;base64,${png}">
    <figcaption>#${index} <b>${escaped(String(label))}</b> → <b>${answer}</b> ${percent(probability, 1)}</figcaption></figure>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
