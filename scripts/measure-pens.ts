/**
 * `npx tsx scripts/measure-pens.ts FILE [--folder NETWORK] [--sheet OUT.png]`: how a model, by default the shipped one,
 * reads the labelled pen strokes of a file (`gatescope evaluate --help` has its form) on the drawing pad. The sheet shows
 * each misread digit, and each drawing of something else that is called a digit with certainty.
 */

import { parseArgs } from 'node:util';
import { pensReport } from '../src/cli/evaluate/pens-report.ts';
import { openLabelledStrokes } from '../src/cli/evaluate/read-labelled-strokes.ts';
import { answerPens, isSureAndWrong } from '../src/engine/inspect/pen-answers.ts';
import { openModel } from './open-model.ts';
import { drawPensSheet } from './pens-sheet.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string' }, sheet: { type: 'string' } },
});
const [file] = positionals;
if (positionals.length !== 1) throw new Error('Name one file: npx tsx scripts/measure-pens.ts FILE');

const drawings = await openLabelledStrokes(file);
const answers = await answerPens(await openModel(values.folder), drawings);
console.log(pensReport(answers));
if (values.sheet !== undefined) {
  const wrong = answers.filter((answer) =>
    typeof answer.label === 'number' ? answer.answer !== answer.label : isSureAndWrong(answer),
  );
  await drawPensSheet(wrong, values.sheet);
  console.log(`\n${wrong.length} drawings are on ${values.sheet}.`);
}
process.exit();
