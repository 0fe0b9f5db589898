import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keep, relabel, remove } from './digit-changes.ts';
import { createDigitStore, type DigitStore, type StoredDigits } from './digit-store.ts';
import { parseDigits, writeDigits } from './digits-file.ts';
import { limits } from '../../domain/limits/limits.ts';

let folder: string;
let troubles: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-digits-'));
  troubles = [];
});

afterEach(() => rm(folder, { recursive: true }));

const open = (place: string | null = folder) =>
  createDigitStore(place, ({ kind, message }) => {
    troubles.push(`${kind} ${message}`);
  });

/** A digit whose pixels all have this value. */
const one = (byte: number, label = 1, time = byte) =>
  keep({
    images: new Uint8Array(784).fill(byte),
    labels: Uint8Array.of(label),
    answers: Uint8Array.of(255),
    times: Float64Array.of(time),
  });

const bytes = ({ digits }: StoredDigits) => [...digits.values()].map(({ pixels }) => pixels[0]);
const labels = ({ digits }: StoredDigits) => [...digits.values()].map(({ label }) => label);
const idsOf = async (store: DigitStore) => [...(await store.read()).digits.keys()];
const onDisk = async () => parseDigits(await readFile(join(folder, 'my-digits.json'), 'utf8'));

test('digits are kept, relabelled and removed, and survive a restart', async () => {
  const store = open(join(folder, 'made', 'when needed'));
  for (const byte of [1, 2, 3]) await store.change(one(byte));
  const [first, second] = await idsOf(store);
  await store.change(relabel([first], 7));
  await store.change(remove([second]));
  const again = await open(join(folder, 'made', 'when needed')).read();
  expect([bytes(again), labels(again), again.saved]).toEqual([[1, 3], [7, 1], true]);
  expect(await readdir(join(folder, 'made', 'when needed'))).toEqual(['my-digits.json']);
  expect(troubles).toEqual([]);
});

test('keeping a digit twice leaves one, in its old place, with the latest label', async () => {
  const store = open();
  for (const [byte, label] of [
    [1, 1],
    [2, 2],
    [1, 5],
  ])
    await store.change(one(byte, label, 10 * byte + label));
  const stored = await store.read();
  expect([bytes(stored), labels(stored)]).toEqual([
    [1, 2],
    [5, 2],
  ]);
});

test('a removed digit returns to its old place when brought back', async () => {
  const store = open();
  for (const byte of [1, 2, 3]) await store.change(one(byte));
  await store.change(remove([(await idsOf(store))[1]]));
  expect(bytes(await store.change(one(2)))).toEqual([1, 2, 3]);
});

test("two engines on one folder lose none of each other's changes, even when writing at once", async () => {
  const [left, right] = [open(), open()];
  await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? left : right).change(one(index))));
  expect((await onDisk())?.length).toBe(40);
  const [gone] = await idsOf(left);
  await right.change(remove([gone]));
  await left.change(one(200));
  expect((await left.read()).digits.has(gone)).toBe(false);
  expect(bytes(await right.read())).toContain(200);
});

test('the version changes exactly when the digits do', async () => {
  const [store, other] = [open(), open()];
  const { version } = await store.change(one(1));
  expect((await store.read()).version).toBe(version);
  expect((await store.change(one(1))).version).toBe(version);
  await other.change(one(2));
  expect((await store.read()).version).toBe(version + 1);
});

test('sets a damaged file aside instead of overwriting it, and says so once', async () => {
  await writeFile(join(folder, 'my-digits.json'), '{"format":"gatescope-digits","version":1,"digits":[\n{"label":3');
  const store = open();
  expect(bytes(await store.read())).toEqual([]);
  await store.change(one(1));
  expect(bytes(await store.read())).toEqual([1]);
  const files = await readdir(folder);
  const aside = files.find((name) => /^my-digits\.damaged-[\dTZ.-]+\.json$/.test(name)) ?? '';
  expect(files.sort()).toEqual([aside, 'my-digits.json'].sort());
  expect(await readFile(join(folder, aside), 'utf8')).toContain('{"label":3');
  expect(troubles).toEqual([
    expect.stringMatching(/^personalDamaged .*was set aside as .*damaged.*, and a new one was started\.$/),
  ]);
});

test("leaves a newer version's file alone, says so once, and keeps new digits until the end", async () => {
  const newer = '{"format":"gatescope-digits","version":2,"people":[]}';
  await writeFile(join(folder, 'my-digits.json'), newer);
  const store = open();
  expect(bytes(await store.read())).toEqual([]);
  expect(troubles).toEqual([
    expect.stringMatching(/^personalUnsaved .*a newer version of Gatescope wrote it.*last until Gatescope closes/),
  ]);
  expect(await store.change(one(1))).toMatchObject({ saved: false });
  expect(bytes(await store.read())).toEqual([1]);
  expect(await readFile(join(folder, 'my-digits.json'), 'utf8')).toBe(newer);
  expect(await readdir(folder)).toEqual(['my-digits.json']);
});

test('keeps digits in memory while nothing can be written, and writes them later', async () => {
  const place = join(folder, 'taken');
  await writeFile(place, 'a file where a folder should be');
  const store = open(place);
  const unsaved = await store.change(one(1));
  expect([bytes(unsaved), unsaved.saved]).toEqual([[1], false]);
  expect(troubles.at(-1)).toMatch(
    /^personalUnsaved .*Cannot reach .* \(.*\)\. New digits last until Gatescope closes, so export them\.$/,
  );
  expect(bytes(await store.read())).toEqual([1]);
  await rm(place);
  await open(place).change(one(9));
  const saved = await store.change(one(2));
  expect([bytes(saved), saved.saved]).toEqual([[1, 2, 9], true]);
});

test('without a folder digits stay in memory, and this is reported', async () => {
  const stored = await open(null).change(one(1));
  expect([bytes(stored), stored.saved]).toEqual([[1], false]);
  expect(troubles).toEqual([]);
});

test('refuses one digit too many and keeps the others, also when another engine filled the file', async () => {
  const store = open();
  const all = Array.from({ length: limits.maxDigits }, (_, index) => {
    const pixels = new Uint8Array(784);
    new DataView(pixels.buffer).setUint32(0, index + 1);
    return { id: '', pixels, label: 1, answer: null, time: index };
  });
  await writeFile(join(folder, 'my-digits.json'), writeDigits(all));
  await expect(store.change(one(255))).rejects.toThrow(/At most 10000 digits are kept: remove some/);
  await expect(store.read()).resolves.toMatchObject({ digits: { size: limits.maxDigits }, saved: true });
  await expect(store.change(one(255))).rejects.toThrow(/At most 10000/);
});
