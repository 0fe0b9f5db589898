/** Passes the choice of kernels to the process that computes, in a variable that it removes from its environment. */

import * as v from 'valibot';
import { type Choice, choiceSchema } from '../../engine/kernels/choice/remembered.ts';

const variable = 'GATESCOPE_KERNELS';
let taken: Choice | null | undefined;

export function handOver(choice: Choice): void {
  process.env[variable] = JSON.stringify(choice);
}

/**
 * The choice with which this process was started; null without one. Child processes started from now on do not see it.
 */
export function choiceOfThisProcess(): Choice | null {
  taken ??= take();
  return taken;
}

function take(): Choice | null {
  const text = process.env[variable];
  Reflect.deleteProperty(process.env, variable);
  try {
    return text === undefined ? null : v.parse(choiceSchema, JSON.parse(text));
  } catch {
    return null;
  }
}
