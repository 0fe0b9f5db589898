/** The score as SVG: text as text, each tile an embedded picture, in the theme's colours. */

import type { Trace } from '../../../../protocol/trace.ts';
import type { Pixels } from '../../../../protocol/values.ts';
import { stripNorms, stripOf } from '../reading/strips.ts';
import { powerOfTen } from '../../../i18n/numbers.ts';
import { decadeScale } from '../tiles/gradient-strip.ts';
import { saliencyRange } from '../tiles/saliency.ts';
import { colourScales, probabilityLook, type Tile } from '../reading/tiles.ts';
import { veiledParts, veilOpacity } from '../marks/veiled-parts.ts';
import { className, hasShortNames } from '../../../i18n/class-names.svelte.ts';
import { classesOf } from '../reading/trace-reading.ts';
import { unitGroups } from '../groups/unit-groups.ts';
import { arranged, type UnitOrder } from '../reading/unit-order.ts';
import { cellsOf, enlarged, inkOf } from './cells.ts';
import type { Bitmap, EncodePng } from '../../../ui/export/encode-png.ts';
import type { PictureTheme } from '../../../ui/palette.ts';
import { gradientBars, gradientLine, groupBrackets, legend, probabilityMarks } from './parts.ts';
import { pictureLayout, type PictureLayout, maxColumns, maxLines } from './layout.ts';
import { element, type Svg, svgFile } from '../../../ui/export/svg.ts';

export type ScorePicture = {
  readonly trace: Trace;
  readonly layerIndex: number;
  readonly tiles: readonly Tile[];
  readonly order: UnitOrder | null;
  /** The image arranged beside the lines; saliency in its place, arranged likewise, or null. */
  readonly image: Pixels;
  readonly saliency: Float32Array | null;
  /** The step under the scan line, from 0. */
  readonly row: number;
  readonly title: string;
  /** Further facts about it, a line each. */
  readonly captions: readonly string[];
  /** Over the tiles, and over image and answer. */
  readonly names: { readonly tiles: readonly string[]; readonly image: string; readonly answer: string };
  readonly theme: PictureTheme;
  readonly encode: EncodePng;
  /** Of all but the words, in the picture's own size; 1 if left out. */
  readonly scale?: number;
};

const sans = "system-ui, 'Segoe UI', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif";
const serif = "Georgia, 'Times New Roman', 'DejaVu Serif', serif";

export function scorePicture(picture: ScorePicture): string {
  const { title, captions, theme, tiles, scale } = picture;
  const layout = pictureLayout(
    { steps: picture.trace.steps, classes: classesOf(picture.trace) },
    tiles,
    captions.length,
    scale,
  );
  return svgFile(layout.width, layout.height, title, [
    element('rect', { width: layout.width, height: layout.height, fill: theme.background }),
    element('g', { 'font-family': sans, 'font-size': 12, fill: theme.text }, [
      element('text', { x: layout.margin, y: layout.margin + 15, 'font-size': 17, 'font-weight': 600 }, title),
      ...captions.map((caption, line) =>
        element('text', { x: layout.margin, y: layout.margin + 36 + 17 * line, fill: theme.muted }, caption),
      ),
      ...imageOf(picture, layout),
      ...rowNumbers(picture, layout),
      ...tiles.flatMap((tile, index) => tileOf(picture, layout, tile, index)),
      ...answerOf(picture, layout),
      ...gradientOf(picture, layout),
      ...unreadOf(picture, layout),
      ...veilOf(picture, layout),
      scanLine(picture, layout),
      ...legendsOf(picture, layout),
    ]),
  ]);
}

function heading(x: number, y: number, symbol: string, name: string, symbolColour: string, muted: string): Svg[] {
  return [
    element('text', { x, y }, [
      element('tspan', { 'font-family': serif, 'font-size': 15, 'font-weight': 600, fill: symbolColour }, symbol),
      element('tspan', { dx: 4, fill: muted }, name),
    ]),
  ];
}

function embedded(bitmap: Bitmap, encode: EncodePng, place: Record<string, number>, label: string): Svg {
  return element(
    'image',
    { ...place, preserveAspectRatio: 'none', style: 'image-rendering:pixelated', href: encode(enlarged(bitmap)) },
    [element('title', {}, label)],
  );
}

