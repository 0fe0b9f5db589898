/** The groups of settings in the drawer, and the lesson that explains each. */

import { type Cell, cells } from '../../domain/cells.ts';
import type { RecipeField, SettingGroup as GroupName } from '../../domain/recipe/field-kinds.ts';
import { recipeFields } from '../../domain/recipe/recipe-fields.ts';
import { type Field, fields } from './recipe-form.ts';

export type SettingGroup = {
  readonly name: GroupName;
  /** The caller leaves out those without influence. */
  readonly fields: readonly Field[];
  /** Id of a lesson for the chosen cell; null where there is none. */
  readonly lesson: (cell: Cell) => string | null;
};

/** In the order of the drawer. */
const lessons: Readonly<Record<GroupName, SettingGroup['lesson']>> = {
  data: () => 'order',
  cell: (cell) => cells[cell].lesson,
  training: () => 'clipping',
  memory: () => 'truncation',
  stopping: () => null,
};

export const settingGroups: readonly SettingGroup[] = (Object.keys(lessons) as GroupName[]).map((name) => ({
  name,
  fields: fieldsOf(name),
  lesson: lessons[name],
}));

/** In the table's order, except those that follow another one. */
function fieldsOf(group: GroupName): Field[] {
  const declared = fields.map((name): [Field, RecipeField] => [name, recipeFields[name]]);
  const own = declared.filter(([, field]) => field.group === group);
  const shown = own.filter(([, { shownAfter }]) => shownAfter === undefined).map(([name]) => name);
  for (const [name, { shownAfter }] of own) {
    if (shownAfter !== undefined) shown.splice(shown.findIndex((other) => other === shownAfter) + 1, 0, name);
  }
  return shown;
}
