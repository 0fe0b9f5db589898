/** How the kernels are run here: as it is remembered, or else as trials choose it, which is remembered. */

import { messageOf } from '../../../domain/errors.ts';
import { choose } from './choose.ts';
import type { FlagsToTry } from './flags.ts';
import { type Choice, choicesFile, describeMachine, rememberChoice, rememberedChoice } from './remembered.ts';
import type { Trial } from './tried.ts';

export type ChoiceOrder = {
  readonly kernelDirectory: string;
  /** Folder of what the person keeps. */
  readonly userDirectory: string;
  /** Whether to try anew what is remembered. */
  readonly anew: boolean;
  /** Asked only where trials are made. */
  readonly flagsToTry: () => Promise<FlagsToTry> | FlagsToTry;
  readonly tryUnder: (flags: readonly string[]) => Promise<Trial>;
};

/**
 * @param log hears in a sentence each of trials that ended badly, and of a choice that cannot be kept
 * @throws Error where the kernels' files are missing
 */
export async function recallOrChoose(order: ChoiceOrder, log: (line: string) => void): Promise<Choice> {
  const file = choicesFile(order.userDirectory);
  const machine = await describeMachine(order.kernelDirectory);
  const remembered = order.anew ? null : await rememberedChoice(file, machine);
  if (remembered) return remembered;
  const { choice, deaths } = await choose(await order.flagsToTry(), order.tryUnder);
  for (const death of deaths) log(death);
  await rememberChoice(file, machine, choice).catch((error: unknown) => {
    log(`The choice of the kernels cannot be kept in ${file} (${messageOf(error)}): it is made at each start.`);
  });
  return choice;
}
