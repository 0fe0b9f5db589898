/** Runs that were written to the disk while they trained, to be gone on with, and fine-tuned networks. */

import type { ModelConfig, ModelOrigin } from '../domain/recipe/recipe.ts';

export type SavedRun = {
  /** Letters, digits and hyphens. */
  readonly id: string;
  /** That a person gave it, 1 to 60 characters; null: none. */
  readonly name: string | null;
  /** `fineTuned`: a network that learned from a person's own digits, which is shown and not gone on with. */
  readonly origin: Extract<ModelOrigin, 'trained' | 'fineTuned'>;
  readonly model: ModelConfig;
  /** Optimizer steps done, of how many: of a fine-tuned network as many as were done. */
  readonly step: number;
  readonly goal: number;
  /** 0 of a fine-tuned network. */
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

/** One that this version cannot read; it stays where it is. */
export type NewerRun = {
  readonly id: string;
  /** ISO date and time at which its file was written. */
  readonly saved: string;
};

export type SavedRunRequests = {
  /** Newest first; the run that is shown is not among them. */
  getSavedRuns: { params: undefined; result: readonly SavedRun[] };
  /** Shows a saved run in the place of the present one, which can be brought back; paused where it was. */
  resumeRun: { params: { readonly id: string }; result: undefined };
  /** What a newer version of Gatescope has saved, newest first. */
  getNewerRuns: { params: undefined; result: readonly NewerRun[] };
  /** @param name null: none of its own; the run must not be shown, here or elsewhere */
  renameSavedRun: { params: { readonly id: string; readonly name: string | null }; result: undefined };
  removeSavedRun: { params: { readonly id: string }; result: undefined };
};
