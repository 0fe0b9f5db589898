/** Dark or light: what the person chose, what the system prefers, and what follows from both. */

import { readPreference, writePreference } from '../i18n/preference.ts';

export type ThemeChoice = 'system' | 'dark' | 'light';
export type ResolvedTheme = 'dark' | 'light';

const choices = ['system', 'dark', 'light'] as const satisfies readonly ThemeChoice[];
const preferenceName = 'theme';

let choice = $state(readPreference(preferenceName, choices, 'system'));
/** Whether the page itself is on its way to paper, which is white. */
let printing = $state(false);
let system = $state<ResolvedTheme>('dark');

/** Follows the system's preference, now and whenever it changes. */
export function followSystemTheme(): void {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const learn = () => {
    system = prefersDark.matches ? 'dark' : 'light';
  };
  prefersDark.addEventListener('change', learn);
  learn();
}

/** The theme in use; assigning `choice` remembers it. */
export const theme = {
  get choice(): ThemeChoice {
    return choice;
  },
  set choice(next: ThemeChoice) {
    choice = next;
    writePreference(preferenceName, next);
  },
  get resolved(): ResolvedTheme {
    if (printing) return 'light';
    return choice === 'system' ? system : choice;
  },
  get printing(): boolean {
    return printing;
  },
  set printing(next) {
    printing = next;
  },
};
