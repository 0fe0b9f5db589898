import * as v from 'valibot';
import { defaultRecipe, settingRanges } from '../../../src/domain/recipe/config.ts';
import { recipeProblem } from '../../../src/domain/recipe/recipe-problems.ts';
import { storedRecipeSchema } from '../../../src/domain/recipe/recipe-schema.ts';
import { issueSentence } from '../../../src/domain/issue-sentence.ts';
import { insist, type Surface } from '../surface.ts';
import { hostileJson } from '../values.ts';

/** Recipes from files. */
export const recipeSurface: Surface<string> = {
  name: 'recipe',
  sizeLimit: 0,
  inputs: hostileJson(defaultRecipe),
  open: () => Promise.resolve({ feed: (text) => Promise.resolve(read(text)), close: () => Promise.resolve() }),
};

function read(text: string): string | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'The recipe is not JSON.';
  }
  const parsed = v.safeParse(storedRecipeSchema, json);
  insist(!('polluted' in {}) && Object.keys({}).length === 0, 'Every object has become another.');
  if (!parsed.success) return `The recipe cannot be used: ${issueSentence(parsed.issues[0])}`;
  const recipe = parsed.output;
  insist(Object.keys(recipe).sort().join() === Object.keys(defaultRecipe).sort().join(), 'It has other fields.');
  for (const [name, [low, high]] of Object.entries(settingRanges)) {
    const value = recipe[name as keyof typeof settingRanges];
    insist(value >= low && value <= high, `Its ${name} is ${value}.`);
  }
  insist(recipeProblem(recipe) === null, 'Its settings do not go together.');
  return null;
}
