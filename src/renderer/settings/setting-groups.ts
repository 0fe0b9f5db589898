/** Which settings stand together in the drawer, and the lesson that explains them. */

import type { Cell } from '../../domain/recipe/recipe.ts';
import type { Field } from './recipe-form.ts';

export type GroupName = 'data' | 'cell' | 'training' | 'memory' | 'stopping';

export type SettingGroup = {
  readonly name: GroupName;
  /** Those that mean nothing beside the others are left out by whoever shows them. */
  readonly fields: readonly Field[];
  /** The id of a lesson, for the chosen cell; null where there is none. */
  readonly lesson: (cell: Cell) => string | null;
};

const lessonOfCell: Readonly<Record<Cell, string>> = {
  rnn: 'cell',
  gru: 'gru',
  lstm: 'lstm',
  transformer: 'attention',
};

export const settingGroups: readonly SettingGroup[] = [
  { name: 'data', fields: ['order', 'window', 'lossAt', 'augmentation'], lesson: () => 'order' },
  {
    name: 'cell',
    fields: ['cell', 'activation', 'units', 'layers', 'heads', 'positionalEncoding'],
    lesson: (cell) => lessonOfCell[cell],
  },
  {
    name: 'training',
    fields: ['optimizer', 'learningRate', 'schedule', 'momentum', 'weightDecay', 'batchSize', 'dropout', 'seed'],
    lesson: () => 'clipping',
  },
  { name: 'memory', fields: ['truncation', 'clipNorm', 'clipValue'], lesson: () => 'truncation' },
  { name: 'stopping', fields: ['epochs', 'targetAccuracy', 'patience'], lesson: () => null },
];
