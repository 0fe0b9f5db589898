/** A value that is looked at only so often, for pictures of what changes faster than one can see. */

/**
 * Follows `read` at most once every `milliseconds`; the last change always arrives. Call it while a component is set up.
 * @returns a getter of the followed value, reactive
 */
export function throttled<Value>(read: () => Value, milliseconds: number): () => Value {
  let seen = $state.raw(read());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = 0;

  $effect(() => {
    read();
    if (timer !== undefined) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        lookedAt = Date.now();
        seen = read();
      },
      Math.max(0, lookedAt + milliseconds - Date.now()),
    );
  });
  $effect(() => () => {
    clearTimeout(timer);
  });
  return () => seen;
}
