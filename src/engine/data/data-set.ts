/** The images a network trains and is tested on, MNIST's or a person's own, and the class names. */

import type { DataSetInfo } from '../../domain/data-set.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { DigitSet, Mnist } from '../../domain/digit-set.ts';

export type DataSet = DataSetInfo & Mnist;

const digitNames = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export const mnistInfo: DataSetInfo = { id: 'mnist', name: 'MNIST', classNames: digitNames };

/** MNIST as a data set with its id and class names. */
export function mnistDataSet({ train, test }: Mnist): DataSet {
  return { ...mnistInfo, train, test };
}

/** Whether a data set is MNIST. */
export function isMnist({ id }: Pick<DataSetInfo, 'id'>): boolean {
  return id === mnistInfo.id;
}

/** The description without the images. */
export function infoOf({ id, name, classNames }: DataSetInfo): DataSetInfo {
  return { id, name, classNames };
}

/** Adapts a recipe to a data set: its number of classes, and national strokes only for digits. */
export function recipeFor(data: DataSetInfo, recipe: Recipe): Recipe {
  const augmentation = recipe.augmentation === 'international' && !isMnist(data) ? 'standard' : recipe.augmentation;
  return { ...recipe, classes: data.classNames.length, augmentation };
}

export const noImages: DigitSet = { count: 0, images: new Uint8Array(), labels: new Uint8Array() };
