/** Another client of the window's engine: a second port, which the page asks for and hands on to the test. */

import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { engineOver } from '../../bench/engine-connection.ts';
import { enginePortMessage } from '../../src/protocol/bridge.ts';
import type { ClientFunctions } from '../../src/protocol/api.ts';
import type { EngineClient } from './host.ts';

type Ports = Record<string, MessagePort | undefined>;

/** @param client what is to be heard of the engine; other events hold more numbers than a test wants to carry */
export async function connectInWindow(page: Page, client: Partial<ClientFunctions> = {}): Promise<EngineClient> {
  const name = `port-${randomUUID()}`;
  let hear: (message: unknown) => void = () => undefined;
  await page.exposeFunction(name, (message: unknown) => {
    hear(message);
  });
  await page.evaluate(
    ([key, portMessage, heard]) =>
      new Promise<void>((resolve) => {
        const taken = new AbortController();
        window.addEventListener(
          'message',
          (event) => {
            if (event.data !== portMessage) return;
            // The page has a port of its own.
            event.stopImmediatePropagation();
            taken.abort();
            const [port] = event.ports;
            (window as unknown as Ports)[`${key}-port`] = port;
            port.onmessage = ({ data: message }: MessageEvent<{ t: string; m: string }>) => {
              if (message.t === 's' || heard.includes(message.m))
                (window as unknown as Record<string, (message: unknown) => void>)[key](message);
            };
            resolve();
          },
          { capture: true, signal: taken.signal },
        );
        window.gatescope?.requestEnginePort(false);
      }),
    [name, enginePortMessage, Object.keys(client)] as const,
  );
  return {
    engine: engineOver(client, {
      post: (message) =>
        page.evaluate(
          ([key, sent]) => {
            (window as unknown as Ports)[`${key}-port`]?.postMessage(sent);
          },
          [name, message] as const,
        ),
      on: (listener) => {
        hear = listener;
      },
    }),
    disconnect: () => {
      // A page that goes takes its ports with it.
      void page
        .evaluate((key) => {
          (window as unknown as Ports)[`${key}-port`]?.close();
        }, name)
        .catch(() => undefined);
    },
  };
}
