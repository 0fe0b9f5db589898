import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import type { Trace } from '../../../../protocol/trace.ts';
import { colourMaps } from '../../../ui/colour-map.ts';
import { saliencyAsRead } from '../tiles/saliency.ts';
import { syntheticTrace } from '../testing/synthetic-trace.ts';
import { unitGroups } from '../groups/unit-groups.ts';
import { tilesOf } from '../reading/tiles.ts';
import { orderUnits } from '../reading/unit-order.ts';
import type { EncodePng } from '../../../ui/export/encode-png.ts';
import type { PictureTheme } from '../../../ui/palette.ts';
import { scorePicture, type ScorePicture } from './score-picture.ts';

const encode: EncodePng = ({ width, height, pixels }) => {
  const png = new PNG({ width, height });
  png.data = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
};

const theme: PictureTheme = {
  maps: colourMaps('light', '#ffffff'),
  ...{ background: '#f6f6f3', text: '#1b1f24', muted: '#5a626c', line: '#dcdcd6', accent: '#2453c4' },
  ...{ surface: [255, 255, 255], ink: [27, 31, 36] },
  colour: (variable) => `var(${variable})`,
};

function pictureOf(trace: Trace, changes: Partial<ScorePicture> = {}): ScorePicture {
  const tiles = tilesOf(trace, trace.layers[0]);
  return {
    ...{ trace, layerIndex: 0, tiles, order: null, image: trace.pixels, saliency: null, row: 12, theme, encode },
    ...{ title: 'A 7', captions: ['rows ↓'] },
    names: { tiles: tiles.map(({ look }) => look.symbol), image: 'image', answer: 'answer' },
    ...changes,
  };
}

type Node = { name: string; attributes: Record<string, string>; text: string; children: Node[] };

/**
 * Reads XML without comments, CDATA and entities beyond the five. @throws where a tag is not closed or a text not
 * escaped
 */
