import { flushSync } from 'svelte';

/** What a component that renders `read()` would have shown so far, newest last; a value that does not change is there once. */
export const seenBy = <Value>(read: () => Value): { readonly values: readonly Value[]; stop(): void } => {
  const values: Value[] = [];
  const stop = $effect.root(() => {
    $effect(() => {
      values.push(read());
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
