import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { AppError } from '../../../shared/errors.ts';
import type { Log } from '../../../shared/log.ts';

export type StripeSettings = {
  /** `sk_…` or `rk_…`. */
  readonly secretKey: string;
  /** Where its API is, without a slash at the end. */
  readonly apiBase: string;
};

type Options = StripeSettings & {
  readonly log: Log;
  /** How long one try may take, and the pauses before the others. */
  readonly timeoutMs?: number;
  readonly retryPausesMs?: readonly number[];
};

export type StripeAsk = {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** The same key again is answered with the same, and done once. What was refused under it is asked again under the next one. */
  readonly idempotencyKey: string;
};

const TIMEOUT_MS = 5_000;
const RETRY_PAUSES_MS = [250, 1_000];
/** Of one thing that is asked. */
const MOST_KEYS = 10;
/** A session or a refund is a few kilobytes. */
const MAX_ANSWER_CHARS = 256 * 1024;

const ErrorAnswer = v.object({ error: v.object({ type: v.string(), code: v.optional(v.string()) }) });

/** What Stripe answered, or why it did not. */
type Attempt =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** `code` is Stripe's; its messages may repeat what we sent, and are in no log. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly isReplayed: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** Stripe's API over HTTPS. It is asked again where that can help, with the same key, so that nothing is done twice. */
export class StripeApi {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * The answer's body, or Stripe's code for what it refuses. Throws AppError `checkout.unavailable` where it cannot be reached, and
   * the reason of `signal`.
   */
  async post(ask: StripeAsk, signal: AbortSignal): Promise<{ readonly body: unknown } | { readonly refused: string }> {
    const { log, retryPausesMs = RETRY_PAUSES_MS } = this.#options;
    for (const pauseMs of [...retryPausesMs, null]) {
      const attempt = await this.#tryAfresh(ask, signal);
      if (attempt.kind === 'answered') return { body: attempt.body };
      const { kind: _kind, ...why } = attempt;
      log.warn({ path: ask.path, ...why }, 'Stripe did not do what it was asked');
      if (attempt.kind === 'refused' && !isWorthAnotherTry(attempt.status)) return { refused: attempt.code };
      if (pauseMs !== null) await pause(pauseMs, undefined, { signal });
    }
    throw new AppError('checkout.unavailable');
  }

  /**
   * Stripe keeps an answer for a day, refusals and failures too (https://docs.stripe.com/api/idempotent_requests). So whoever asks
   * again goes from key to key, always the same ones: to what was done before, or past all refusals to the first key without one.
   */
  async #tryAfresh(ask: StripeAsk, signal: AbortSignal): Promise<Attempt> {
    for (let number = 1; ; number += 1) {
      const idempotencyKey = number === 1 ? ask.idempotencyKey : `${ask.idempotencyKey}-${number}`;
      const attempt = await this.#try({ ...ask, idempotencyKey }, signal);
      if (attempt.kind !== 'refused' || !attempt.isReplayed || number === MOST_KEYS) return attempt;
    }
  }

  async #try({ path, params, idempotencyKey }: StripeAsk, signal: AbortSignal): Promise<Attempt> {
    const { apiBase, secretKey, timeoutMs = TIMEOUT_MS } = this.#options;
    try {
      const response = await fetch(`${apiBase}${path}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${secretKey}`,
          'Content-Type': 'application/x-www-form-urlencoded',
          'Idempotency-Key': idempotencyKey,
        },
        body: new URLSearchParams(params).toString(),
        // Whoever answers with a redirect is not Stripe, and must not have the key.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      const body = parseJson(await response.text());
      if (response.ok) return { kind: 'answered', body };
      const refusal = v.safeParse(ErrorAnswer, body);
      const code = refusal.success ? (refusal.output.error.code ?? refusal.output.error.type) : 'unknown';
      const isReplayed = response.headers.get('Idempotent-Replayed') === 'true';
      return { kind: 'refused', status: response.status, code, isReplayed };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { kind: 'failed', reason: error instanceof Error ? error.name : 'unknown' };
    }
  }
}

/** 409: the same is being done at this moment. */
const isWorthAnotherTry = (status: number): boolean => status === 409 || status === 429 || status >= 500;

const parseJson = (text: string): unknown => {
  if (text.length > MAX_ANSWER_CHARS) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
