// Holds P45.
/** The colours of both themes, held to WCAG 2.2 and to eyes that see fewer of them. */

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
  const [, block] = new RegExp(`^${selector} \\{([^}]*)\\}`, 'm').exec(css) ?? [];
  return Object.fromEntries([...block.matchAll(/(--[\w-]+): (#\w{6});/g)].map(([, name, value]) => [name, value]));
}

const themes = [
  { theme: 'light', colours: coloursOf(':root') },
  { theme: 'dark', colours: coloursOf(String.raw`:root\[data-theme='dark'\]`) },
];

const backgrounds = ['--background', '--surface', '--surface-raised'];
const notText = ['--line', '--field-line', '--accent-text', '--chart-raw', ...backgrounds];
/** Frames of fields, the ring around the focus, and curves. */
const graphics = ['--field-line', '--focus', '--chart-raw', '--accent'];

/** Dichromats, after Machado, Oliveira and Fernandes (2009), as culori computes it. */
const eyes = [filterDeficiencyProt(1), filterDeficiencyDeuter(1), filterDeficiencyTrit(1)];
/** Told apart by nothing but their colour where they stand beside or over one another. */
const pairs = [
  ['--accent', '--text'],
  ['--accent', '--chart-raw'],
  ['--accent', '--danger'],
  ['--accent', '--gradient'],
  ['--hidden-state', '--gradient'],
];

describe.each(themes)('the $theme theme', ({ colours }) => {
  const texts = Object.keys(colours).filter((name) => !notText.includes(name));

  test.each(backgrounds)('every colour of text stands out from %s at least 4.5 to 1', (background) => {
    expect(texts.length).toBeGreaterThan(25);
    const faint = texts.filter((name) => wcagContrast(colours[name], colours[background]) < 4.5);
    expect(faint).toEqual([]);
  });

  test('the text of a filled button stands out from it', () => {
    expect(wcagContrast(colours['--accent-text'], colours['--accent'])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(backgrounds)('frames, curves and the ring of the focus stand out from %s at least 3 to 1', (background) => {
    const faint = graphics.filter((name) => wcagContrast(colours[name], colours[background]) < 3);
    expect(faint).toEqual([]);
  });

  // A difference of 2 is just seen side by side (CIEDE2000); of thin lines it takes several times as much.
  test('what only its colour tells apart is told apart by eyes that lack one kind of cones', () => {
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
