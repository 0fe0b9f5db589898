/** Models, their files, and recipes as files. */

export const modelLimits = {
  /**
   * Of a `.gatescope` file, of what its parts become together, and of the weights in a folder: three layers of 512 units take 22 MB,
   * a million steps of history 16.
   */
  maxModelBytes: 64 * 2 ** 20,
  /** A larger model.json is none of a network here. */
  maxModelJsonBytes: 2 ** 20,
  /** Of `manifest.json` and `metadata.json`. */
  maxMetadataBytes: 2 ** 16,
  /** Ten thousand epochs; 16 MiB of empty lists would take most of a second and half a gigabyte. */
  maxHistoryJsonBytes: 2 ** 21,
  /** More files than any .zip of ours has; what is beside them, other programs have put there. */
  maxZipEntries: 64,
  /** Files that weights are cut into: tfjs' converter makes them 4 MB large. */
  maxWeightFiles: 64,
  /** That are looked at in a folder, which may be anybody's. */
  maxJsonFiles: 16,
  /** Of a model.json, and entries of any list in it. */
  maxModelLayers: 16,
  /** How deeply the lists and objects in a model.json may be nested. */
  maxModelJsonDepth: 16,
  /** A megabyte of either. */
  maxHistoryEpochs: 100_000,
  maxHistoryMarks: 100_000,
  /** Columns of a history, known to this version or not. */
  maxStepMetrics: 64,

  /** A larger file is no recipe. */
  maxRecipeBytes: 2 ** 20,
  maxLearningRateChanges: 10_000,
  /** Optimizer steps that a run may be planned for. */
  maxPlannedSteps: 1_000_000,
  /** Of MNIST's training digits: 10,000 are left to learn from. */
  maxDigitsHeldBack: 50_000,

  /** Piece of a model on its way to the engine: half of what the browser host takes at a time. */
  maxModelPieceBytes: 2 ** 19,
  /** Likewise of a data set's file. */
  maxDataPieceBytes: 2 ** 20,
};
