/*
 * A host's shortcuts are listeners on its document that leave typing alone: they look whether `event.target` is a field.
 * For an event out of a shadow root the target is the host element, so they take the letters that somebody types here.
 * Keys that a control of the module uses therefore end at the shadow root, after the module has handled them.
 */

const KEY_EVENTS = ['keydown', 'keypress', 'keyup'] as const;

/** Inputs that take no text. */
const PRESSED = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

/** Keys that never belong to a field: they leave it, or are the window's. */
const NEVER_TYPED = /^(Escape|Tab|F\d+|Shift|Control|Alt|AltGraph|Meta|OS|CapsLock|NumLock|ContextMenu)$/;

/** Keys that choose among radio buttons and move a range. */
const CURSOR_KEYS = /^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/;

/** True where AltGr types a character: Windows reports it as Ctrl and Alt, and not every browser names it. */
const typesByAltGr = (event: KeyboardEvent): boolean =>
  event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey && event.key.length === 1);

/** True for a shortcut with Ctrl or ⌘. */
const isShortcut = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !typesByAltGr(event);

/** True where the control takes what is typed: text, or the first letters of an option. */
function takesText(control: HTMLElement): boolean {
  if (control instanceof HTMLInputElement) return !PRESSED.has(control.type);
  return (
    control instanceof HTMLTextAreaElement ||
    control instanceof HTMLSelectElement ||
    control.isContentEditable
  );
}

/** Whether a key is for the module's control that has the focus, and not for the page around it. */
export function isOwnKey(event: KeyboardEvent): boolean {
  const { key, target } = event;
  if (!(target instanceof HTMLElement)) return false;
  // A character that is being composed belongs to its field, whatever key the event names.
  if (event.isComposing) return true;
  if (NEVER_TYPED.test(key) || isShortcut(event)) return false;
  if (takesText(target)) return true;
  // Used by a control of ours already, as arrows are by the areas of a picture.
  if (event.defaultPrevented) return true;
  if (target instanceof HTMLInputElement && CURSOR_KEYS.test(key)) return true;
  return (key === 'Enter' || key === ' ') && target.matches('a, button, input, summary, [role]');
}

/** Keeps the keys of the module's own controls from the host's listeners. @returns the way to stop */
export function containKeyEvents(root: ShadowRoot): () => void {
  const stopEvent = (event: Event) => {
    if (event instanceof KeyboardEvent && isOwnKey(event)) event.stopPropagation();
  };
  for (const name of KEY_EVENTS) root.addEventListener(name, stopEvent);
  return () => {
    for (const name of KEY_EVENTS) root.removeEventListener(name, stopEvent);
  };
}
