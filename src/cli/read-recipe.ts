/** A recipe file that is named on the command line. */

import { readFile, stat } from 'node:fs/promises';
import { mostRecipeBytes, parseRecipeFile, type RecipeFile } from '../engine/files/recipe-file.ts';

/** @throws Error in one sentence where it cannot be read, or is none */
export async function readRecipe(path: string): Promise<RecipeFile> {
  const why = (reason: string) => `The recipe ${path} cannot be used: ${reason}. Name one that Gatescope exported.`;
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Error(why('there is no such file'));
  if (found.size > mostRecipeBytes) throw new Error(why('it is too large for a recipe'));
  const parsed = parseRecipeFile(await readFile(path, 'utf8'));
  if ('why' in parsed) throw new Error(why(parsed.why));
  return parsed;
}
