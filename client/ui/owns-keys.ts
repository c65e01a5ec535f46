const TEXT_INPUTS: ReadonlySet<string> = new Set([
  'text',
  'search',
  'url',
  'tel',
  'email',
  'password',
  'number',
  'date',
  'time',
]);

/** Whether keys belong to something else than the page as a whole: a field that is typed in, a menu, or a dialog that is open. */
export const ownsKeys = (target: EventTarget | null): boolean => {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role=menu]') || target.ownerDocument.querySelector('dialog[open]')) return true;
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type);
  return target.closest('textarea, select, [contenteditable=true]') !== null;
};
