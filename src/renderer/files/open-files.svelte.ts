/**
 * Files that a person opens, drops, pastes or starts the app with. Content, not name, decides a file's kind and so its
 * opener; unknown ones are refused in one sentence.
 */

import { looksLikePixelTable } from '../../domain/data-files/pixel-table.ts';
import type { OpenedFile } from '../../protocol/desktop.ts';
import { looksLikeZip } from '../../domain/data-files/zip-checksums.ts';
import { dataFilesInZip, type ForeignProgram, programOf } from '../../domain/data-files/foreign-files.ts';
import { imagePlaces, type ImagePlace } from '../../domain/data-files/image-folders.ts';
import { withoutDoubles } from '../../domain/data-files/kept-files.ts';
import { weightPathsOf } from '../../domain/weights-manifest.ts';
import { looksLikeIdx } from '../../domain/data-files/idx.ts';
import { limits } from '../../domain/limits/limits.ts';

/** `parts`: files of a model's folder, which only belong together. */
export type FileKind = 'zip' | 'idx' | 'parts' | 'recipe' | 'image' | 'unknown';

/** Each opener reports what it cannot use, and never rejects. */
export type FileOpeners = {
  /** One .zip: a model or a run. */
  readonly zip: (file: OpenedFile) => Promise<void>;
  /** `model.json`, `weights.bin` and the other files of a model's folder. */
  readonly parts: (files: readonly OpenedFile[]) => Promise<void>;
  readonly recipe: (file: OpenedFile) => Promise<void>;
  readonly image: (file: OpenedFile) => Promise<void>;
  /**
   * Images and labels in IDX, gzipped or not, all together; accompanying texts may name the classes. `from`: their
   * folder or .zip.
   */
  readonly dataSet: (files: readonly OpenedFile[], from: string) => Promise<void>;
  /** Images in a folder per class. @param fileAt gets the `path` of one of the places */
  readonly imageFolders: (places: readonly ImagePlace[], fileAt: (path: string) => Blob) => Promise<void>;
  /** @param names of the files that are not opened */
  readonly refused: (problem: Refusal, names: readonly string[]) => void;
};

/**
 * Files of no known kind or empty; a damaged Gatescope file; parts of a model without `model.json`; more than are
 * opened at a time; files of another program.
 */
export type Refusal = 'unknown' | 'empty' | 'damaged' | 'noModelJson' | 'several' | ForeignProgram;

/** Names of the files of a model's folder; tfjs and its converter use other names for the first two. */
const partNames = ['model.json', 'weights.bin', 'metadata.json', 'history.json', 'history.bin'];

const imageStarts: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x42, 0x4d], // BMP
  [0x52, 0x49, 0x46, 0x46], // WebP, in RIFF
];
/** An AVIF names itself after the length of its first box. */
const avifStart = [0x66, 0x74, 0x79, 0x70];

export function kindOf({ name, bytes }: OpenedFile): FileKind {
  const begins = (start: readonly number[], at = 0) => start.every((byte, index) => bytes[at + index] === byte);
  if (looksLikeZip(bytes)) return 'zip';
  if (looksLikeIdx(bytes) || looksLikePixelTable(bytes)) return 'idx';
  if (partNames.includes(name)) return 'parts';
  if (imageStarts.some((start) => begins(start)) || begins(avifStart, 4)) return 'image';
  if (looksLikeRecipe(bytes)) return 'recipe';
  return weightsNamedBy(bytes) === null ? 'unknown' : 'parts';
}

function whyUnknown({ name, bytes }: OpenedFile): 'unknown' | 'empty' | 'damaged' {
  if (bytes.length === 0) return 'empty';
  return name.endsWith('.gatescope') ? 'damaged' : 'unknown';
}

function isModelJson({ name, bytes }: OpenedFile): boolean {
  return name === 'model.json' || weightsNamedBy(bytes) !== null;
}

