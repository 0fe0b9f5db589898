/** Attributes that make a button act, or not. */

export type Action = { readonly 'aria-disabled': boolean; readonly onclick: (() => void) | undefined };

/**
 * Attributes for a button. While unavailable it does nothing but stays reachable by Tab, so that whoever has just
 * pressed it keeps their place.
 */
export function action(available: boolean, onclick: () => void): Action {
  return { 'aria-disabled': !available, onclick: available ? onclick : undefined };
}
