/** An entry of a menu, as the app describes it to Electron. */

export type MenuItem = {
  readonly role?: string;
  readonly label?: string;
  readonly submenu?: readonly MenuItem[];
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly click?: () => void;
};
