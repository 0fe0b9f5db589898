/** What a person asks of the engine by pressing something: one sentence where it fails, and what is under way. */

import type { RequestName, Requests } from '../../protocol/api.ts';
import type { EngineClient } from './engine-client.ts';
import type { Notices } from '../shell/notices.svelte.ts';

export type Acting = {
  /** What the engine has not answered yet. */
  readonly pending: RequestName | null;
  /** Whether the engine did it; if not, the person has been told why. */
  readonly act: <Name extends RequestName>(name: Name, params: Requests[Name]['params']) => Promise<boolean>;
};

/** @param client the present one, or null */
export function createActing(
  client: () => EngineClient | null,
  notices: Notices,
  onError: (thrown: unknown) => void,
): Acting {
  let pending = $state<RequestName | null>(null);
  return {
    get pending() {
      return pending;
    },
    async act(name, params) {
      const engine = client();
      if (!engine) return false;
      pending = name;
      notices.dismiss('error');
      try {
        await engine.ask(name, params);
        return true;
      } catch (thrown) {
        onError(thrown);
        return false;
      } finally {
        if (pending === name) pending = null;
      }
    },
  };
}
