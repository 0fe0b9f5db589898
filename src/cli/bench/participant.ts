/** One contestant as a child process, asked one question at a time over its standard input and output. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { messageOf } from '../../domain/errors.ts';
import { type Answer, answerSchema, type Greeting, greetingSchema, type Question } from './messages.ts';

export type Launch = { readonly command: string; readonly args: readonly string[] };

export type Participant = {
  readonly greeting: Greeting;
  /** Never rejects: any failure becomes the reason in `unavailable`, also for all further questions. */
  ask(question: Question, limitSeconds: number): Promise<Answer>;
  /** Ends the process. */
  end(): void;
};

const greetingLimitSeconds = 120;

/**
 * Starts the program and waits for its greeting.
 * @param lifetime ends the process when aborted
 * @param limitSeconds for the greeting
 */
export async function startParticipant(
  { command, args }: Launch,
  lifetime: AbortSignal,
  limitSeconds = greetingLimitSeconds,
): Promise<Participant> {
  const child = spawn(command, args, { stdio: 'pipe', signal: lifetime, killSignal: 'SIGKILL' });
  const lines = createLineReader(child);
  let failure: { readonly unavailable: string } | null = null;

  async function next<Message>(schema: v.GenericSchema<unknown, Message>, seconds: number) {
    try {
      return v.parse(schema, JSON.parse(await lines.next(seconds)));
    } catch (error) {
      child.kill('SIGKILL');
      failure = { unavailable: reasonOf(error) };
      return failure;
    }
  }

  const greeting = await next(greetingSchema, limitSeconds);
  if ('unavailable' in greeting) failure = greeting;

  return {
    greeting,
    async ask(question, limitSeconds) {
      if (failure) return failure;
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return next(answerSchema, limitSeconds);
    },
    end() {
      child.kill('SIGKILL');
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError || v.isValiError(error)) return 'sent an invalid answer';
  return messageOf(error);
}

/** Reads the lines of a program's output one by one. */
function createLineReader(child: ChildProcessWithoutNullStreams) {
  const output = createInterface(child.stdout)[Symbol.asyncIterator]();
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-10_000);
  });
  // A dead program cannot take a question; its death is reported below.
  child.stdin.on('error', () => undefined);

  const ending = new Promise<never>((_, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new Error(`there is no ${child.spawnfile}`) : error);
    });
    // Not at 'exit': the streams may still hold the reason.
    child.on('close', (code, signal) => {
      const lastLine = complaint.trimEnd().split('\n').at(-1);
      reject(new Error(`ended with ${signal ?? `code ${code}`}${lastLine ? `: ${lastLine}` : ''}`));
    });
  });
  // Between two questions nobody waits for it.
  ending.catch(() => undefined);

  return {
    /** @throws Error where the program has ended, or timed out */
    async next(seconds: number): Promise<string> {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new Error(`did not answer within ${seconds} s`));
        }, 1000 * seconds);
      });
      const line = output.next().then(({ done, value }) => (done === true ? ending : value));
      return Promise.race([line, ending, late]).finally(() => {
        clearTimeout(timer);
      });
    },
  };
}
