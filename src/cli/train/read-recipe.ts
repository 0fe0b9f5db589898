/** A recipe file named on the command line. */

import { textOf } from '../../domain/bytes.ts';
import { parseRecipeFile, type RecipeFile } from '../../domain/recipe/recipe-file.ts';
import { readFileWithin } from '../../engine/system/read-file-within.ts';
import { messageOf } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';

/** @throws Error in one sentence where it cannot be read, or is no recipe */
export async function readRecipe(path: string): Promise<RecipeFile> {
  const why = (reason: string) => `The recipe ${path} cannot be used: ${reason}. Name one that Gatescope exported.`;
  const bytes = await readFileWithin(path, limits.maxRecipeBytes).catch((error: unknown) => {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? 'there is no such file' : messageOf(error);
    throw new Error(why(reason), { cause: error });
  });
  const parsed = parseRecipeFile(textOf(bytes));
  if ('why' in parsed) throw new Error(why(parsed.why));
  return parsed;
}
