import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { toIcns, toIco } from './icon-files.ts';
import { root } from './run.ts';

const folder = join(root, 'resources', 'icons');

function sizeOf(png: Buffer): number {
  const { width, height } = PNG.sync.read(png);
  expect(width).toBe(height);
  return width;
}

/** The images of an .ico file, where its directory says they are. */
function readIco(file: Buffer): { told: number; size: number }[] {
  expect([...file.subarray(0, 4)]).toEqual([0, 0, 1, 0]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const offset = file.readUInt32LE(entry + 12);
    const png = file.subarray(offset, offset + file.readUInt32LE(entry + 8));
    return { told: file.readUInt8(entry) || 256, size: sizeOf(png) };
  });
}

/** The images of an .icns file, from one block's length to the next block. */
function readIcns(file: Buffer): [string, number][] {
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const images: [string, number][] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    images.push([file.toString('latin1', at, at + 4), sizeOf(file.subarray(at + 8, at + file.readUInt32BE(at + 4)))]);
  }
  return images;
}

test('has each size in the directory of the icon of Windows, up to 256 pixels', () => {
  const images = readIco(readFileSync(join(folder, 'icon.ico')));

  expect(images.map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
  expect(images.every(({ told, size }) => told === size)).toBe(true);
});

test('has each size of its type in the icon of macOS, up to 1024 pixels', () => {
  expect(readIcns(readFileSync(join(folder, 'icon.icns')))).toEqual([
    ['icp4', 16],
    ['icp5', 32],
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic08', 256],
    ['ic13', 256],
    ['ic09', 512],
    ['ic14', 512],
    ['ic10', 1024],
  ]);
});

test('has the sizes in their names for the icons of Linux', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'));

  expect(names).toHaveLength(8);
  for (const name of names) expect(name).toBe(`${sizeOf(readFileSync(join(folder, name)))}x${parseInt(name)}.png`);
});

test('refuses to make an icon of macOS without a size', () => {
  expect(() => toIcns([{ size: 16, png: Buffer.of(1) }])).toThrow('An icon of 32 pixels is missing.');
});

test('writes 256 pixels as 0, since there is one byte for them', () => {
  expect(toIco([{ size: 256, png: Buffer.of(7) }])[6]).toBe(0);
});
