/** axe-core in the page, kept there, since it runs some hundred times on the same page. */

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { inPackage } from '../../scripts/run.ts';

type AxeResults = {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
};
declare const axe: { run: (options: unknown) => Promise<AxeResults> } | undefined;

const source = readFileSync(inPackage('axe-core', 'axe.min.js'), 'utf8');

/** All rules for WCAG 2.0 to 2.2, A and AA, and axe's best practices, except the experimental ones. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The experimental rules, which run only by name; all except `hidden-content`, which finds no faults and only asks to
 * check whatever is hidden.
 */
const experimental = [
  ...['css-orientation-lock', 'focus-order-semantics', 'label-content-name-mismatch', 'p-as-heading'],
  ...['table-fake-caption', 'td-has-header'],
];

/** Axe's findings in the present page, one line each. @param rules only these, by id */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => typeof axe === 'object'))) await page.evaluate(source);
  return page.evaluate(
    async (options) => {
      // The rule of orientation needs the stylesheets; no medium is waited for.
      const results = await axe?.run({ ...options, resultTypes: ['violations'], preload: { assets: ['cssom'] } });
      // “✗ 4 → 9” and “7” on a picture of a digit are symbols, which 2.5.3 does not count as a label: they have no
      // letters.
      const isSymbol = (target: string) => !/\p{L}/u.test(document.querySelector<HTMLElement>(target)?.innerText ?? '');
      return (results?.violations ?? []).flatMap(({ id, nodes }) => {
        const targets = nodes.map(({ target }) => target.join(' '));
        const wrong = id === 'label-content-name-mismatch' ? targets.filter((target) => !isSymbol(target)) : targets;
        return wrong.length > 0 ? [`${id}: ${wrong.join(', ')}`] : [];
      });
    },
    rules
      ? { runOnly: { type: 'rule', values: rules } }
      : {
          runOnly: { type: 'tag', values: tags },
          rules: Object.fromEntries(experimental.map((id) => [id, { enabled: true }])),
        },
  );
}
