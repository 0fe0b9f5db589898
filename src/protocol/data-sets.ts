/** Which images are trained on: MNIST, or a person's own data set, and how its files reach the engine. */

/** Images of 28×28 bytes and their labels. */
export type DataSetPreview = {
  /** [count × 784] */
  readonly images: Uint8Array;
  /** [count] classes */
  readonly labels: Uint8Array;
};

/** What the files that were sent make, before it is opened. */
export type DataSetDraft = {
  /** Guessed from the files' names. */
  readonly name: string;
  readonly trainCount: number;
  readonly testCount: number;
  /** Whether there was no test pair: then the test images are held back from the others, by a fixed seed. */
  readonly heldBack: boolean;
  /** Classes that occur: the largest label, counted from `firstLabel`, and those below it. */
  readonly classes: number;
  /** The smallest label in the files, 0 or 1: it becomes class 0. */
  readonly firstLabel: number;
  /** Of an image in the files; other sizes than 28×28 are brought to it. */
  readonly width: number;
  readonly height: number;
  /** Whether the ink is dark on a light ground, as on paper; drawings are light on dark. */
  readonly isLight: boolean;
  /** Whether the pixels in the files are from 0 to 1: they are brought to 0 to 255. */
  readonly areShares: boolean;
  /** As a file of names says, or null where there was none. */
  readonly classNames: readonly string[] | null;
  /** Training images, of as many classes as there is room for. */
  readonly preview: DataSetPreview;
};

/** What a client asks about data sets: a part of `Requests`. */
export type DataSetRequests = {
  /**
   * A piece of a file, in order; `file` counts from 0, and piece 0 of file 0 begins anew. Each client has files of its own,
   * which are forgotten when it goes.
   */
  sendDataFile: {
    params: {
      readonly file: number;
      readonly name: string;
      /** Of the whole file, in bytes. */
      readonly size: number;
      readonly offset: number;
      readonly bytes: Uint8Array;
    };
    result: undefined;
  };
  /** Reads the files that were sent: images, labels and names are told apart by content. */
  readDataFiles: { params: undefined; result: DataSetDraft };
  /** Forgets them; what is being read of them is given up. */
  forgetDataFiles: { params: undefined; result: undefined };
  /** Keeps the set that was read last, and shows a fresh network for it; what was shown can be brought back. */
  openDataSet: {
    params: {
      readonly name: string;
      readonly classNames: readonly string[];
      /** Whether rows and columns of the images change places, as EMNIST needs. */
      readonly transposed: boolean;
      /** Whether dark and light change places, so that the ink is light: the set is kept so. */
      readonly inverted: boolean;
    };
    result: undefined;
  };
  /** Back to MNIST and the pretrained network; what was shown can be brought back. `isTrial` as of `restart`. */
  openMnist: { params: { readonly isTrial?: boolean | undefined }; result: undefined };
};
