/** Why files are not a data set: one sentence each, and its details for translation. */

import { GatescopeError } from '../errors.ts';
import { settingRanges } from '../recipe/config.ts';
import { limits, sizeOf } from '../limits/limits.ts';

type Details = Readonly<Record<string, string | number>>;

/**
 * What is wrong and what to do; `details` fill the placeholders of the translated sentences, which have the same names.
 */
const sentences = {
  tooManyFiles: () =>
    `A data set has at most ${limits.maxDataSetFiles} files: images and labels to train and to test on, and names.`,
  tooLarge: ({ file }) =>
    `With ${file} the data set is larger than ${sizeOf(limits.maxDataSetBytes)}, unpacked: take a smaller one.`,
  damagedGzip: ({ file }) => `${file} is a gzip file that is incomplete or damaged: download it again.`,
  unknownFile: ({ file }) =>
    `${file} is neither IDX images or labels nor a text of names: choose the files of a data set.`,
  notItself: ({ file, start }) =>
    `${file} is a text file, not an IDX file (it begins with ${start}): download it again, as this may be a server's error page.`,
  badLine: ({ file, line }) =>
    `${file} has no label and pixels from 0 to 255 in line ${line}: write one image a line, as many pixels in each.`,
  noLabelColumn: ({ file, columns }) =>
    `${file} is a CSV of ${columns} pixels a line without labels: put the number of its class before the pixels of each image.`,
  wrongColumns: ({ file, columns }) =>
    `${file} is a CSV of ${columns} columns, which do not make a label and a square image: write 785 for 28×28 pixels, the label first.`,
  wrongType: ({ file }) =>
    `${file} contains numbers other than unsigned bytes: pixels and labels must be bytes from 0 to 255.`,
  wrongDimensions: ({ file }) =>
    `${file} is an IDX file of neither images (3 dimensions) nor labels (1 dimension): choose the files of a data set.`,
  wrongLength: ({ file }) =>
    `${file} is incomplete or too long: its length does not match its header. Download it again.`,
  noNames: ({ file, why }) => `${file} ${why}: write one name a line, or take EMNIST's mapping.txt.`,
  noImages: () => 'There are labels but no images: open both files of the pair together.',
  noLabels: () => 'There are images but no labels: open both files of the pair together.',
  unpaired: ({ images, labels }) =>
    `There are ${images} image files and ${labels} label files: open one of each, or two of each.`,
  counts: ({ file, images, labelsFile, labels }) =>
    `${file} has ${images} images but ${labelsFile} has ${labels} labels: open files that belong together.`,
  whichTest: () => 'It is not clear which pair is the test set: put "test" or "t10k" into the names of its files.',
  empty: ({ file }) => `${file} is empty: there is nothing to learn from.`,
  tooFew: () => 'There is only one image: at least two are needed, one for training and one for testing.',
  tooManyImages: ({ count }) => `There are ${count} images, but the limit is ${limits.maxDataSetImages}.`,
  tooManyFolders: ({ folders }) =>
    `There are ${folders} class folders of images, but the limit is ${settingRanges.classes[1]} classes.`,
  oneFolder: () =>
    'The images are of one class only, and there is nothing to tell apart: put the images of each class in a folder of its own.',
  notImage: ({ path }) => `${path} cannot be read as an image: download it again, or leave it out.`,
  imageTooLarge: ({ path }) =>
    `${path} is larger than ${limits.maxImagePixels / 1e6} megapixels or ${sizeOf(limits.maxImageBytes)}: make it smaller, or leave it out.`,
  wrongSide: ({ file, width, height }) =>
    `The images of ${file} have ${width}×${height} pixels, but a side must have 1 to ${limits.maxDataSetSidePixels}.`,
  labelBeyond: ({ file, label }) =>
    `${file} has the label ${label}, but the limit is ${settingRanges.classes[1]} classes, labelled from 0 or from 1.`,
  oneClass: () => 'All labels are the same, so there is nothing to tell apart: use at least two classes.',
  blank: ({ file }) => `All images of ${file} are blank: check the file.`,
  blankFolders: ({ folders }) =>
    `All images in the folders ${folders} are blank, each a single colour: check the files.`,
  cutOff: () => 'The engine stopped before the data set was open: open its files again.',
  tooFewNames: ({ names, classes }) => `There are ${names} names for ${classes} classes: enter one name per class.`,
} as const satisfies Readonly<Record<string, (details: Details) => string>>;

/** Why files are not a data set: `details.problem` of a `dataSetInvalid` error. */
export type DataSetProblem = keyof typeof sentences;

/** @param details the placeholders of its sentence */
export function invalidDataSet(problem: DataSetProblem, details: Details = {}): GatescopeError {
  const sentence: (details: Details) => string = sentences[problem];
  return new GatescopeError('dataSetInvalid', sentence(details), { problem, ...details });
}