/** The weight files that a tfjs model names; null where the bytes are no tfjs model. */
function weightsNamedBy(bytes: Uint8Array): readonly string[] | null {
  if (bytes[0] !== '{'.charCodeAt(0) || bytes.length > limits.maxModelJsonBytes) return null;
  return weightPathsOf(new TextDecoder().decode(bytes));
}

/** JSON that names our format near its beginning; its opener says what is wrong with it. */
function looksLikeRecipe(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 200));
  return /^\s*\{/.test(start) && start.includes('"gatescope-recipe"');
}

/**
 * Opens files one after the other, including those that come meanwhile, since a client sends one at a time. Parts of a
 * model are opened together; of images and recipes only the first.
 * @returns what takes the files that arrive at one time
 */
export function createOpenFiles(openers: FileOpeners): (files: readonly OpenedFile[], from?: string) => Promise<void> {
  let before = Promise.resolve();
  return (files, from = '') => {
    const opened = before.then(() => openTogether(openers, files, from));
    before = opened.catch(() => undefined);
    return opened;
  };
}

async function openTogether(openers: FileOpeners, given: readonly OpenedFile[], from: string): Promise<void> {
  const unpacked = given.flatMap((file) => (kindOf(file) === 'zip' ? (dataFilesInZip(file) ?? [file]) : [file]));
  const kept = withoutDoubles(unpacked);
  const known = kept.length > 0 ? kept : unpacked;
  for (const program of ['numpy', 'pytorch', 'keras'] as const) {
    const foreign = known.filter((file) => programOf(file) === program);
    const names = foreign.map(({ name }) => name);
    if (names.length > 0) openers.refused(program, names);
  }
  const files = known.filter((file) => programOf(file) === null);
  const images = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const places = imagePlaces([...images.keys()]);
  if (places.length > 0) {
    const ofPlaces = new Set(places.map(({ path }) => path));
    const others = files.filter(({ name }) => !ofPlaces.has(name));
    if (others.length > 0) {
      const names = others.map(({ name }) => name);
      openers.refused('several', names);
    }
    await openers.imageFolders(places, (path) => new Blob([Uint8Array.from(images.get(path) ?? [])]));
    return;
  }
  const weights = files.flatMap(({ bytes }) => weightsNamedBy(bytes) ?? []);
  const kindHere = (file: OpenedFile) => (weights.includes(file.name) ? 'parts' : kindOf(file));
  const ofKind = (kind: FileKind) => files.filter((file) => kindHere(file) === kind);
  const unknown = ofKind('unknown');
  const parts = ofKind('parts');
  const idx = ofKind('idx');
  if (idx.length > 0) {
    const others = files.filter((file) => !idx.includes(file) && !unknown.includes(file));
    if (others.length > 0) {
      const names = others.map(({ name }) => name);
      openers.refused('several', names);
    }
    const [one] = given;
    const isZipped = given.length === 1 && kindOf(one) === 'zip';
    await openers.dataSet([...idx, ...unknown], isZipped ? one.name.replace(/\.zip$/i, '') : from);
    return;
  }
  for (const problem of ['unknown', 'empty', 'damaged'] as const) {
    const names = unknown.filter((file) => whyUnknown(file) === problem).map(({ name }) => name);
    if (names.length > 0) openers.refused(problem, names);
  }
  if (parts.some(isModelJson)) await openers.parts(parts);
  else if (parts.length > 0) {
    const names = parts.map(({ name }) => name);
    openers.refused('noModelJson', names);
  }
  const single = (['zip', 'recipe', 'image'] as const).flatMap((kind) =>
    ofKind(kind).map((file) => ({ open: openers[kind], file })),
  );
  const [first, ...others] = parts.length > 0 ? [undefined, ...single] : single;
  if (others.length > 0) {
    const names = others.flatMap((each) => (each ? [each.file.name] : []));
    openers.refused('several', names);
  }
  if (first) await first.open(first.file);
}
