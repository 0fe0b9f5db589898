/** What `gatescope train` does around the training run: loading, saving, reporting. */

import { trainingCount } from '../../domain/recipe/training-digits.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { batchesPerEpoch } from '../../engine/data/batches.ts';
import { type DataSet, infoOf, isMnist, mnistInfo, recipeFor } from '../../engine/data/data-set.ts';
import type { RecipeFile } from '../../domain/recipe/recipe-file.ts';
import { makeFolder } from '../../engine/system/make-folder.ts';
import { settingRanges, modelConfigOf } from '../../domain/recipe/config.ts';
import { saveModel, type StoredModel } from '../../engine/models/storage.ts';
import { usualEpsilonPlace } from '../../engine/training/update-of.ts';
import { holdBack } from '../../engine/training/validation.ts';
import type { DataSetInfo } from '../../domain/data-set.ts';
import type { ModelConfig, Recipe } from '../../domain/recipe/recipe.ts';
import type { KernelPool } from '../../engine/kernels/threads/pool.ts';
import type { EngineAssets } from '../../protocol/host.ts';
import { messageOf } from '../../domain/errors.ts';
import type { DataOptions } from '../shared/data-options.ts';
import type { Io } from '../shared/io.ts';
import { startPool } from '../shared/open-network.ts';
import { openData } from '../shared/open-data.ts';
import { createTrainingReport } from './training-report.ts';
import { runTraining, type Save } from './training-run.ts';

export type TrainingOrder = {
  readonly recipe: Recipe;
  /** The recipe file, and what was done to its run; null where only options make the recipe. */
  readonly file: RecipeFile | null;
  /** The model whose weights training begins with; null for fresh ones. */
  readonly begun: { readonly path: string; readonly model: StoredModel } | null;
  /** Optimizer steps instead of the recipe's epochs. */
  readonly maxSteps: number | undefined;
  /** How many training digits are held back to validate and calibrate with. */
  readonly heldBack: number;
  /** Folder to save the model in. */
  readonly out: string | undefined;
  readonly data: DataOptions;
};

/**
 * @throws Error where the digits cannot be read, the folder cannot be written or the gradients explode; Interruption
 * after saving and reporting what was trained until then
 */
export async function trainModel(order: TrainingOrder, json: boolean, assets: EngineAssets, io: Io): Promise<void> {
  const { out, maxSteps, heldBack } = order;
  if (out !== undefined) await checkWritable(out);
  const pool = await startPoolOf(order.file?.computedBy ?? null, assets, io);
  const known = order.file?.dataSet ?? null;
  const data = await openData(order.data, { known, learned: known, parted: true }, assets.dataDirectory, io);
  if (order.file) checkData(order.file, data);
  if (order.file) compareRule(order.file, io);
  const { train: all, test } = data;
  if (heldBack >= all.count)
    throw new Error(`--hold-back ${heldBack} leaves none of the ${all.count} training images: hold back fewer.`);
  const { train, validation } = holdBack(all, heldBack);
  const digits = heldBack > 0 ? { train, test, validation } : { train, test };
  const stepsPerEpoch = batchesPerEpoch(trainingCount(order.recipe, digits.train.count), order.recipe.batchSize);
  const epochs = maxSteps === undefined ? order.recipe.epochs : epochsHolding(maxSteps, stepsPerEpoch);
  const recipe = recipeFor(data, { ...order.recipe, epochs });
  if (order.begun) checkFits(recipe, order.begun.path, order.begun.model.config);
  const totalSteps = maxSteps ?? epochs * stepsPerEpoch;

  const report = json
    ? (line: object) => {
        io.print(JSON.stringify(line));
      }
    : createTrainingReport(io, { stepsPerEpoch, totalSteps });
  const save = out === undefined ? null : saverTo(out, recipe, data, order, pool, io);
  const run = { recipe, totalSteps, weights: order.begun?.model.weights, rates: order.file?.learningRateChanges };
  for await (const line of runTraining(pool, digits, run, save, io.signal)) report(line);
  io.signal.throwIfAborted();
}

