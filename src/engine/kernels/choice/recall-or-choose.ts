/** The choice of kernels for this machine: the remembered one, or one from trials, which is then remembered. */

import { messageOf } from '../../../domain/errors.ts';
import { choose } from './choose.ts';
import type { FlagsToTry } from './flags.ts';
import { type Choice, choicesFile, describeMachine, rememberChoice, rememberedChoice } from './remembered.ts';
import type { Trial } from './tried.ts';

export type ChoiceOrder = {
  readonly kernelDirectory: string;
  /** The person's data folder. */
  readonly userDirectory: string;
  /** Whether to ignore the remembered choice. */
  readonly anew: boolean;
  /** Called only before trials. */
  readonly flagsToTry: () => Promise<FlagsToTry> | FlagsToTry;
  readonly tryUnder: (flags: readonly string[]) => Promise<Trial>;
};

/**
 * @param log gets one sentence per failed trial, and one if the choice cannot be saved
 * @throws Error if the kernels' files are missing
 */
export async function recallOrChoose(order: ChoiceOrder, log: (line: string) => void): Promise<Choice> {
  const file = choicesFile(order.userDirectory);
  const machine = await describeMachine(order.kernelDirectory);
  const remembered = order.anew ? null : await rememberedChoice(file, machine);
  if (remembered) return remembered;
  const { choice, deaths } = await choose(await order.flagsToTry(), order.tryUnder);
  for (const death of deaths) log(death);
  await rememberChoice(file, machine, choice).catch((error: unknown) => {
    log(`Cannot save the choice of kernels to ${file} (${messageOf(error)}); it will be made again at every start.`);
  });
  return choice;
}
