// Holds P45.
/**
 * Tests that the checks of accessibility.spec.ts find their faults: each meets a page with the fault and the same
 * without it.
 */

import { expect, type Page, test } from '@playwright/test';
import { axeFaults } from '../accessibility/axe.ts';
import { dialogsSince, focusWalk, type Stop, watchDialogs } from '../accessibility/focus.ts';
import { motions, watchMotions } from '../accessibility/motions.ts';

async function show(page: Page, body: string): Promise<void> {
  const head = '<title>A page</title><style>:focus-visible { outline: 2px solid }</style>';
  await page.setContent(`<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`);
}

const four = ['One', 'Two', 'Three', 'Four'].map((name) => `<button>${name}</button>`).join(' ');
const faultsOf = (stops: readonly Stop[]) => stops.flatMap(({ faults }) => faults);

test('finds a trap, a control left out, a covered one and one without a ring on the walk of the focus', async ({
  page,
}) => {
  await show(page, four);
  const walk = await focusWalk(page);
  expect(walk.map(({ name }) => name)).toEqual(['One', 'Two', 'Three', 'Four'].map((name) => `button “${name}”`));
  expect(faultsOf(walk)).toEqual([]);

  await page.evaluate(() => {
    const [, second, , last] = document.querySelectorAll('button');
    last.addEventListener('keydown', (event) => {
      event.preventDefault();
      second.focus();
    });
  });
  expect(faultsOf(await focusWalk(page))).toContain('goes round from stop 1 to stop 3 only');

  await show(page, four);
  await page.evaluate(() => {
    const [first, , third] = document.querySelectorAll('button');
    first.addEventListener('keydown', (event) => {
      event.preventDefault();
      third.focus();
    });
  });
  expect(faultsOf(await focusWalk(page))).toEqual(['is not reached by the Tab key']);

  await show(page, `<div style="position: relative">${four}<div style="position: absolute; inset: 0"></div></div>`);
  expect(faultsOf(await focusWalk(page))).toEqual(Array.from({ length: 4 }, () => 'is not in sight'));

  // Clipped away: a hit test finds what is around it.
  await show(page, `${four}<div style="height: 0; overflow: clip"><button>Five</button></div>`);
  expect((await focusWalk(page)).at(-1)).toEqual({ name: 'button “Five”', faults: ['is not in sight'] });

  await show(page, `${four}<button style="outline: none">Five</button>`);
  expect((await focusWalk(page)).at(-1)).toEqual({ name: 'button “Five”', faults: ['does not show its focus'] });
});

test('finds a transition and an animation that are over before anybody looks', async ({ page }) => {
  await show(page, '<p id="moving" style="transition: opacity 10ms">Text</p>');
  await watchMotions(page);
  expect(await motions(page)).toEqual([]);
  await page.evaluate(() => {
    const text = document.querySelector<HTMLElement>('#moving');
    if (text) text.style.opacity = '0.5';
  });
  await page.waitForTimeout(200);
  expect(await motions(page)).toEqual([expect.stringMatching(/^transitionrun of <p id="moving"/)]);
  await page.evaluate(() => document.querySelector('#moving')?.animate({ opacity: 1 }, 1).finished);
  expect(await motions(page)).toEqual([expect.stringMatching(/^animate of <p id="moving"/)]);
});

test('finds a dialog that does not return the focus', async ({ page }) => {
  const dialog = '<dialog aria-labelledby="title"><h2 id="title">Title</h2><button>Close</button></dialog>';
  const comeAndGo = async (leave: boolean) => {
    await show(page, `<button id="opener">Open</button><button id="other">Other</button>${dialog}`);
    await watchDialogs(page);
    await page.evaluate((elsewhere) => {
      const [opened, opener, other] = ['dialog', '#opener', '#other'].map((each) =>
        document.querySelector<HTMLElement>(each),
      );
      opener?.focus();
      if (opened instanceof HTMLDialogElement) {
        opened.showModal();
        opened.close();
      }
      if (elsewhere) other?.focus();
    }, leave);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    return dialogsSince(page);
  };
  expect(await comeAndGo(false)).toEqual({ opened: ['Title'], faults: [] });
  expect((await comeAndGo(true)).faults).toEqual([
    expect.stringMatching(/id="other".* got the focus of .*id="opener"/),
  ]);
});

test('finds a name without the visible text, also by an experimental rule, and ignores a symbol', async ({ page }) => {
  const within = (control: string) => `<main><h1>A page</h1>${control}</main>`;
  await show(page, within('<button aria-label="Train">Train from scratch</button>'));
  expect(await axeFaults(page)).toEqual(['label-content-name-mismatch: button']);
  await show(page, within('<button aria-label="A seven, read as one">✗ 7 → 1</button><button>Train</button>'));
  expect(await axeFaults(page)).toEqual([]);
});
