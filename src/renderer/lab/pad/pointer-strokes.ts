/**
 * Mouse, pen and touch → contacts on the raster. Tells the drawing pointer from a palm; the {@link Hand} that it drives
 * decides what a contact draws.
 */

import { rasterSide } from '../../../domain/ink/ink.ts';
import type { Unsubscribe } from '../../../protocol/port.ts';

/** Where a pointer presses, in raster units; `thickness` scales the pen width, 1 without pressure. */
export type Contact = { readonly x: number; readonly y: number; readonly thickness: number };

export type Hand = {
  /** @param erases whether the pen's own eraser end touches */
  begin(contact: Contact, erases: boolean): void;
  extend(contacts: readonly Contact[]): void;
  finish(): void;
  /** The contact turned out not to be drawing. */
  cancel(): void;
};

/** The parts of a `PointerEvent` that are read. */
type PointerSample = Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerType' | 'pressure'>;
type Frame = Pick<DOMRectReadOnly, 'left' | 'top' | 'height'>;

/** Bits of `PointerEvent.buttons`, https://www.w3.org/TR/pointerevents3/#the-buttons-property */
const eraserButton = 32;

/** Only pens report real pressure; half of it is an ordinary hand. */
export function contactAt({ clientX, clientY, pointerType, pressure }: PointerSample, frame: Frame): Contact {
  // A wide pad is as high as the raster of one digit.
  const scale = rasterSide / frame.height;
  return {
    x: (clientX - frame.left) * scale,
    y: (clientY - frame.top) * scale,
    thickness: pointerType === 'pen' ? 0.4 + 1.2 * pressure : 1,
  };
}

/**
 * Drives `hand` by the pointers on `element`, which should have `touch-action: none`. One pointer draws at a time;
 * others are ignored, except that a pen takes over from a touch, which was a palm.
 */
export function followPointers(element: HTMLElement, hand: Hand): Unsubscribe {
  let drawing: { id: number; type: string } | null = null;

  function down(event: PointerEvent): void {
    const erases = (event.buttons & eraserButton) !== 0;
    if (event.button !== 0 && !erases) return;
    if (drawing) {
      if (event.pointerType !== 'pen' || drawing.type !== 'touch') return;
      hand.cancel();
    }
    drawing = { id: event.pointerId, type: event.pointerType };
    element.setPointerCapture(event.pointerId);
    hand.begin(contactAt(event, element.getBoundingClientRect()), erases);
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== drawing?.id) return;
    const frame = element.getBoundingClientRect();
    // Untrusted events have no coalesced ones.
    const coalesced = event.getCoalescedEvents();
    const samples = coalesced.length > 0 ? coalesced : [event];
    hand.extend(samples.map((sample) => contactAt(sample, frame)));
  }

  function up(event: PointerEvent): void {
    if (event.pointerId !== drawing?.id) return;
    drawing = null;
    hand.finish();
  }

  function cancel(event: PointerEvent): void {
    if (event.pointerId !== drawing?.id) return;
    drawing = null;
    hand.cancel();
  }

  const listening = new AbortController();
  const { signal } = listening;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', cancel, { signal });
  // Capture can be lost without a pointerup, for example to a system dialog; the drawing stays.
  element.addEventListener('lostpointercapture', up, { signal });
  return () => {
    listening.abort();
    if (drawing) hand.finish();
  };
}
