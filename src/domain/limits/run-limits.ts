/** Runs: saved ones, compared ones and their moments; and what they may take of the machine. */

export const runLimits = {
  /** That are kept. */
  maxRuns: 12,
  /** Of those, fine-tuned networks: one makes many in an evening. */
  maxFineTunedRuns: 4,
  /** Of those, runs with their timelines beside them: the ones saved last. */
  maxTimelines: 4,
  /** The largest network's weights and moments take 64 MB, 100 epochs of batches of one digit 96 MB. */
  maxRunBytes: 256 * 2 ** 20,
  /** Of a saved run: 1,000 epochs of records take 200 kB. */
  maxRunHeaderBytes: 4 * 2 ** 20,
  /** The number of a process and the name of a machine. */
  maxRunHolderBytes: 1_024,
  /** A run is written whole each time. */
  minSaveSeconds: 0.1,
  maxSaveSeconds: 3_600,

  /** That an engine is given to save and exit: a person who closes an app does not wait for longer. */
  maxEndMs: 2_000,

  /** That a run's timeline keeps; even the largest network has room for three. */
  maxMoments: 96,
  maxMomentsBytes: 64 * 2 ** 20,
  /** Beside its weights a moment's file holds nothing but this. */
  maxMomentHeaderBytes: 1_024,

  /** That a comparison keeps: more would make neither a legend that can be read nor a comparison. */
  maxComparedRuns: 24,
  /** In one request; the largest experiment has eight. */
  maxRunsQueuedAtOnce: 12,
  maxRunsRemovedAtOnce: 1_000,
  /** Of a compared run's training images. */
  minRunImages: 128,
  /** The largest network takes 21 MB. */
  maxComparedRunBytes: 64 * 2 ** 20,
  /** Of a compared run's curves. */
  maxCurvePoints: 200,

  /** Of a row generator's file: 512 units take 5 MB, the losses of 100 epochs 0.1 MB. */
  maxGeneratorBytes: 16 * 2 ** 20,
  /** Of a strip reader's file: 256 units of a Transformer take 15 MB, as much each of Adam's two means. */
  maxStripReaderBytes: 64 * 2 ** 20,
  /** That a generator is measured on, always the same: a glance of a tenth of a second. */
  maxGeneratorTestImages: 1_000,

  maxThreads: 64,
  /** Where nobody asks for more. A batch of 128 keeps no more busy: a thread's part of the weights' work would outgrow its samples'. */
  maxThreadsUnasked: 8,
  /** Of the machine's memory, for one network. */
  maxNetworkMemoryShare: 1 / 4,
  /** For all at a time: the present run, the former and a fresh one, those of a comparison and of its traces, the generator. */
  maxMemoryShare: 3 / 4,
  /** A trial of the kernels takes less even on a slow and busy machine: it hangs. */
  maxKernelTrialMs: 60_000,
  /** That a trial may print: it tells the speed of each build. */
  maxKernelTrialBytes: 100_000,
  /** Machines whose kernels are remembered: whoever changes between programs and versions finds each choice again. */
  maxKernelChoices: 10,
  /** That a file of them may hold. */
  maxKernelChoicesRead: 20,
  maxKernelChoicesBytes: 64_000,

  maxBenchRounds: 1_000,
  maxBenchSeconds: 600,
  maxBenchThreads: 256,
};
