/**
 * Waits for `promise`, but no longer than until `signal` aborts. What a browser gives cannot be canceled (a permission
 * prompt stays open), so a value that comes too late goes to `discard`, which closes it.
 */
export const orAbort = async <Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
  discard: (late: Value) => void,
): Promise<Value> => {
  const { promise: aborted, resolve: stopWaiting } = Promise.withResolvers<null>();
  const handleAbort = (): void => stopWaiting(null);
  signal.addEventListener('abort', handleAbort);
  if (signal.aborted) handleAbort();
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', handleAbort);
  }
  if (!signal.aborted) return promise;
  // A failure that comes after the abort has nobody to hear it.
  void promise.then(discard, () => undefined);
  signal.throwIfAborted();
  return promise;
};
