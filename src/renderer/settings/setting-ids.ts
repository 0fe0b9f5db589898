/** Ids that link the parts of one setting for assistive technology. */
export type SettingIds = {
  /** The `id` of the control that the label names. */
  readonly control: string;
  /** The `id` of the text that describes it. */
  readonly meaning: string;
};
