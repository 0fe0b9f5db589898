/** A file as received. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array };
