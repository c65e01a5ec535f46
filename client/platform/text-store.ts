import * as v from 'valibot';

/** The part of `Storage` that is used. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem'>;

/** `device` outlives the page, `tab` its reloads only. Null where the browser forbids it. */
export const pageStore = (window: Window, lasts: 'device' | 'tab'): TextStore | null => {
  try {
    return lasts === 'device' ? window.localStorage : window.sessionStorage;
  } catch (refusal) {
    if (refusal instanceof DOMException) return null;
    throw refusal;
  }
};

/** Null for what was never kept, or cannot be read. */
export const readKept = <Schema extends v.GenericSchema>(
  store: TextStore | null,
  key: string,
  schema: Schema,
): v.InferOutput<Schema> | null => {
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), store?.getItem(key));
  return kept.success ? kept.output : null;
};

/** What is kept here is a comfort: a full store forgets it, and the page goes on. */
export const keep = (store: TextStore | null, key: string, value: unknown): void => {
  try {
    store?.setItem(key, JSON.stringify(value));
  } catch (refusal) {
    if (!(refusal instanceof DOMException)) throw refusal;
  }
};
