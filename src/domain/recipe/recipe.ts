/**
 * What a person chooses before training: the network, how it reads an image, and how it learns. The tables describe
 * each setting.
 */

import type { networkFields } from './network-fields.ts';
import type { recipeFields } from './recipe-fields.ts';

export type { Reading, ReadingOrder } from './reading.ts';

type ValueOf<Field> = Field extends { readonly values: readonly (infer Value)[] } ? Value : number;

/** What defines a network. Any change means another network. */
export type ModelConfig = { readonly [Name in keyof typeof networkFields]: ValueOf<(typeof networkFields)[Name]> };

/** Everything that determines a training run: the same recipe on the same machine gives bit-identical weights. */
export type Recipe = { readonly [Name in keyof typeof recipeFields]: ValueOf<(typeof recipeFields)[Name]> };

export type { Cell } from '../cells.ts';
export type Activation = Recipe['activation'];
export type LossAt = Recipe['lossAt'];
export type Augmentation = Recipe['augmentation'];
export type OptimizerKind = Recipe['optimizer'];

/**
 * `pretrained`: the shipped model; `trained`: this run's weights; `untrained`: fresh weights of step 0; `fineTuned`:
 * one of these, fine-tuned on own digits; `opened`: from a file that a person opened.
 */
export type ModelOrigin = 'pretrained' | 'trained' | 'untrained' | 'fineTuned' | 'opened';
