/** What may be asked of a network, and how much of it is looked at. */

export const lookingLimits = {
  maxNeighbours: 24,
  /** Of a reading, that are kept to find neighbours by: more are not told apart; of 784 pixels each 28th, after which a row is complete. */
  maxTrajectorySteps: 28,
  /** Of the engine's memory: all 10,000 digits up to 299 units and 28 steps. */
  maxTrajectoriesBytes: 84_000_000,
  /** Added to the bias of a forget gate, or taken from it. */
  maxForgetBias: 10,
  /** Over which saturation is measured: enough for a steady picture. */
  maxSaturationDigits: 32,
  /** The engine's thread answers nobody meanwhile: a large network is looked at over fewer digits. */
  maxSaturationMs: 40,
  /** Two runs are looked at side by side; one of 784 steps takes some hundred megabytes. */
  maxTracedRuns: 2,

  /** Drawn at once. */
  maxCompletions: 16,
  maxTemperature: 2,
  /** Several windows may ask at once, each for one at a time. */
  maxWaitingCompletions: 4,

  /** Of a strip, and as many columns as so many images have. */
  maxStripDigits: 6,
  maxStripColumns: 6 * 28,
};
