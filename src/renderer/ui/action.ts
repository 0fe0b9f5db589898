/** What makes a button act, or not. */

export type Action = { readonly 'aria-disabled': boolean; readonly onclick: (() => void) | undefined };

/**
 * Attributes for a button. While it is not available it does nothing but stays where the Tab key finds it, so that whoever
 * has just pressed it does not lose their place when it becomes unavailable.
 */
export function action(available: boolean, onclick: () => void): Action {
  return { 'aria-disabled': !available, onclick: available ? onclick : undefined };
}
