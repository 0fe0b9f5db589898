/** The whole screen for the page, where the browser or the window's host allows it. */

export type FullScreen = {
  /** Whether it can be asked for. */
  readonly available: boolean;
  /** Reactive. */
  readonly on: boolean;
  /** Fills the screen, or no longer; where that is refused nothing changes. */
  readonly toggle: () => void;
  /** Gives the screen back if this has filled it. */
  readonly leave: () => void;
};

type FullScreenDocument = Pick<
  Document,
  'fullscreenEnabled' | 'fullscreenElement' | 'exitFullscreen' | 'addEventListener' | 'removeEventListener'
> & { readonly documentElement: Pick<HTMLElement, 'requestFullscreen'> };

/** Call it while a component is set up. */
export function createFullScreen(page: FullScreenDocument): FullScreen {
  let on = $state(page.fullscreenElement !== null);
  $effect(() => {
    const follow = () => {
      on = page.fullscreenElement !== null;
    };
    page.addEventListener('fullscreenchange', follow);
    return () => {
      page.removeEventListener('fullscreenchange', follow);
    };
  });
  // A refusal needs no words: the view is the same without it.
  const refused = () => undefined;
  const leave = () => {
    if (page.fullscreenElement) page.exitFullscreen().catch(refused);
  };
  return {
    available: page.fullscreenEnabled,
    get on() {
      return on;
    },
    toggle: () => {
      if (on) leave();
      else page.documentElement.requestFullscreen().catch(refused);
    },
    leave,
  };
}
