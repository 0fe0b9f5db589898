/** The small shipped network: few enough units that each of its cells can be seen. A file of the page itself. */

import type { OpenedFile } from '../../../protocol/desktop.ts';
import type { ModelStatus } from '../../../protocol/run.ts';

/** The build puts the file beside the page's others, and its address here. */
const smallNetwork = new URL('../../../../resources/pretrained-small/lstm-24.gatescope', import.meta.url);

/** As the app says where it comes from. */
const smallNetworkName = 'LSTM-24.gatescope';

export function isSmallNetwork({ origin, fileName }: Pick<ModelStatus, 'origin' | 'fileName'>): boolean {
  return origin === 'opened' && fileName === smallNetworkName;
}

/** @throws where the page's own files can no longer be had */
export async function readSmallNetwork(): Promise<OpenedFile> {
  const answer = await fetch(smallNetwork);
  if (!answer.ok) throw new Error(`${smallNetworkName}: ${answer.status} ${answer.statusText}`);
  return { name: smallNetworkName, bytes: new Uint8Array(await answer.arrayBuffer()) };
}