function framed(layout: PictureLayout, x: number, width: number, colour: string): Svg {
  return element('rect', { x, y: layout.top - 2, width, height: 2, fill: colour });
}

function imageOf({ image, saliency, names, theme, encode }: ScorePicture, { margin, top, side }: PictureLayout): Svg[] {
  const size = { rows: Math.sqrt(image.length), columns: Math.sqrt(image.length) };
  const bitmap = saliency
    ? cellsOf(saliency, size, { map: theme.maps.diverging, range: saliencyRange(saliency) }, size)
    : inkOf(image, theme.surface, theme.ink);
  return [
    ...heading(margin, top - 10, 'x', names.image, theme.text, theme.muted),
    embedded(bitmap, encode, { x: margin, y: top, width: side, height: side }, names.image),
    element('rect', { x: margin, y: top, width: side, height: side, fill: 'none', stroke: theme.line }),
  ];
}

/** Each step's number; of many, every 28th: after it a row of pixels is complete. */
function rowNumbers({ trace, theme }: ScorePicture, { numbersEnd, top, lineHeight }: PictureLayout): Svg[] {
  const stride = trace.steps > 100 ? Math.sqrt(trace.steps) : 1;
  return Array.from({ length: trace.steps / stride }, (_, index) => {
    const step = (index + 1) * stride - 1;
    const y = top + (step + 0.5) * lineHeight + 3;
    return element(
      'text',
      { x: numbersEnd, y, 'font-size': 9, 'text-anchor': 'end', fill: theme.muted },
      `${step + 1}`,
    );
  });
}

function tileOf(picture: ScorePicture, layout: PictureLayout, tile: Tile, index: number): Svg[] {
  const { theme, encode, names, order, trace } = picture;
  const { x, width } = layout.tiles[index];
  const colour = theme.colour(tile.look.colourVariable);
  const isOrdered = tile.kind === 'units' && order !== null;
  const matrix = tile.matrix && isOrdered ? arranged(tile.matrix, order) : tile.matrix;
  if (!matrix) return [];
  const size = { rows: trace.steps, columns: tile.columns };
  const colours = { map: theme.maps[tile.map], range: tile.range };
  const bitmap = cellsOf(matrix, size, colours, { rows: maxLines, columns: maxColumns });
  const place = { x, y: layout.top, width, height: layout.side };
  const groups = isOrdered && order.tree ? unitGroups(order.tree) : [];
  return [
    ...heading(x, layout.top - (groups.length > 0 ? 24 : 10), tile.symbol, names.tiles[index], colour, theme.muted),
    embedded(bitmap, encode, place, `${tile.symbol} ${names.tiles[index]}`),
    ...groupBrackets(groups, tile.columns, { x, y: layout.top - 2, width }, theme.muted),
    framed(layout, x, width, colour),
  ];
}

function answerOf({ trace, theme, names, encode }: ScorePicture, layout: PictureLayout): Svg[] {
  const { x, width } = layout.answer;
  const { top, side } = layout;
  const colour = theme.colour(probabilityLook.colourVariable);
  const digits = classesOf(trace);
  const size = { rows: trace.steps, columns: digits };
  const colours = { map: theme.maps.sequential, range: 1 };
  const bitmap = cellsOf(trace.probabilities, size, colours, { rows: maxLines, columns: digits });
  const column = width / digits;
  return [
    ...heading(x, top - 24, probabilityLook.symbol, names.answer, colour, theme.muted),
    ...Array.from({ length: digits }, (_, digit) => {
      const isTrue = trace.label === digit;
      // Of many or long names only the true one is shown, above its column.
      if (!isTrue && (column < 8 || !hasShortNames())) return null;
      const centre = x + (digit + 0.5) * column;
      return element('g', {}, [
        ...(isTrue
          ? [element('rect', { x: centre - 6, y: top - 17, width: 12, height: 13, rx: 3, fill: colour })]
          : []),
        element(
          'text',
          {
            ...{ x: centre, y: top - 7, 'font-size': 10, 'text-anchor': 'middle' },
            fill: isTrue ? theme.background : theme.muted,
          },
          className(digit),
        ),
      ]);
    }).filter((part) => part !== null),
    embedded(bitmap, encode, { x, y: top, width, height: side }, names.answer),
    ...probabilityMarks(trace, { x, y: top, width, height: side }, theme.colour('--surface'), theme.text),
    framed(layout, x, width, colour),
  ];
}

