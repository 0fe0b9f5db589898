import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecipe } from '../../../src/cli/train/read-recipe.ts';
import { parseRecipeFile, writeRecipeFile } from '../../../src/domain/recipe/recipe-file.ts';
import { defaultRecipe, settingRanges } from '../../../src/domain/recipe/config.ts';
import { recipeProblem } from '../../../src/domain/recipe/recipe-problems.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { hostileJson } from '../values.ts';

const right = writeRecipeFile({
  recipe: defaultRecipe,
  dataSet: { id: '0123456789abcdef'.repeat(2), name: 'Bars', classNames: ['left', 'right'] },
  heldBack: 5000,
  maxSteps: 40,
  epsilonPlace: 'besideRoot',
  learningRateChanges: [{ step: 3, to: 0.001 }],
  computedBy: { kernels: 'simd', threads: 2 },
  result: { step: 9, testAccuracy: 0.9, weightsSha256: 'a'.repeat(64) },
});
insist(!('why' in parseRecipeFile(right)), 'The right recipe is none.');
const whole: unknown = JSON.parse(right);

/** Recipe files, `*.recipe.json`, as `train --config` and, by the same function, the page reads them. */
export const recipeFileSurface: Surface<string> = {
  name: 'recipe-file',
  sizeLimit: mebibyte,
  inputs: hostileJson(whole),
  async open() {
    const folder = await temporaryFolder();
    const path = join(folder.path, 'a.recipe.json');
    return {
      async feed(text) {
        await writeFile(path, text);
        return read(path);
      },
      close: folder.remove,
    };
  },
};

async function read(path: string): Promise<string | null> {
  try {
    const { recipe, heldBack, learningRateChanges } = await readRecipe(path);
    insist(recipeProblem(recipe) === null, 'Its settings do not go together.');
    insist(heldBack >= 0 && heldBack <= 50_000, `It holds back ${heldBack} digits.`);
    const [lowest, highest] = settingRanges.learningRate;
    insist(
      learningRateChanges.length <= 10_000 && learningRateChanges.every(({ to }) => to >= lowest && to <= highest),
      'Its learning rates are none that a person can set.',
    );
    return null;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith(`The recipe ${path} `)) {
      return error.message.replace(path, 'FILE');
    }
    throw error;
  }
}
