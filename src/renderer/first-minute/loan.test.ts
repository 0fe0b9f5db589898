import { beforeEach, expect, test, vi } from 'vitest';
import type { EngineStatus } from '../../protocol/run.ts';
import type { OpenedFile } from '../../protocol/desktop.ts';
import { createLoan } from './loan.svelte.ts';

const shipped = { model: { origin: 'pretrained', fileName: null } } as EngineStatus;
const own = { model: { origin: 'trained', fileName: null } } as EngineStatus;

const storage = new Map<string, string>();

beforeEach(() => {
  storage.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => void storage.set(name, value),
    removeItem: (name: string) => void storage.delete(name),
  });
});

function start(status: EngineStatus) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(new Uint8Array([1]))));
  const engine = { status };
  let answer: (() => void) | undefined;
  const files = {
    open: vi.fn(({ name }: OpenedFile) => {
      return new Promise<boolean>((resolve) => {
        answer = () => {
          resolve(true);
          // As from the engine, whose status follows its answer.
          queueMicrotask(() => {
            engine.status = { model: { origin: 'opened', fileName: name } } as EngineStatus;
          });
        };
      });
    }),
  };
  const model = { bringBack: vi.fn() };
  const loan = createLoan(engine, files, model);
  /** Waits until the file is being opened, and opens it. */
  const open = async () => {
    await vi.waitFor(() => {
      expect(files.open).toHaveBeenCalled();
    });
    answer?.();
    await vi.waitFor(() => {
      expect(engine.status.model.origin).toBe('opened');
    });
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
  expect(model.bringBack).toHaveBeenCalledOnce();
  expect(loan.isShown).toBe(false);
});

test('brings the shipped network back also when the story ends while the small one is opened', async () => {
  const { model, loan, open } = start(shipped);
  loan.begin();
  loan.end();
  expect(model.bringBack).not.toHaveBeenCalled();
  await open();
  await vi.waitFor(() => {
    expect(model.bringBack).toHaveBeenCalledOnce();
  });
});

test('leaves a network of one’s own, before the story and trained in it', async () => {
  const before = start(own);
  before.loan.begin();
  before.loan.end();
  expect(before.files.open).not.toHaveBeenCalled();
  expect(before.model.bringBack).not.toHaveBeenCalled();

  const { engine, model, loan, open } = start(shipped);
  loan.begin();
  await open();
  engine.status = own;
  loan.end();
  expect(model.bringBack).not.toHaveBeenCalled();
});

test('knows after a reload of the page that the small network is on loan', async () => {
  const before = start(shipped);
  before.loan.begin();
  await before.open();
  const after = start(before.engine.status);
  expect(after.loan.isShown).toBe(true);
  after.loan.begin();
  expect(after.files.open).not.toHaveBeenCalled();
  after.loan.end();
  expect(after.model.bringBack).toHaveBeenCalledOnce();
  expect(start(before.engine.status).loan.isShown).toBe(false);
});

test('leaves the network that was opened or trained while the small one was on its way', async () => {
  const { engine, files, model, loan } = start(shipped);
  files.open.mockResolvedValue(false);
  loan.begin();
  engine.status = own;
  await vi.waitFor(() => {
    expect(files.open).toHaveBeenCalled();
  });
  await Promise.resolve();
  loan.end();
  expect(loan.isShown).toBe(false);
  expect(model.bringBack).not.toHaveBeenCalled();
});
