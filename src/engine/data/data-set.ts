/** The images that a network learns and is measured on, whether MNIST's or a person's own, and the names of their classes. */

import type { DataSetInfo } from '../../domain/data-set.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { DigitSet, Mnist } from '../../domain/digit-set.ts';

export type DataSet = DataSetInfo & Mnist;

/** What tells a data set in a file: of a model, or of a run. */
export type DataSetMark = DataSetInfo;

const digitNames = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export const mnistInfo: DataSetInfo = { id: 'mnist', name: 'MNIST', classNames: digitNames };

export function mnistDataSet({ train, test }: Mnist): DataSet {
  return { ...mnistInfo, train, test };
}

export function isMnist({ id }: Pick<DataSetInfo, 'id'>): boolean {
  return id === mnistInfo.id;
}

/** Without the images. */
export function infoOf({ id, name, classNames }: DataSetInfo): DataSetInfo {
  return { id, name, classNames };
}

/** What a recipe becomes on a data set: its classes are the set's, and strokes of other countries are added to digits alone. */
export function recipeFor(data: DataSetInfo, recipe: Recipe): Recipe {
  const augmentation = recipe.augmentation === 'international' && !isMnist(data) ? 'standard' : recipe.augmentation;
  return { ...recipe, classes: data.classNames.length, augmentation };
}

export const noImages: DigitSet = { count: 0, images: new Uint8Array(), labels: new Uint8Array() };
