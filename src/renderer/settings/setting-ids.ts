/** What ties the parts of one setting together for assistive technology. */
export type SettingIds = {
  /** The `id` of the control, which the label names. */
  readonly control: string;
  /** The `id` of the text that describes it. */
  readonly meaning: string;
};
