import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactAt, followPointers, type Hand } from './pointer-strokes.ts';

const frame = { left: 100, top: 50, width: 140, height: 140 };

/** The parts of an element that a pad uses, and a pointer event without a browser. */
function fakeElement() {
  const element = new EventTarget();
  return Object.assign(element as HTMLElement, {
    setPointerCapture: () => undefined,
    getBoundingClientRect: () => frame as DOMRect,
  });
}

type Sample = { clientX: number; clientY: number };

function pointer(type: string, fields: Partial<PointerEvent> & { coalesced?: readonly Sample[] } = {}): Event {
  const { coalesced = [], ...rest } = fields;
  const base = { pointerId: 1, pointerType: 'mouse', pressure: 0.5, button: 0, buttons: 1, clientX: 170, clientY: 120 };
  const samples = coalesced.map((sample) => ({ ...base, ...rest, ...sample }));
  return Object.assign(new Event(type), base, rest, { getCoalescedEvents: () => samples });
}

describe('contactAt', () => {
  it('maps the frame to the raster', () => {
    const sample = { pointerType: 'mouse', pressure: 0.5 };
    expect(contactAt({ ...sample, clientX: 100, clientY: 50 }, frame)).toEqual({ x: 0, y: 0, thickness: 1 });
    expect(contactAt({ ...sample, clientX: 240, clientY: 120 }, frame)).toEqual({ x: 280, y: 140, thickness: 1 });
  });

  it('scales the width of a pen by its pressure, and nothing else', () => {
    const thickness = (pointerType: string, pressure: number) =>
      contactAt({ pointerType, pressure, clientX: 0, clientY: 0 }, frame).thickness;
    expect(thickness('pen', 0.5)).toBeCloseTo(1, 10);
    expect(thickness('pen', 0)).toBeCloseTo(0.4, 10);
    expect(thickness('pen', 1)).toBeCloseTo(1.6, 10);
    expect(thickness('touch', 1)).toBe(1);
  });
});

describe('followPointers', () => {
  let element: HTMLElement;
  let told: string[];
  let stop: () => void;

  beforeEach(() => {
    element = fakeElement();
    told = [];
    const hand: Hand = {
      begin: (contact, erases) => told.push(`begin ${contact.x},${contact.y}${erases ? ' erasing' : ''}`),
      extend: (contacts) => told.push(`extend ${contacts.map(({ x, y }) => `${x},${y}`).join(' ')}`),
      finish: () => told.push('finish'),
      cancel: () => told.push('cancel'),
    };
    stop = followPointers(element, hand);
  });

  afterEach(() => {
    stop();
  });

  const send = (...events: Event[]) => {
    for (const event of events) element.dispatchEvent(event);
  };

  it('follows a pointer from down to up, with all its coalesced events', () => {
    const coalesced = [
      { clientX: 171, clientY: 120 },
      { clientX: 172, clientY: 121 },
    ];
    send(pointer('pointerdown'), pointer('pointermove', { coalesced }), pointer('pointerup'));
    expect(told).toEqual(['begin 140,140', 'extend 142,140 144,142', 'finish']);
  });

  it('uses the event itself where there are no coalesced ones', () => {
    send(pointer('pointerdown'), pointer('pointermove', { clientX: 180 }));
    expect(told).toEqual(['begin 140,140', 'extend 160,140']);
  });

  it('ends a stroke once when capture is lost after up', () => {
    send(pointer('pointerdown'), pointer('pointerup'), pointer('lostpointercapture'));
    expect(told).toEqual(['begin 140,140', 'finish']);
  });

  it('ignores other buttons and a pointer that only hovers', () => {
    send(pointer('pointerdown', { button: 2, buttons: 2 }), pointer('pointermove'), pointer('pointerup'));
    expect(told).toEqual([]);
  });

  it('erases with the eraser end of a pen', () => {
    send(pointer('pointerdown', { pointerType: 'pen', button: 5, buttons: 32 }));
    expect(told).toEqual(['begin 140,140 erasing']);
  });

  it('ignores a palm while the pen draws', () => {
    send(pointer('pointerdown', { pointerType: 'pen', pointerId: 1 }));
    send(pointer('pointerdown', { pointerType: 'touch', pointerId: 2 }), pointer('pointerup', { pointerId: 2 }));
    expect(told).toEqual(['begin 140,140']);
  });

  it("removes a palm's stroke when the pen follows", () => {
    send(pointer('pointerdown', { pointerType: 'touch', pointerId: 1 }));
    send(pointer('pointerdown', { pointerType: 'pen', pointerId: 2 }), pointer('pointerup', { pointerId: 1 }));
    expect(told).toEqual(['begin 140,140', 'cancel', 'begin 140,140']);
  });

  it('drops a stroke that the system cancels', () => {
    send(pointer('pointerdown'), pointer('pointercancel'));
    expect(told).toEqual(['begin 140,140', 'cancel']);
  });

  it('finishes the stroke and ignores further events once stopped', () => {
    send(pointer('pointerdown'));
    stop();
    send(pointer('pointermove'), pointer('pointerup'));
    expect(told).toEqual(['begin 140,140', 'finish']);
  });
});
