/**
 * Typesets the lessons' formulas. Each quantity is a macro named as in the project, with its letter and its colour in
 * the score: `\hiddenState_{t-1}`, `\forgetGate_t`. formula.css has the colours.
 */

import { type KatexOptions, render, renderToString } from 'katex';

const raw = String.raw;

/** Macro → letter and class of formula.css. */
const quantities = {
  row: ['x', 'row'],
  forgetGate: ['f', 'forget-gate'],
  inputGate: ['i', 'input-gate'],
  candidate: ['g', 'candidate'],
  cellState: ['c', 'cell-state'],
  outputGate: ['o', 'output-gate'],
  hiddenState: ['h', 'hidden-state'],
  answer: ['p', 'probability'],
  resetGate: ['r', 'reset-gate'],
  updateGate: ['z', 'update-gate'],
  newCandidate: ['n', 'candidate'],
  slope: [raw`\varphi'`, 'slope'],
  query: ['q', 'query'],
  key: ['k', 'key'],
  value: ['v', 'value'],
  queries: ['Q', 'query'],
  keys: ['K', 'key'],
  values: ['V', 'value'],
} as const satisfies Record<string, readonly [letter: string, colour: string]>;

const macros: Record<string, string> = {
  '\\decoderState': 's',
  '\\weight': raw`\alpha`,
  '\\context': 'c',
  ...Object.fromEntries(
    Object.entries(quantities).map(([name, [letter, colour]]) => [
      `\\${name}`,
      raw`{\htmlClass{${colour}}{${letter}}}`,
    ]),
  ),
  '\\gradient': raw`\htmlClass{gradient}{#1}`,
  '\\norm': raw`\left\lVert #1 \right\rVert`,
};

function optionsFor(displayed: boolean): KatexOptions {
  return {
    displayMode: displayed,
    throwOnError: true,
    macros: { ...macros },
    // A class is the only thing beyond LaTeX that a formula may put into the page.
    trust: ({ command }) => command === '\\htmlClass',
    strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  };
}

/**
 * Typesets `tex` in `target` as DOM nodes: the page's policy forbids markup with inline styles.
 * @param displayed on a line of its own
 * @throws ParseError of KaTeX
 */
export function typeset(tex: string, target: HTMLElement, displayed: boolean): void {
  render(tex, target, optionsFor(displayed));
}

/** The same as markup, for use without a page. @throws ParseError of KaTeX */
export function typesetToMarkup(tex: string, displayed: boolean): string {
  return renderToString(tex, optionsFor(displayed));
}