function parse(xml: string): Node {
  const root: Node = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  let rest = xml.replace(/^<\?xml[^?]*\?>\n/, '').trimEnd();
  const plain = (text: string) => {
    if (/[<>]|&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error(`Not escaped: ${text}`);
    return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  };
  while (rest !== '') {
    const parent = open[open.length - 1];
    const tag = /^<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>/.exec(rest);
    if (tag) {
      const [all, closes, name, attributes, empty] = tag;
      rest = rest.slice(all.length);
      if (closes) {
        if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing.`);
        continue;
      }
      const found = [...attributes.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)].map(([, key, value]) => [key, plain(value)]);
      const node = { name, attributes: Object.fromEntries(found) as Record<string, string>, text: '', children: [] };
      parent.children.push(node);
      if (!empty) open.push(node);
    } else {
      const [text] = /^[^<]+/.exec(rest) ?? [''];
      if (text === '') throw new Error(`Not understood: ${rest.slice(0, 40)}`);
      parent.text += plain(text);
      rest = rest.slice(text.length);
    }
  }
  if (open.length !== 1) throw new Error(`${open[open.length - 1].name} is not closed.`);
  return root.children[0];
}

const all = (node: Node): Node[] => [node, ...node.children.flatMap(all)];
const named = (root: Node, name: string) => all(root).filter((node) => node.name === name);
const pngOf = ({ attributes: { href } }: Node) => PNG.sync.read(Buffer.from(href.split(',')[1], 'base64'));

describe.each([
  ['LSTM', syntheticTrace(), 6],
  ['GRU in a window', syntheticTrace({ cell: 'gru', window: 9 }), 4],
  ['Transformer', syntheticTrace({ cell: 'transformer' }), 3],
  ['RNN that reads pixels', syntheticTrace({ cell: 'rnn', order: 'pixels', units: 4 }), 2],
] as const)('of an %s', (_, trace, tileCount) => {
  const root = parse(scorePicture(pictureOf(trace)));

  test('has each tile, image and answer, in order and inside its frame', () => {
    const images = named(root, 'image').filter(({ children }) => children.length > 0);
    expect(images).toHaveLength(tileCount + 2);
    const [width, height] = [root.attributes.width, root.attributes.height].map(Number);
    let right = 0;
    for (const { attributes } of images) {
      expect(Number(attributes.x)).toBeGreaterThan(right);
      right = Number(attributes.x) + Number(attributes.width);
      expect(Number(attributes.y) + Number(attributes.height)).toBeLessThan(height);
    }
    expect(right).toBeLessThan(width);
  });

  test('has titles, steps and digits as text', () => {
    const texts = named(root, 'text').map((node) => all(node).reduce((text, { text: part }) => text + part, ''));
    for (const text of ['A 7', 'rows ↓', '28', '0', '9']) expect(texts).toContain(text);
  });
});

test('gives an embedded tile the colours of its map, cell by cell, in the order of the units', () => {
  const trace = syntheticTrace();
  const tiles = tilesOf(trace, trace.layers[0]);
  const { units, firstStep, readout } = trace;
  const hiddenState = trace.layers[0].matrices.hiddenState ?? new Float32Array();
  const order = orderUnits({ by: 'firing' }, { hiddenState, units, firstStep, readout });
  const root = parse(scorePicture(pictureOf(trace, { order })));
  const forget = named(root, 'image').filter(({ children }) => children.length > 0)[1];
  const { width, height, data } = pngOf(forget);
  const { pixels, scale } = theme.maps.sequential;
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  for (const [row, place] of [
    [0, 0],
    [13, 7],
    [27, 15],
  ]) {
    const value = tiles[0].matrix?.[row * units + order.unitAt[place]] ?? NaN;
    const at = 4 * (Math.floor(((row + 0.5) / 28) * height) * width + Math.floor(((place + 0.5) / units) * width));
    const colour = 4 * Math.floor(value * scale + 0.5);
    expect([...data.subarray(at, at + 4)]).toEqual([...bytes.subarray(colour, colour + 4)]);
  }
});

test('marks the groups of similar units over each tile of units, as wide as the groups are', () => {
  const trace = syntheticTrace();
  const { units, firstStep, readout } = trace;
  const hiddenState = trace.layers[0].matrices.hiddenState ?? new Float32Array();
  const order = orderUnits({ by: 'similarity' }, { hiddenState, units, firstStep, readout });
  const groups = order.tree ? unitGroups(order.tree) : [];
  const picture = pictureOf(trace, { order });
  const brackets = named(parse(scorePicture(picture)), 'path').map(({ attributes }) => attributes.d);

  expect(groups.length).toBeGreaterThan(1);
  expect(brackets).toHaveLength(groups.length * picture.tiles.filter(({ kind }) => kind === 'units').length);
  const [tile] = named(parse(scorePicture(picture)), 'image')
    .filter(({ children }) => children.length > 0)
    .slice(1);
  const [x, width] = [Number(tile.attributes.x), Number(tile.attributes.width)];
  const ends = brackets.slice(0, groups.length).map((d) => Number(/H([\d.]+)/.exec(d)?.[1]));
  expect(ends).toEqual(groups.map(({ from, units: of }) => x + ((from + of.length) / units) * width - 0.5));
  expect(named(parse(scorePicture(pictureOf(trace))), 'path')).toEqual([]);
});

test('shows the ink between the two colours of the theme, or saliency in its place', () => {
  const trace = syntheticTrace();
  const [ink] = named(parse(scorePicture(pictureOf(trace))), 'image').map(pngOf);
  const darkest = trace.pixels.indexOf(Math.max(...trace.pixels));
  const cell = ink.width / 28;
  const at = (pixel: number) => 4 * ((Math.floor(pixel / 28) + 0.5) * cell * ink.width + ((pixel % 28) + 0.5) * cell);
  expect([...ink.data.subarray(at(0), at(0) + 3)]).toEqual([255, 255, 255]);
  const share = trace.pixels[darkest] / 255;
  expect(ink.data[at(darkest)]).toBe(Math.round(255 + (27 - 255) * share));

  const saliency = saliencyAsRead(trace.saliency ?? new Float32Array(), trace.order);
  const [coloured] = named(parse(scorePicture(pictureOf(trace, { saliency }))), 'image').map(pngOf);
  const strongest = saliency.reduce(
    (found, value, pixel) => (Math.abs(value) > Math.abs(saliency[found]) ? pixel : found),
    0,
  );
  const [red, , blue] = coloured.data.subarray(at(strongest), at(strongest) + 3);
  // Blue speaks against, orange for.
  expect(red > blue).toBe(saliency[strongest] > 0);
});

test('escapes what a person wrote', () => {
  const root = parse(
    scorePicture(pictureOf(syntheticTrace(), { title: 'a < b & "c" > \u0000d', captions: ['</svg>'] })),
  );
  expect(named(root, 'title')[0].text).toBe('a < b & "c" > d');
  expect(named(root, 'text').map(({ text }) => text)).toContain('</svg>');
});
