/** A made-up addition to the app. */

import type { Scratch } from './scratch.ts';

export type Addition = {
  /** Heading of CONTRIBUTING's paragraph. */
  readonly heading: string;
  /** Replacements for the placeholders that CONTRIBUTING writes in angle brackets: `<cell>`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Number of files that may be touched. */
  readonly maxFiles: number;
  readonly make: (edit: Scratch['edit']) => Promise<void>;
  /** Files and folders whose unit tests must pass with it. */
  readonly tests: readonly string[];
};

/** Inserts text after a place in a file. @throws Error unless the place occurs exactly once */
export function after(place: string, addition: string) {
  return (text: string) => {
    if (text.split(place).length !== 2) throw new Error(`"${place}" must occur exactly once.`);
    return text.replace(place, () => place + addition);
  };
}
