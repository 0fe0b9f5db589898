/** Where typed and pasted characters go. */

/** Inputs without text. */
const untyped = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/** Whether typed characters go into this element: a field, or a list that they search. */
export function takesText(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element instanceof HTMLInputElement) return !untyped.includes(element.type);
  return element.isContentEditable || element.matches('textarea, select');
}
