/**
 * Waits for `promise`, but no longer than until `signal` aborts. What a browser gives cannot be canceled (a permission
 * prompt stays open), so a value that comes too late goes to `discard`, which closes it.
 */
export const orAbort = <Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
  discard: (late: Value) => void,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    promise
      .then((value) => {
        if (signal.aborted) discard(value);
        else resolve(value);
      }, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
