/** axe-core in the page, kept there: of the same page it is asked some hundred times. */

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { inPackage } from '../../scripts/run.ts';

type AxeResults = {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly unknown[] }[];
  }[];
};
declare const axe: { run: (options: unknown) => Promise<AxeResults> } | undefined;

const source = readFileSync(inPackage('axe-core', 'axe.min.js'), 'utf8');

/** All rules for WCAG 2.0 to 2.2, A and AA, and axe's best practices. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong in the page as it stands, one line each. @param rules only these, by id */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => typeof axe === 'object'))) await page.evaluate(source);
  return page.evaluate(
    async (runOnly) => {
      const results = await axe?.run({ runOnly, resultTypes: ['violations'], preload: false });
      return (results?.violations ?? []).map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
    },
    rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags },
  );
}
