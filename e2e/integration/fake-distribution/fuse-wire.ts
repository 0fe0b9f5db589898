/** The fuses of an Electron binary, as Electron 45 ships them. */

import { FuseState, FuseV1Options, FuseVersion } from '@electron/fuses';

/** The marker that `@electron/fuses` looks for in a binary. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In the order of their positions. */
const shippedFuses: readonly (readonly [fuse: FuseV1Options, on: boolean])[] = [
  [FuseV1Options.RunAsNode, true],
  [FuseV1Options.EnableCookieEncryption, false],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, true],
  [FuseV1Options.EnableNodeCliInspectArguments, true],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, false],
  [FuseV1Options.OnlyLoadAppFromAsar, false],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, true],
  [FuseV1Options.WasmTrapHandlers, true],
];

/** What electron-builder flips: the sentinel, the wire's version, the number of fuses, and the state of each. */
export function fuseWire(): Buffer {
  const states = shippedFuses.map(([, on]) => (on ? FuseState.ENABLE : FuseState.DISABLE));
  return Buffer.concat([Buffer.from(sentinel), Buffer.from([Number(FuseVersion.V1), states.length, ...states])]);
}

/** Their required states in a packed app. */
export const burntFuses = {
  [FuseV1Options.RunAsNode]: FuseState.DISABLE,
  [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
  [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
  [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  [FuseV1Options.WasmTrapHandlers]: FuseState.ENABLE,
};
