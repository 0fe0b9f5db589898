/** Models and runs as files that a person keeps, opens and takes elsewhere (docs/files.md). */

/**
 * `gatescope`: the model and its run, to be opened again; `tfjs`: a zipped tfjs LayersModel; `safetensors` and `npz`: the weights for
 * PyTorch and Keras, zipped with a script that loads them; `stepsCsv`, `epochsCsv`: the run's numbers; `recipe`: what makes
 * the run again.
 */
export type ExportFormat = 'gatescope' | 'tfjs' | 'safetensors' | 'npz' | 'stepsCsv' | 'epochsCsv' | 'recipe';

export type NamedFile = { readonly name: string; readonly bytes: Uint8Array };

export type ModelFileRequests = {
  /** One piece of a file that `openModel` opens; `at`: where it stands in the file, 0 for the first. At most 512 KiB a piece. */
  upload: { params: { readonly at: number; readonly bytes: Uint8Array }; result: undefined };
  /** Shows the network of the uploaded file, with its run's history; what was shown can be brought back. */
  openModel: { params: { readonly name: string }; result: undefined };
  /**
   * Trains a network that came from a file further, from its weights: a run of its own, of the session's settings. `train` would
   * begin with fresh weights.
   */
  trainOn: { params: undefined; result: undefined };
  /** The present network, or a saved run's, between two steps. */
  exportModel: { params: { readonly format: ExportFormat; readonly run: string | null }; result: NamedFile };
};