function gradientOf({ trace, layerIndex, theme }: ScorePicture, layout: PictureLayout): Svg[] {
  const { x, width } = layout.gradient;
  const { top, side } = layout;
  const strip = stripOf(trace, trace.layers[layerIndex]);
  const { look, bars, line, cut } = strip;
  const scale = decadeScale(stripNorms(strip));
  const colour = theme.colour(look.colourVariable);
  const box = { x, y: top, width, height: side };
  const number = (at: number, anchor: string, exponent: number) =>
    element(
      'text',
      { x: at, y: top - 7, 'font-size': 10, 'text-anchor': anchor, fill: theme.muted },
      powerOfTen(exponent),
    );
  return [
    ...heading(x, top - 24, look.symbol, '', colour, theme.muted),
    number(x, 'start', scale.low),
    number(x + width, 'end', scale.high),
    ...gradientBars(bars, scale, box, colour),
    ...(line ? gradientLine(line, scale, box, theme.text) : []),
    ...(cut === null ? [] : [cutLine(layout, cut, trace.truncation, theme)]),
    framed(layout, x, width, colour),
  ];
}

/** Separates the steps that the gradient reaches in training from those that it does not. */
function cutLine(layout: PictureLayout, cut: number, truncation: number, theme: ScorePicture['theme']): Svg {
  const { x, width } = layout.gradient;
  const y = layout.top + cut * layout.lineHeight;
  return element('g', {}, [
    element('line', {
      x1: x,
      y1: y,
      x2: x + width,
      y2: y,
      stroke: theme.text,
      'stroke-dasharray': '4 3',
      'stroke-width': 2,
    }),
    element('text', { x, y: y - 4, 'font-size': 10, fill: theme.text }, `k = ${truncation}`),
  ]);
}

/** Over the lines before the memory window. */
function unreadOf({ trace, theme }: ScorePicture, { firstTile, end, top, lineHeight }: PictureLayout): Svg[] {
  if (trace.firstStep === 0) return [];
  const height = trace.firstStep * lineHeight;
  const band = { x: firstTile, y: top, width: end - firstTile, height, fill: theme.background, 'fill-opacity': 0.72 };
  return [element('rect', band)];
}

/** Over what comes after the scan line, in image and tiles, as on the screen. */
function veilOf({ trace: { steps, order }, row, theme }: ScorePicture, layout: PictureLayout): Svg[] {
  const { margin, firstTile, end, top, side } = layout;
  const veil = (x: number, width: number, parts: ReturnType<typeof veiledParts>) =>
    parts.map((part) =>
      element('rect', {
        ...{ x: x + part.left * width, y: top + part.top * side },
        ...{ width: (1 - part.left) * width, height: (part.bottom - part.top) * side },
        ...{ fill: theme.background, 'fill-opacity': veilOpacity },
      }),
    );
  return [
    ...veil(margin, side, veiledParts(row, steps, order)),
    ...veil(firstTile, end - firstTile, veiledParts(row, steps, null)),
  ];
}

function scanLine({ row, theme }: ScorePicture, { firstTile, end, top, lineHeight }: PictureLayout): Svg {
  const place = { x: firstTile, y: top + row * lineHeight, width: end - firstTile, height: lineHeight };
  return element('rect', { ...place, fill: 'none', stroke: theme.accent });
}

function legendsOf({ tiles, theme, encode }: ScorePicture, { firstTile, legendsTop }: PictureLayout): Svg[] {
  let x = firstTile;
  return colourScales(tiles, probabilityLook).flatMap(({ map, range, looks }) => {
    const symbols = looks.map(({ symbol }) => symbol).join(' ');
    const from = map === 'diverging' ? -range : 0;
    const { parts, width } = legend({ x, y: legendsTop, from, to: range, symbols, serif, muted: theme.muted }, (ramp) =>
      encode(
        enlarged(
          cellsOf(
            ramp,
            { rows: 1, columns: ramp.length },
            { map: theme.maps[map], range },
            {
              rows: 1,
              columns: ramp.length,
            },
          ),
        ),
      ),
    );
    x += width;
    return parts;
  });
}
