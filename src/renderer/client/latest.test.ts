import { describe, expect, it } from 'vitest';
import { latest, outrun } from './latest.ts';

/** A call that the test answers by hand. */
function controlled() {
  const started: { question: string; answer: (text: string) => void; fail: (error: Error) => void }[] = [];
  const ask = latest((question: string) => {
    return new Promise<string>((answer, fail) => {
      started.push({ question, answer, fail });
    });
  });
  return { ask, started };
}

describe('latest', () => {
  it('runs a call at once when none is running', async () => {
    const { ask, started } = controlled();
    const answer = ask('a');
    started[0].answer('A');
    await expect(answer).resolves.toBe('A');
  });

  it('runs one call at a time, then only the newest of those that waited', async () => {
    const { ask, started } = controlled();
    const answers = [ask('a'), ask('b'), ask('c'), ask('d')];
    expect(started.map(({ question }) => question)).toEqual(['a']);
    started[0].answer('A');
    await answers[0];
    expect(started.map(({ question }) => question)).toEqual(['a', 'd']);
    started[1].answer('D');
    await expect(Promise.all(answers)).resolves.toEqual(['A', outrun, outrun, 'D']);
  });

  it('goes on after a rejection, which only its own caller sees', async () => {
    const { ask, started } = controlled();
    const first = ask('a');
    const second = ask('b');
    started[0].fail(new Error('no'));
    await expect(first).rejects.toThrow('no');
    started[1].answer('B');
    await expect(second).resolves.toBe('B');
  });

  it('is idle again after the last waiting call', async () => {
    const { ask, started } = controlled();
    const first = ask('a');
    const second = ask('b');
    started[0].answer('A');
    await first;
    started[1].answer('B');
    await second;
    void ask('c');
    expect(started.map(({ question }) => question)).toEqual(['a', 'b', 'c']);
  });
});
