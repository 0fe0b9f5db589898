import { zipSync } from 'fflate';
import fc from 'fast-check';
import { seven, toJpeg, toPng } from '../../../src/cli/testing/pictures.ts';
import { parseRecipeFile, writeRecipeFile } from '../../../src/domain/recipe/recipe-file.ts';
import { defaultRecipe } from '../../../src/domain/recipe/config.ts';
import type { OpenedFile } from '../../../src/protocol/desktop.ts';
import { openPicture, readGreyImage } from '../../../src/renderer/files/picture.ts';
import { createOpenFiles } from '../../../src/renderer/files/open-files.svelte.ts';
import { hostileBytes } from '../bytes.ts';
import { modelZips, wholeModelFiles, wholeModelParts } from '../model-zips.ts';
import { claimingPng } from '../png.ts';
import { standInForDecoder } from '../stand-in-canvas.ts';
import { sentenceFault } from '../sentence.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { hostileJson, hostileNames } from '../values.ts';
import { dataSetFile, readDataSet } from './data-set.ts';
import { readModelFile } from './model-file.ts';

const encoded = (text: string) => new TextEncoder().encode(text);

const others = [
  '<svg xmlns="http://www.w3.org/2000/svg" width="99999"/>',
  '<!doctype html><script>1</script>',
  'RIFFxxxxWEBPVP8X',
  '',
].map(encoded);

const recipe = writeRecipeFile({
  ...{
    recipe: defaultRecipe,
    dataSet: null,
    heldBack: 0,
    maxSteps: null,
    epsilonPlace: 'besideRoot',
    learningRateChanges: [],
    computedBy: null,
    result: null,
  },
});

const pictures = [toPng(seven(28)), toJpeg(seven(40), 80), claimingPng(60_000, 60_000, 8, 1)];
const [model] = wholeModelParts;

/** A file's name means nothing, except for the parts of a model. */
const name = fc.constantFrom(
  ...['a.png', 'a.jpg', 'a.gatescope', 'a.recipe.json', 'images-idx3-ubyte.gz', 'test', ...Object.keys(model)],
  ...hostileNames,
);

const bytes = fc.oneof(
  { weight: 6, arbitrary: hostileBytes(pictures) },
  { weight: 2, arbitrary: hostileBytes(others) },
  { weight: 2, arbitrary: modelZips },
  { weight: 1, arbitrary: hostileBytes(wholeModelFiles) },
  { weight: 2, arbitrary: hostileJson(JSON.parse(recipe)).map(encoded) },
  { weight: 2, arbitrary: dataSetFile.map((file) => file.bytes) },
);

/** Parts of a model's folder, damaged one after the other, and perhaps incomplete. */
const part = fc
  .constantFrom(...Object.keys(model))
  .chain((of) => fc.record({ name: fc.constant(of), bytes: hostileBytes([model[of]]) }));

const file: fc.Arbitrary<OpenedFile> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ name, bytes }) },
  { weight: 1, arbitrary: part },
);

const wholeFolder = Object.entries(model).map(([of, content]): OpenedFile => ({ name: of, bytes: content }));

const drops: fc.Arbitrary<readonly OpenedFile[]> = fc.oneof(
  { weight: 4, arbitrary: file.map((one) => [one]) },
  { weight: 2, arbitrary: fc.array(file, { minLength: 2, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.array(dataSetFile, { minLength: 1, maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: part.map((altered) => [...wholeFolder.filter((each) => each.name !== altered.name), altered]),
  },
);

/** As on the screen. */
const sentences = {
  notImage: 'This file is no image that can be opened here.',
  tooLarge: 'This image is too large.',
  nothingOnIt: 'Nothing on this image stands out from its background.',
  unknown: 'Some of these files are nothing that can be opened here.',
  numpy: 'Some of these files are of NumPy.',
  pytorch: 'Some of these files are of PyTorch.',
  keras: 'Some of these files are of Keras.',
  empty: 'There is nothing in this file.',
  damaged: 'This file is damaged.',
  noModelJson: 'The model.json of these files is missing.',
  several: 'Only the first of these files was opened.',
} as const;

/** Files that are dropped or pasted on the page: recognised and opened by the code of page and engine. */
export const droppedFilesSurface: Surface<readonly OpenedFile[]> = {
  name: 'dropped-files',
  sizeLimit: 2 * 64 * mebibyte,
  inputs: drops,
  open() {
    const removeDecoder = standInForDecoder();
    let refusals: (string | null)[] = [];
    const openFiles = createOpenFiles({
      zip: async (given) => void refusals.push(await readModelFile('a file', given.bytes)),
      async parts(given) {
        const entries = Object.fromEntries(given.map((each) => [each.name, each.bytes]));
        refusals.push(await readModelFile('model.json', zipSync(entries, { level: 0 })));
      },
      recipe(given) {
        const parsed = parseRecipeFile(new TextDecoder().decode(given.bytes));
        refusals.push('why' in parsed ? `The file cannot be opened: ${parsed.why}.` : null);
        return Promise.resolve();
      },
      async image(given) {
        const picture = await openPicture(new Blob([Uint8Array.from(given.bytes)]));
        refusals.push(typeof picture === 'string' ? sentences[picture] : null);
      },
      dataSet: async (given) => void refusals.push(await readDataSet(given)),
      async imageFolders(places, fileAt) {
        const read = await readGreyImage(fileAt(places[0].path));
        refusals.push(typeof read === 'string' ? sentences[read] : null);
      },
      refused: (problem) => void refusals.push(sentences[problem]),
    });
    return Promise.resolve({
      async feed(files) {
        refusals = [];
        await openFiles(files);
        insist(refusals.length > 0, 'Nothing was done with the files, and nothing was said.');
        const said = refusals.filter((refusal) => refusal !== null);
        // Of several sentences an invalid one, so that it is seen.
        return said.find((sentence) => sentenceFault(sentence) !== null) ?? said.at(0) ?? null;
      },
      close() {
        removeDecoder();
        return Promise.resolve();
      },
    });
  },
};
