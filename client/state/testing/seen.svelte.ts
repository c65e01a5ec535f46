import { flushSync } from 'svelte';

/**
 * What a component that renders `read()` would have shown, newest last: as far as it came to render, which is when `values` is
 * looked at.
 */
export const seenBy = <Value>(read: () => Value): { readonly values: readonly Value[]; stop(): void } => {
  const values: Value[] = [];
  const stop = $effect.root(() => {
    $effect(() => {
      const value = read();
      if (values.length === 0 || !Object.is(values.at(-1), value)) values.push(value);
    });
  });
  flushSync();
  return {
    get values() {
      flushSync();
      return values;
    },
    stop,
  };
};
