import { expect, test, vi } from 'vitest';
import type { EngineStatus } from '../../protocol/run.ts';
import type { OpenedFile } from '../../protocol/desktop.ts';
import { createLoan } from './loan.svelte.ts';

const shipped = { model: { origin: 'pretrained', fileName: null } } as EngineStatus;
const own = { model: { origin: 'trained', fileName: null } } as EngineStatus;

function start(status: EngineStatus) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(new Uint8Array([1]))));
  const engine = { status };
  let opened: (() => void) | undefined;
  const files = {
    open: vi.fn(({ name }: OpenedFile) => {
      return new Promise<void>((resolve) => {
        opened = () => {
          engine.status = { model: { origin: 'opened', fileName: name } } as EngineStatus;
          resolve();
        };
      });
    }),
  };
  const model = { showShipped: vi.fn(() => Promise.resolve(true)) };
  const loan = createLoan(engine, files, model);
  /** Waits until the file is being opened, and opens it. */
  const open = async () => {
    await vi.waitFor(() => {
      expect(files.open).toHaveBeenCalled();
    });
    opened?.();
    await Promise.resolve();
  };
  return { engine, files, model, loan, open };
}

test('shows the small network in place of the shipped one, once, and brings the shipped one back', async () => {
  const { files, model, loan, open } = start(shipped);
  loan.begin();
  loan.begin();
  await open();
  expect(files.open).toHaveBeenCalledOnce();
  expect(loan.isShown).toBe(true);
  loan.end();
  loan.end();
  expect(model.showShipped).toHaveBeenCalledOnce();
  expect(loan.isShown).toBe(false);
});

test('brings the shipped network back also when the story ends while the small one is opened', async () => {
  const { model, loan, open } = start(shipped);
  loan.begin();
  loan.end();
  expect(model.showShipped).not.toHaveBeenCalled();
  await open();
  await vi.waitFor(() => {
    expect(model.showShipped).toHaveBeenCalledOnce();
  });
});

test('leaves a network of one’s own, before the story and trained in it', async () => {
  const before = start(own);
  before.loan.begin();
  before.loan.end();
  expect(before.files.open).not.toHaveBeenCalled();
  expect(before.model.showShipped).not.toHaveBeenCalled();

  const { engine, model, loan, open } = start(shipped);
  loan.begin();
  await open();
  engine.status = own;
  loan.end();
  expect(model.showShipped).not.toHaveBeenCalled();
});
