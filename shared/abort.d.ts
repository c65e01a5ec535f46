/**
 * The part of the abort API that `Scope` uses. `shared/` compiles without DOM and Node types, so that
 * clocks and I/O cannot slip in; both hosts provide these two classes.
 * @see https://dom.spec.whatwg.org/#interface-abortcontroller
 */
declare class AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
