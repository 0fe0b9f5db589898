/** Why files are no data set: one sentence each, and what the screen needs to say the same in another language. */

import { GatescopeError } from '../errors.ts';
import { maxMegabytes, maxMegapixels } from '../photo/grey-image.ts';
import { limits } from '../recipe/config.ts';
import { mostBytes, mostFiles, mostImages, mostSide } from '../limits.ts';

type Details = Readonly<Record<string, string | number>>;

const megabytes = mostBytes / 1e6;

/** What is wrong, and what to do; `details` fill the gaps of the screen's sentences, which have the same names. */
const sentences = {
  tooManyFiles: () =>
    `A data set has at most ${mostFiles} files: images and labels to train and to test on, and names.`,
  tooLarge: ({ file }) => `With ${file} the data set is larger than ${megabytes} MB, unpacked: take a smaller one.`,
  damagedGzip: ({ file }) => `${file} is a gzip file that is cut or damaged: get it again.`,
  unknownFile: ({ file }) =>
    `${file} is neither IDX images or labels nor a text of names: take the files of a data set.`,
  notItself: ({ file, start }) =>
    `${file} is not an IDX file but a text (it begins with ${start}): get it again, for this may be a server's error page.`,
  badLine: ({ file, line }) =>
    `${file} has no label and pixels from 0 to 255 in line ${line}: write one image a line, as many pixels in each.`,
  noLabelColumn: ({ file, columns }) =>
    `${file} is a CSV of ${columns} pixels a line and no label: write the number of its class before the pixels of each image.`,
  wrongColumns: ({ file, columns }) =>
    `${file} is a CSV of ${columns} columns, which are no label and square image: write 785 for 28×28 pixels, the label first.`,
  wrongType: ({ file }) =>
    `${file} holds other numbers than unsigned bytes: pixels and labels must be bytes from 0 to 255.`,
  wrongDimensions: ({ file }) => `${file} is an IDX file of neither images (3 dimensions) nor labels (1 dimension).`,
  wrongLength: ({ file }) => `${file} is cut or too long: its length is not what its beginning says. Get it again.`,
  noNames: ({ file, why }) => `${file} ${why}: write one name a line, or take EMNIST's mapping.txt.`,
  noImages: () => 'There are labels but no images: open both files of the pair together.',
  noLabels: () => 'There are images but no labels: open both files of the pair together.',
  unpaired: ({ images, labels }) =>
    `There are ${images} files of images and ${labels} of labels: open one of each, or two of each.`,
  counts: ({ file, images, labelsFile, labels }) =>
    `${file} holds ${images} images and ${labelsFile} ${labels} labels: they are not a pair.`,
  whichTest: () =>
    'It is not clear which pair is to test on: let the names of its files have "test" or "t10k" in them.',
  empty: ({ file }) => `${file} is empty: there is nothing to learn from.`,
  tooFew: () => 'There is only one image: two are the least, one to learn from and one to test on.',
  tooManyImages: ({ count }) => `There are ${count} images: ${mostImages} are the most.`,
  tooManyFolders: ({ folders }) =>
    `There are ${folders} folders of images, each of a class: ${limits.classes[1]} classes are the most.`,
  oneFolder: () =>
    'The images are of one class only, and there is nothing to tell apart: put the images of each class in a folder of its own.',
  notImage: ({ path }) => `${path} is no image that can be read: get it again, or leave it out.`,
  imageTooLarge: ({ path }) =>
    `${path} is larger than ${maxMegapixels} megapixels or ${maxMegabytes} MB: make it smaller, or leave it out.`,
  wrongSide: ({ file, width, height }) =>
    `The images of ${file} have ${width}×${height} pixels: 1 to ${mostSide} a side are read.`,
  labelBeyond: ({ file, label }) =>
    `${file} has the label ${label}: 100 classes are the most, labelled from 0 or from 1.`,
  oneClass: () => 'All labels are the same: there is nothing to tell apart.',
  blank: ({ file }) => `All images of ${file} are blank: it is not what it should be.`,
  blankFolders: ({ folders }) =>
    `All images in the folders ${folders} are blank, each pixel like the others: they are not what they should be.`,
  cutOff: () => 'The engine has gone before the data set was open: open its files again.',
  tooFewNames: ({ names, classes }) => `There are ${names} names for ${classes} classes: give each class one.`,
} as const satisfies Readonly<Record<string, (details: Details) => string>>;

/** Why files are no data set: `details.problem` of an error of the kind `dataSetInvalid`. */
export type DataSetProblem = keyof typeof sentences;

/** @param details those that its sentence asks for */
export function invalidDataSet(problem: DataSetProblem, details: Details = {}): GatescopeError {
  const sentence: (details: Details) => string = sentences[problem];
  return new GatescopeError('dataSetInvalid', sentence(details), { problem, ...details });
}