/** @throws Error where the recipe is for other images than these */
function checkData({ dataSet }: RecipeFile, data: DataSetInfo): void {
  const wanted = dataSet ?? mnistInfo;
  if (wanted.id === data.id) return;
  if (!dataSet) throw new Error('The recipe is for MNIST. Omit --data.');
  if (isMnist(data))
    throw new Error(`The recipe is for the data set ${wanted.name}, not for ${data.name}. Name its files with --data.`);
  throw new Error(
    `The files of --data are not the data set ${wanted.name} of the recipe: name the files, and --labels, with which it was opened.`,
  );
}

/** @throws Error where options describe another network than the model */
function checkFits(recipe: Recipe, path: string, config: ModelConfig): void {
  const own = modelConfigOf(recipe);
  const differing = (Object.keys(own) as (keyof ModelConfig)[]).find((name) => own[name] !== config[name]);
  if (differing === undefined) return;
  throw new Error(
    `The model ${path} has ${differing} ${config[differing]}, not ${own[differing]}. Omit that option, or omit --model.`,
  );
}

/** With the kernels and threads of the recipe's run, where this machine runs them and no others are chosen. */
async function startPoolOf(then: RecipeFile['computedBy'], assets: EngineAssets, io: Io): Promise<KernelPool> {
  if (!then) return startPool(assets, io);
  const wanted = { ...assets, kernels: assets.kernels ?? then.kernels, threads: assets.threads ?? then.threads };
  const pool = await startPool(wanted, io).catch(() => startPool(assets, io));
  compareKernels(then, pool, io);
  return pool;
}

/** Warns where the last bits of the weights may differ from those of the recipe's run. */
function compareKernels(then: NonNullable<RecipeFile['computedBy']>, pool: KernelPool, { complain }: Io): void {
  const now = { kernels: pool.kernels.build.name, threads: pool.threads };
  if (now.kernels === then.kernels && now.threads === then.threads) return;
  const [was, is] = [then, now].map(({ kernels, threads }) => `${kernels} on ${threads} threads`);
  complain(`The recipe's run was computed by ${was}, this one by ${is}: the last bits may differ.`);
}

/** Warns where the recipe's run was trained by the RMSprop of earlier versions. */
function compareRule({ recipe, epsilonPlace }: RecipeFile, { complain }: Io): void {
  if (recipe.optimizer !== 'rmsprop' || epsilonPlace === usualEpsilonPlace) return;
  complain(
    'The recipe is from an earlier version, whose RMSprop had ε inside the root: this run has it outside, so its weights will differ.',
  );
}

/** The epochs that the steps reach into, since a recipe counts in epochs. */
function epochsHolding(steps: number, stepsPerEpoch: number): number {
  return Math.min(settingRanges.epochs[1], Math.ceil(steps / stepsPerEpoch));
}

/** @throws Error now rather than after hours of training */
async function checkWritable(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await rm(await mkdtemp(join(folder, '.gatescope-')), { recursive: true });
  } catch (error) {
    const reason = messageOf(error);
    throw new Error(`The model cannot be saved in ${folder} (${reason}). Choose another folder with --out.`, {
      cause: error,
    });
  }
}

function saverTo(
  folder: string,
  recipe: Recipe,
  data: DataSet,
  { heldBack, maxSteps, begun }: TrainingOrder,
  { kernels, threads }: KernelPool,
  { complain }: Io,
): Save {
  return async ({ weights, step, evaluation, validation }, isLast) => {
    const saving = saveModel(folder, modelConfigOf(recipe), weights, {
      recipe,
      step,
      testAccuracy: evaluation?.accuracy ?? null,
      testLoss: evaluation?.loss ?? null,
      heldBack,
      validationAccuracy: validation?.accuracy,
      temperature: validation?.temperature,
      kernels: kernels.build.name,
      threads,
      maxSteps,
      epsilonPlace: usualEpsilonPlace,
      dataSet: isMnist(data) ? undefined : infoOf(data),
      begunFrom: begun ? basename(begun.path) : undefined,
      created: new Date().toISOString(),
    });
    return saving.then(
      () => folder,
      (error: unknown) => {
        const unsaved = `The model cannot be saved in ${folder} (${messageOf(error)})`;
        if (isLast) throw new Error(`${unsaved}. Make room there, or choose another folder with --out.`);
        complain(`${unsaved}: saving is tried again after the next epoch and at the end. Make room there.`);
        return null;
      },
    );
  };
}
