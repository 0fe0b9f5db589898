/** All surfaces, each as something that can be tried without knowing its inputs. */

import type { Surface } from './surface.ts';
import { argumentsSurface } from './surfaces/arguments.ts';
import { checkpointSurface } from './surfaces/checkpoint.ts';
import { commandDataSurface } from './surfaces/command-data.ts';
import { dataSetSurface } from './surfaces/data-set.ts';
import { digitsFileSurface } from './surfaces/digits-file.ts';
import { digitsZipSurface } from './surfaces/digits-zip.ts';
import { droppedFilesSurface } from './surfaces/dropped-files.ts';
import { framesSurface } from './surfaces/frames.ts';
import { idxSurface } from './surfaces/idx.ts';
import { imagesSurface } from './surfaces/images.ts';
import { ipcSurface } from './surfaces/ipc.ts';
import { keptFilesSurface } from './surfaces/kept-files.ts';
import { modelFileSurface } from './surfaces/model-file.ts';
import { modelFolderSurface } from './surfaces/model-folder.ts';
import { recipeFileSurface } from './surfaces/recipe-file.ts';
import { recipeSurface } from './surfaces/recipe.ts';
import { requestsSurface } from './surfaces/requests.ts';
import { strokesSurface } from './surfaces/strokes.ts';
import { type Figures, type Trial, trySurface } from './try-surface.ts';

export type Attempt = {
  readonly name: string;
  /** This surface's share of all inputs, relative to the others'. */
  readonly share: number;
  readonly run: (trial: Trial) => Promise<Figures>;
};

function attempt<Input>(share: number, surface: Surface<Input>): Attempt {
  return { name: surface.name, share, run: (trial) => trySurface(surface, trial) };
}

export const attempts: readonly Attempt[] = [
  attempt(20, idxSurface),
  attempt(8, dataSetSurface),
  attempt(14, digitsZipSurface),
  attempt(4, digitsFileSurface),
  attempt(12, recipeSurface),
  attempt(6, recipeFileSurface),
  attempt(4, modelFolderSurface),
  attempt(4, modelFileSurface),
  attempt(8, checkpointSurface),
  attempt(4, keptFilesSurface),
  attempt(4, strokesSurface),
  attempt(4, imagesSurface),
  attempt(4, droppedFilesSurface),
  attempt(4, argumentsSurface),
  attempt(4, commandDataSurface),
  attempt(6, requestsSurface),
  attempt(6, framesSurface),
  attempt(8, ipcSurface),
];
