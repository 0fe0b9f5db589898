import { afterEach, describe, expect, test } from 'vitest';
import type { Question } from './messages.ts';
import { startParticipant } from './participant.ts';

const question: Question = {
  ...{
    quantity: 'train',
    cell: 'lstm',
    units: 128,
    model: null,
    batch: 128,
    threads: 2,
    seconds: 1,
    warmUp: 1,
    seed: 1,
  },
};

let lifetime = new AbortController();
afterEach(() => {
  lifetime.abort();
  lifetime = new AbortController();
});

/** @param program JavaScript in which `say` writes a message and `heard` is called with each question */
function start(program: string, limitSeconds?: number) {
  const frame = `
    const say = (message) => console.log(JSON.stringify(message));
    let heard = () => undefined;
    require('node:readline').createInterface(process.stdin).on('line', (line) => heard(JSON.parse(line)));
    ${program}`;
  return startParticipant({ command: process.execPath, args: ['-e', frame] }, lifetime.signal, limitSeconds);
}

test('greets and answers', async () => {
  const participant = await start(`say({ title: 'Echo' }); heard = ({ units }) => say({ value: units });`);

  expect(participant.greeting).toEqual({ title: 'Echo' });
  expect(await participant.ask(question, 10)).toEqual({ value: 128 });
  expect(await participant.ask({ ...question, units: 7 }, 10)).toEqual({ value: 7 });
});

test('takes a reason as an answer and asks the next question', async () => {
  const participant = await start(`
    say({ title: 'Choosy' });
    heard = ({ cell }) => say(cell === 'gru' ? { unavailable: 'no GRU' } : { value: 1 });`);

  expect(await participant.ask({ ...question, cell: 'gru' }, 10)).toEqual({ unavailable: 'no GRU' });
  expect(await participant.ask(question, 10)).toEqual({ value: 1 });
});

describe('a useless contestant', () => {
  test.each([
    ['cannot take part', `say({ unavailable: 'no torch' }); process.exit();`, 'no torch'],
    [
      'dies before it greets',
      `console.error('Traceback:'); console.error('out of luck'); process.exit(3);`,
      'ended with code 3: out of luck',
    ],
    ['talks nonsense', `console.log('hello');`, 'sent an invalid answer'],
    ['greets in another way', `say({ hello: 'there' });`, 'sent an invalid answer'],
  ])('%s', async (_, program, unavailable) => {
    const participant = await start(program);

    expect(participant.greeting).toEqual({ unavailable });
    expect(await participant.ask(question, 10)).toEqual({ unavailable });
  });

  test('does not exist', async () => {
    const participant = await startParticipant({ command: 'no-such-program', args: [] }, lifetime.signal);
    expect(participant.greeting).toEqual({ unavailable: 'there is no no-such-program' });
  });

  test('never greets', async () => {
    expect((await start('', 0.2)).greeting).toEqual({ unavailable: 'did not answer within 0.2 s' });
  });

  test.each([
    ['dies over a question', `process.exit(1)`, 'ended with code 1'],
    ['is killed over a question', `process.kill(process.pid, 'SIGKILL')`, 'ended with SIGKILL'],
    ['hangs', `setInterval(() => undefined, 1000)`, 'did not answer within 0.5 s'],
    ['answers with no number', `say({ value: null })`, 'sent an invalid answer'],
  ])('%s, and is asked no more', async (_, reaction, unavailable) => {
    const participant = await start(`say({ title: 'Fine' }); heard = () => ${reaction};`);

    expect(await participant.ask(question, 0.5)).toEqual({ unavailable });
    expect(await participant.ask(question, 10)).toEqual({ unavailable });
  });
});

test('reports a contestant that died between two questions', async () => {
  const participant = await start(`
    say({ title: 'Brief' });
    heard = () => { say({ value: 1 }); console.error('bye'); process.exit(0); };`);

  expect(await participant.ask(question, 10)).toEqual({ value: 1 });
  expect(await participant.ask(question, 10)).toEqual({ unavailable: 'ended with code 0: bye' });
});
