/** Data sets of one's own, and the digits that a person keeps. */

export const dataSetLimits = {
  maxDataSetImages: 1_000_000,
  /** Of all files together, unpacked: as many images of 28×28 bytes, and their labels. */
  maxDataSetBytes: 800_000_000,
  /** Two pairs, and the names of the classes. */
  maxDataSetFiles: 5,
  /** Other sizes than 28 are brought to it. */
  maxDataSetSidePixels: 256,
  /** Of an image in a CSV: fewer pixels are no image, and a text of names may have commas. */
  minTableSidePixels: 4,
  /** Of a CSV's first line: 256×256 titles. So much of a file tells whether it is a table. */
  maxTitlesBytes: 2 ** 20,
  /** Of a number in a CSV: longer ones are none. */
  maxNumberCharacters: 40,
  /** Images have three, labels one. */
  maxIdxDimensions: 4,
  /** A list of names is small: what is larger is something else. */
  maxNamesBytes: 100_000,
  /** Where there is no test pair: as many as MNIST has to test on. */
  maxTestImagesHeldBack: 10_000,
  /** The newest; runs of older ones then lack their data. */
  maxDataSetsKept: 4,
  /** Of a kept set: its names and counts. */
  maxDataSetHeaderBytes: 2 ** 20,
  /** Of the file that names the set to be shown. */
  maxChosenDataSetBytes: 2 ** 16,

  /** Of a class, a run or a data set. */
  maxNameCharacters: 60,
  /** What file systems allow. */
  maxFileNameCharacters: 255,
  /** Of a name that a sentence repeats: it may be anybody's. */
  maxQuotedNameCharacters: 40,
  /** Of anything else between quotation marks. */
  maxQuoteCharacters: 120,

  /** More than a person draws. */
  maxDigits: 10_000,
  /** As many digits as there may be take 11 MB, packed or not. */
  maxDigitsBytes: 16 * 2 ** 20,
  /** What fits into a frame of the browser host. */
  maxDigitsAtOnce: 1_000,
  /** Fewer say too little, and are soon learned by heart. */
  minDigitsToFineTune: 10,
  maxFineTuneSteps: 300,
  /** Of the test digits, that fine-tuning may lose against the network as it was. */
  maxShareLostByFineTuning: 0.003,
};
