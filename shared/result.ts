import type { ErrorCode } from './errors.ts';

/** An expected refusal: a code a person's sentence exists for, and optionally which field was meant. */
export type Refusal = { readonly code: ErrorCode; readonly field?: string };

export type Result<Value, Reason = Refusal> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Reason };

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });
export const refuse = (code: ErrorCode, field?: string): Result<never> => ({
  ok: false,
  error: field === undefined ? { code } : { code, field },
});
