/**
 * Tries the kernel files themselves on the V8 of a Chromium, in a page: Electron's next V8 is in a Chromium before that
 * Electron is out.
 */

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import * as v from 'valibot';
import { build } from 'vite';
import { type TriedBuild, triedSchema } from '../../src/engine/kernels/choice/tried.ts';
import { findChromium } from '../chromium.ts';
import { kernelDirectory } from '../kernels/ensure.ts';

const here = import.meta.dirname;

/** Milliseconds that a trial may take in a page. */
const trialLimit = 240_000;

/**
 * @param flags of V8
 * @returns all builds with right results, both with a fused multiply-add and without
 * @throws Error where there is no Chromium, or its page dies
 */
export async function tryInChromium(
  flags: readonly string[],
): Promise<{ readonly v8: string; readonly builds: readonly TriedBuild[] }> {
  const server = await servePage();
  const args = flags.length > 0 ? [`--js-flags=${flags.join(',')}`] : [];
  const executablePath = findChromium();
  const browser = await chromium.launch({ args, ...(executablePath !== undefined && { executablePath }) });
  try {
    const page = await browser.newPage();
    const died = new Promise<never>((_, reject) => {
      page.on('crash', () => {
        reject(new Error(`The page died under ${flags.join(' ') || 'no flag'}.`));
      });
      page.on('pageerror', reject);
    });
    died.catch(() => undefined);
    await page.goto(server.url);
    const done = page.waitForFunction(() => 'tried' in window, null, { timeout: trialLimit });
    await Promise.race([done, died]);
    const builds = v.parse(triedSchema, await page.evaluate(() => (window as unknown as { tried: unknown }).tried));
    const session = await browser.newBrowserCDPSession();
    const { jsVersion } = await session.send('Browser.getVersion');
    return { v8: jsVersion, builds };
  } finally {
    await browser.close();
    server.close();
  }
}

/** A page whose memory may be shared, with the kernels beside it. */
async function servePage() {
  const script = await bundle();
  const server = createServer((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    const path = request.url ?? '/';
    if (path.endsWith('.wasm')) {
      void readFile(join(kernelDirectory, path)).then((bytes) => response.end(bytes));
    } else if (path === '/page.js') {
      response.setHeader('Content-Type', 'text/javascript').end(script);
    } else {
      response.setHeader('Content-Type', 'text/html').end('<script type="module" src="/page.js"></script>');
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [{ find: /^node:.*/, replacement: join(here, 'node-stub.ts') }] },
    build: {
      write: false,
      target: 'esnext',
      lib: { entry: join(here, 'page.ts'), formats: ['es'], fileName: 'page' },
    },
  });
  const [{ output }] = [built].flat() as { output: { code: string }[] }[];
  return output[0].code;
}
