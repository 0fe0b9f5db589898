/** Recognizes the files of a data set by content: images, labels or class names. Unpacks gzip with a limit. */

import { type IdxArray, IdxError, isGzip, parseIdx } from '../../domain/data-files/idx.ts';
import type { GivenFile } from '../../domain/data-files/given-file.ts';
import { inOneLine } from '../../domain/in-one-line.ts';
import { LabelNamesError, parseLabelNames } from '../../domain/data-files/label-names.ts';
import { looksLikeData, withoutDoubles } from '../../domain/data-files/kept-files.ts';
import {
  ColumnsError,
  parsePixelTable,
  type PixelTable,
  PixelTableError,
} from '../../domain/data-files/pixel-table.ts';
import { invalidDataSet } from '../../domain/data-files/problems.ts';
import { limits } from '../../domain/limits/limits.ts';
import { gunzip } from '../system/gunzip.ts';

export type IdxFile = IdxArray & { readonly file: string };

export type DataFiles = {
  readonly images: readonly IdxFile[];
  readonly labels: readonly IdxFile[];
  readonly classNames: readonly string[] | null;
  /** Whether pixels were 0 to 1 and are scaled to 0 to 255. */
  readonly areShares: boolean;
};

/**
 * @param most bytes of all files, unpacked
 * @throws GatescopeError `dataSetInvalid`
 */
export async function readFiles(
  files: readonly GivenFile[],
  most: number = limits.maxDataSetBytes,
): Promise<DataFiles> {
  const given = withoutDoubles(files);
  if (given.length > limits.maxDataSetFiles) throw invalidDataSet('tooManyFiles');
  const images: IdxFile[] = [];
  const labels: IdxFile[] = [];
  let classNames: readonly string[] | null = null;
  let areShares = false;
  let room = most;
  for (const { name, bytes: packed } of given) {
    const file = inOneLine(name).slice(0, limits.maxFileNameCharacters);
    const bytes = await unpacked(file, packed, room);
    room -= bytes.length;
    if (bytes.length === 0) throw invalidDataSet('empty', { file });
    const table = tableIn(file, bytes);
    if (table) {
      images.push({ file, ...table.images });
      labels.push({ file, ...table.labels });
      areShares ||= table.areShares;
      continue;
    }
    if (isText(bytes)) {
      if (isNoList(file, bytes)) throw invalidDataSet('notItself', { file, start: startOf(bytes) });
      classNames = namesIn(file, bytes);
      continue;
    }
    const array = { file, ...parse(file, bytes) };
    if (array.shape.length === 3) images.push(array);
    else if (array.shape.length === 1) labels.push(array);
    else throw invalidDataSet('wrongDimensions', { file });
  }
  return { images, labels, classNames, areShares };
}

async function unpacked(file: string, bytes: Uint8Array, room: number): Promise<Uint8Array> {
  if (bytes.length > room) throw invalidDataSet('tooLarge', { file });
  if (!isGzip(bytes)) return bytes;
  try {
    return await gunzip(bytes, Math.max(1, room));
  } catch (error) {
    const isLarge = error instanceof RangeError;
    throw invalidDataSet(isLarge ? 'tooLarge' : 'damagedGzip', { file });
  }
}

/** IDX begins with two zero bytes, which no text does. */
function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.length <= limits.maxNamesBytes && !bytes.subarray(0, 1_000).includes(0);
}

function tableIn(file: string, bytes: Uint8Array): PixelTable | null {
  try {
    return parsePixelTable(bytes);
  } catch (error) {
    if (error instanceof PixelTableError) throw invalidDataSet('badLine', { file, line: error.line });
    if (error instanceof ColumnsError)
      throw invalidDataSet(error.hasNoLabel ? 'noLabelColumn' : 'wrongColumns', { file, columns: error.columns });
    throw error;
  }
}

/** A text named like data, or containing markup: not a list of class names. */
function isNoList(file: string, bytes: Uint8Array): boolean {
  return looksLikeData(file) || startOf(bytes).startsWith('<');
}

/** The beginning of its first line. */
function startOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 200)).replace(/^\uFEFF/, '');
  return inOneLine(text.trimStart().split(/[\r\n]/)[0]).slice(0, 30);
}

function namesIn(file: string, bytes: Uint8Array): string[] {
  try {
    return parseLabelNames(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof LabelNamesError) throw invalidDataSet('noNames', { file, why: error.message });
    throw invalidDataSet('unknownFile', { file });
  }
}

function parse(file: string, bytes: Uint8Array): IdxArray {
  try {
    return parseIdx(bytes);
  } catch (error) {
    if (!(error instanceof IdxError)) throw error;
    throw invalidDataSet(error.problem === 'notIdx' ? 'unknownFile' : error.problem, { file });
  }
}
