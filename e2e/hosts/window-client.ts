/**
 * Another client of the window's engine. It asks the main process for a port as the page does, and keeps its end there,
 * unknown to the page. Messages travel to the test in V8's serialisation, so that typed arrays arrive unchanged.
 */

import { randomUUID } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { ElectronApplication } from '@playwright/test';
import type { MessagePortMain } from 'electron';
import { engineOver } from '../../bench/engine-connection.ts';
import { channels } from '../../src/protocol/bridge.ts';
import type { ClientFunctions } from '../../src/protocol/api.ts';
import type { EngineClient } from './host.ts';

/** The main process' state of a client, by name. */
type Kept = { readonly port: MessagePortMain; readonly messages: string[]; wake?: () => void; closed: boolean };
type Clients = Record<string, Kept>;

/** @param client listeners of the engine's events; other events have more numbers than a test needs */
export async function connectInWindow(
  app: ElectronApplication,
  client: Partial<ClientFunctions> = {},
): Promise<EngineClient> {
  const name = `client-${randomUUID()}`;
  await app.evaluate(
    ({ ipcMain, BrowserWindow }, [key, channel, heard]) => {
      const v8 = process.getBuiltinModule('node:v8');
      const sender = {
        // Methods, since a loader that names arrow functions for the test would also name these, where its helper is
        // missing.
        isDestroyed() {
          return false;
        },
        postMessage(_channel: string, _message: unknown, [port]: MessagePortMain[]) {
          const kept: Kept = { port, messages: [], closed: false };
          (globalThis as unknown as Clients)[key] = kept;
          port.on('message', ({ data }: { data: { t: string; m: string } }) => {
            if (data.t !== 's' && !heard.includes(data.m)) return;
            kept.messages.push(v8.serialize(data).toString('base64'));
            kept.wake?.();
          });
          port.start();
        },
      };
      const [{ webContents }] = BrowserWindow.getAllWindows();
      ipcMain.emit(channel, { sender, senderFrame: webContents.mainFrame }, false);
    },
    [name, channels.requestEnginePort, Object.keys(client)] as const,
  );

  let hear: (message: unknown) => void = () => undefined;
  /** Waits for messages until the client or the app has gone. */
  async function listen(): Promise<void> {
    for (;;) {
      const messages = await app.evaluate(async (_electron, key) => {
        const kept = (globalThis as unknown as Clients)[key];
        if (kept.messages.length === 0 && !kept.closed) await new Promise<void>((resolve) => (kept.wake = resolve));
        return kept.closed ? null : kept.messages.splice(0);
      }, name);
      if (!messages) return;
      for (const message of messages) hear(deserialize(Buffer.from(message, 'base64')));
    }
  }
  void listen().catch(() => undefined);

  return {
    engine: engineOver(client, {
      post: (message) =>
        app.evaluate(
          (_electron, [key, sent]) => {
            const bytes = Buffer.from(sent, 'base64');
            (globalThis as unknown as Clients)[key].port.postMessage(
              process.getBuiltinModule('node:v8').deserialize(bytes),
            );
          },
          [name, serialize(message).toString('base64')] as const,
        ),
      on: (listener) => {
        hear = listener;
      },
    }),
    disconnect: () => {
      // An app that has gone has taken its ports with it.
      void app
        .evaluate((_electron, key) => {
          const kept = (globalThis as unknown as Clients)[key];
          kept.closed = true;
          kept.port.close();
          kept.wake?.();
        }, name)
        .catch(() => undefined);
    },
  };
}
