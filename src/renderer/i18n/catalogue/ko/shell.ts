import type { shell as english } from '../en/shell.ts';

/** The same texts as the English `shell`, in Korean. */
export const shell = {
  appName: 'Gatescope',
} satisfies Record<keyof typeof english, string>;
