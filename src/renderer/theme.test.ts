// Holds P45.
/** The colours of both themes, held to WCAG 2.2 and to colour-blind eyes. */

import { readFileSync } from 'node:fs';
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8');

function coloursOf(selector: string): Record<string, string> {
  const [, block] = new RegExp(`^ *${selector} \\{([^}]*)\\}`, 'm').exec(css) ?? [];
  return Object.fromEntries([...block.matchAll(/(--[\w-]+): (#\w{6});/g)].map(([, name, value]) => [name, value]));
}

const themes = [
  { theme: 'light', colours: coloursOf(':root') },
  { theme: 'dark', colours: coloursOf(String.raw`:root\[data-theme='dark'\]`) },
];

const backgrounds = ['--background', '--surface', '--surface-raised'];
const notText = ['--line', '--field-line', '--accent-text', '--chart-raw', ...backgrounds];
/** Frames of fields, the focus ring, and curves. */
const graphics = ['--field-line', '--focus', '--chart-raw', '--accent'];

/** Dichromats, after Machado, Oliveira and Fernandes (2009), as culori computes it. */
const eyes = [filterDeficiencyProt(1), filterDeficiencyDeuter(1), filterDeficiencyTrit(1)];
/** Told apart only by colour where they are beside or over one another. */
const pairs = [
  ['--accent', '--text'],
  ['--accent', '--chart-raw'],
  ['--accent', '--danger'],
  ['--accent', '--gradient'],
  ['--hidden-state', '--gradient'],
];

describe.each(themes)('the $theme theme', ({ colours }) => {
  const texts = Object.keys(colours).filter((name) => !notText.includes(name));

  test.each(backgrounds)('contrasts every text colour with %s at least 4.5 to 1', (background) => {
    expect(texts.length).toBeGreaterThan(25);
    const faint = texts.filter((name) => wcagContrast(colours[name], colours[background]) < 4.5);
    expect(faint).toEqual([]);
  });

  test('contrasts the text of a filled button with it at least 4.5 to 1', () => {
    expect(wcagContrast(colours['--accent-text'], colours['--accent'])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(backgrounds)('contrasts frames, curves and the focus ring with %s at least 3 to 1', (background) => {
    const faint = graphics.filter((name) => wcagContrast(colours[name], colours[background]) < 3);
    expect(faint).toEqual([]);
  });

  // A difference of 2 (CIEDE2000) is just visible side by side; thin lines need several times as much.
  test('keeps apart what only colour tells apart for eyes that lack one kind of cone', () => {
    const difference = differenceCiede2000();
    const alike = pairs.filter(([a, b]) =>
      eyes.some((seen) => {
        const [first, second] = [parse(colours[a]), parse(colours[b])];
        return !first || !second || difference(seen(first), seen(second)) < 10;
      }),
    );
    expect(alike).toEqual([]);
  });
});
