/** A file as it came, whatever it holds. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array };
