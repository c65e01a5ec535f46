import * as v from 'valibot';
import type { Clock, TimerId } from '../platform/clock.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { MAX_STUDIO_FRAME_BYTES, type RequestFrame } from '../../shared/protocol/frame.ts';
import type { MethodName, MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import type { PageProtocol } from '../../shared/protocol/page-protocol.ts';
import { assert } from '../../shared/invariant.ts';

type Pending = { readonly method: MethodName; settle(result: unknown): void; fail(error: unknown): void };

export type Call<Method extends MethodName> = {
  readonly method: Method;
  readonly params: MethodParams<Method>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
};

/** The calls of one socket that have no answer yet. */
export class Calls {
  readonly #clock: Clock;
  readonly #methods: PageProtocol['methods'];
  readonly #send: (text: string) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(clock: Clock, methods: PageProtocol['methods'], send: (text: string) => void) {
    this.#clock = clock;
    this.#methods = methods;
    this.#send = send;
  }

  /**
   * Sends a request. Rejects with the server's code (and its Refusal as the cause where a field is meant), `net.timeout`,
   * `net.unreachable` when the socket goes, `server.internal` for an answer of the wrong shape, `request.too-large` for what would
   * cost the socket, or the signal's reason.
   */
  start<Method extends MethodName>({ method, params, timeoutMs, signal }: Call<Method>): Promise<MethodResult<Method>> {
    const known = this.#methods[method];
    assert(known, 'a page calls the methods of its own protocol');
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        const reason: unknown = signal.reason;
        reject(reason);
        return;
      }
      this.#lastId += 1;
      const id = this.#lastId;
      const text = JSON.stringify({ t: 'request', id, method, params } satisfies RequestFrame);
      if (isTooLarge(text)) {
        reject(new AppError('request.too-large'));
        return;
      }
      const timer: TimerId = this.#clock.setTimeout(() => fail(new AppError('net.timeout')), timeoutMs);
      const finish = (): void => {
        this.#clock.clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        this.#pending.delete(id);
      };
      const fail = (error: unknown): void => {
        finish();
        reject(error);
      };
      const abort = (): void => fail(signal?.reason);
      const settle = (result: unknown): void => {
        const parsed = v.safeParse(known.result, result);
        if (!parsed.success) return fail(new AppError('server.internal', v.flatten(parsed.issues)));
        finish();
        resolve(parsed.output);
      };
      signal?.addEventListener('abort', abort);
      this.#pending.set(id, { method, settle, fail });
      this.#send(text);
    });
  }

  /** An answer to a call that was given up is no error. */
  handleReply(id: number, result: unknown): void {
    this.#pending.get(id)?.settle(result);
  }

  handleFailure(id: number, code: ErrorCode, field?: string): void {
    this.#pending.get(id)?.fail(new AppError(code, field === undefined ? undefined : { code, field }));
  }

  failAll(code: ErrorCode): void {
    for (const pending of [...this.#pending.values()]) pending.fail(new AppError(code));
  }
}

/** Counts bytes only where characters do not tell: in UTF-8 one is three bytes at most. */
const isTooLarge = (text: string): boolean =>
  text.length * 3 > MAX_STUDIO_FRAME_BYTES && new TextEncoder().encode(text).byteLength > MAX_STUDIO_FRAME_BYTES;
