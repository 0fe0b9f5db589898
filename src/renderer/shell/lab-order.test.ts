import { expect, test, vi } from 'vitest';
import { startFakeEngine, statusWith } from '../client/testing/fake-engine.ts';
import { createLab } from './lab.svelte.ts';

test('reads in the own order of a network that was trained in another, and keeps the chosen one for the others', async () => {
  const engine = startFakeEngine();
  const lab = createLab();
  lab.connection.opened(engine.port);
  await vi.waitFor(() => {
    expect(lab.engine.connected).toBe(true);
  });
  const status = statusWith({ session: 2 });
  lab.score.readIn('columns');
  engine.emit('status', status);
  await vi.waitFor(() => {
    expect(lab.engine.status?.session).toBe(2);
  });
  expect(lab.score.order).toBe('columns');
  engine.emit('status', { ...status, session: 3, model: { ...status.model, order: 'rowsUp' } });
  await vi.waitFor(() => {
    expect(lab.score.order).toBeNull();
  });
  engine.close();
});
