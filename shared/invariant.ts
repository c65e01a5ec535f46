/** Thrown by `assert`: our own logic is wrong. Never caught locally. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Ends a switch over a union: a new member does not compile until the switch handles it. */
export const assertNever = (value: never): never => {
  throw new InvariantError(`unexpected value ${JSON.stringify(value)}`);
};
