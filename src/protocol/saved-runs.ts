/** Runs that were written to the disk while they trained, to be gone on with. */

import type { ModelConfig } from './recipe.ts';

export type SavedRun = {
  /** Letters, digits and hyphens. */
  readonly id: string;
  readonly model: ModelConfig;
  /** Optimizer steps done, of how many. */
  readonly step: number;
  readonly goal: number;
  readonly stepsPerEpoch: number;
  /** Of its last evaluation, null before the first. */
  readonly testAccuracy: number | null;
  /** Name of the data set that it is trained on. */
  readonly dataSet: string;
  /** The build of the kernels and the number of threads that computed it: with others the last bits of a number differ. */
  readonly kernels: string;
  readonly threads: number;
  /** ISO date and time. */
  readonly saved: string;
  /** Whether another engine on the same folder shows it: here a copy goes on. */
  readonly elsewhere: boolean;
};

export type SavedRunRequests = {
  /** Newest first; the run that is shown is not among them. */
  getSavedRuns: { params: undefined; result: readonly SavedRun[] };
  /** Shows a saved run in the place of the present one, which can be brought back; paused where it was. */
  resumeRun: { params: { readonly id: string }; result: undefined };
  removeSavedRun: { params: { readonly id: string }; result: undefined };
};
