/** What a screen reader gets: Chromium's accessibility tree. */

import type { Page } from '@playwright/test';

/** Roles that need a name, both controls and pictures. */
const named = new Set([
  ...['button', 'link', 'slider', 'spinbutton', 'combobox', 'checkbox', 'radio', 'textbox', 'searchbox', 'listbox'],
  ...['option', 'image', 'img', 'dialog', 'grid', 'gridcell', 'progressbar', 'ProgressIndicator', 'region'],
  ...['tooltip', 'navigation', 'application'],
]);
const valued = new Set(['slider', 'spinbutton', 'combobox']);

/** Nodes that lack what their role requires, one line each; and the number of nodes. */
export async function treeFaults(page: Page): Promise<{ faults: string[]; looked: number }> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const faults = [];
  let looked = 0;
  for (const { ignored, role, name, value, properties = [] } of nodes) {
    const kind = String(role?.value);
    if (ignored || !named.has(kind)) continue;
    looked++;
    const called = String(name?.value ?? '').trim();
    const said: unknown = properties.find((property) => property.name === 'valuetext')?.value.value ?? value?.value;
    if (called === '') faults.push(`a ${kind} has no name`);
    else if (valued.has(kind) && said === undefined) faults.push(`the ${kind} “${called}” has no value`);
  }
  return { faults, looked };
}
