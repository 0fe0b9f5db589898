/** Keys of the presenter's view. Letters act only while the picture has the focus (WCAG 2.1.4). */

export type PresenterAct =
  | {
      readonly kind:
        'leave' | 'pointer' | 'enlarge' | 'nextTile' | 'previousTile' | 'nextLook' | 'previousLook' | 'play';
    }
  /** Keys for the score, so many times. */
  | { readonly kind: 'move'; readonly key: string; readonly times: number };

export type KeyState = {
  /** Whether the focus is in the picture. */
  readonly inPicture: boolean;
  /** Whether the pointer is shown: then the Page keys, which a presenter's remote control sends too, move it. */
  readonly pointing: boolean;
  /** Whether there are looks to step through. */
  readonly hasLooks: boolean;
  readonly units: number;
};

type Keys = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** Units that Shift moves the pointer by. */
const unitsOfShift = 8;

const letters: ReadonlyMap<string, readonly [plain: PresenterAct['kind'], shifted: PresenterAct['kind']]> = new Map([
  ['l', ['pointer', 'pointer']],
  ['t', ['nextTile', 'previousTile']],
  ['n', ['nextLook', 'previousLook']],
]);

const shifted: ReadonlyMap<string, string> = new Map([
  ['ArrowUp', 'PageUp'],
  ['ArrowDown', 'PageDown'],
]);

/** Null for keys that do nothing here. */
export function actOfKey({ key, shiftKey, altKey, ctrlKey, metaKey }: Keys, state: KeyState): PresenterAct | null {
  if (altKey || ctrlKey || metaKey) return null;
  const letter = letters.get(key.toLowerCase());
  if (letter) return state.inPicture ? ({ kind: letter[shiftKey ? 1 : 0] } as PresenterAct) : null;
  const page = key === 'PageDown' ? 'nextLook' : key === 'PageUp' ? 'previousLook' : null;
  if (page && state.hasLooks && !state.pointing) return { kind: page };
  switch (key) {
    case 'Escape':
      return { kind: 'leave' };
    case 'Enter':
      return { kind: 'enlarge' };
    case ' ':
      return { kind: 'play' };
    case 'ArrowLeft':
    case 'ArrowRight':
      return { kind: 'move', key, times: shiftKey ? unitsOfShift : 1 };
    case 'ArrowUp':
    case 'ArrowDown':
      return { kind: 'move', key: shiftKey ? (shifted.get(key) ?? key) : key, times: 1 };
    case 'PageUp':
    case 'PageDown':
      return { kind: 'move', key, times: 1 };
    case 'Home':
    case 'End':
      // With Shift across: to the first or the last unit.
      return shiftKey
        ? { kind: 'move', key: key === 'Home' ? 'ArrowLeft' : 'ArrowRight', times: state.units }
        : { kind: 'move', key, times: 1 };
    default:
      return null;
  }
}
