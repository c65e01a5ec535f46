import { AppError, ERRORS, type ErrorCode } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Seat, StudioDoor } from '../../shared/protocol/http.ts';
import type { Clock, TimerId } from '../platform/clock.ts';
import type { GuestAddress } from './guest-address.ts';
import type { CallEndpoint } from './lobby.svelte.ts';

/** How far somebody who came by a link has got. `full` and `unreachable` go on by themselves; `shut` does not open again. */
export type EntryStep =
  | { readonly step: 'looking' }
  | { readonly step: 'unreachable'; readonly code: ErrorCode }
  | { readonly step: 'shut'; readonly code: ErrorCode }
  | {
      readonly step: 'green-room';
      readonly door: StudioDoor;
      readonly name: string;
      readonly problem: ErrorCode | null;
    }
  | { readonly step: 'entering'; readonly door: StudioDoor; readonly name: string }
  | { readonly step: 'full'; readonly door: StudioDoor; readonly name: string }
  | { readonly step: 'seated'; readonly door: StudioDoor; readonly seat: Seat };

type Options = {
  readonly address: GuestAddress;
  readonly callEndpoint: CallEndpoint;
  readonly clock: Clock;
  /** What this person called themselves the last time; null for whoever never did. */
  readonly knownName: () => string | null;
  readonly onStep: (step: EntryStep) => void;
};

/** Somebody leaves every few minutes at most; every page that waits asks this often. */
const FULL_RETRY_MS = 8_000;
const UNREACHABLE_RETRY_MS = 5_000;

/** The way from a link to a seat in the studio. */
export class GuestEntry implements Closable {
  readonly #options: Options;
  readonly #controller = new AbortController();
  #timer: TimerId | null = null;
  #now = $state.raw<EntryStep>({ step: 'looking' });

  constructor(options: Options) {
    this.#options = options;
  }

  get now(): EntryStep {
    return this.#now;
  }

  /** Whether the way can be gone once more after somebody has left. */
  get canReturn(): boolean {
    return this.#options.address.by === 'link';
  }

  /** Asks where the address leads. Somebody with a seat, who reloads, is in at once. */
  async look(): Promise<void> {
    this.#cancelTimer();
    this.#go({ step: 'looking' });
    try {
      this.#go(await this.#lookUp());
    } catch (error) {
      const code = this.#codeOf(error);
      if (code === null) return;
      this.#go(isFinal(code) ? { step: 'shut', code } : { step: 'unreachable', code });
      if (!isFinal(code)) this.#later(UNREACHABLE_RETRY_MS, () => void this.look());
    }
  }

  /** Takes a seat under `name`; tries again by itself while the studio is full. */
  async enter(name: string): Promise<void> {
    const { address } = this.#options;
    const { door } = this.#doorOrNull();
    if (!door || address.by !== 'link') return;
    this.#cancelTimer();
    const isWaiting = this.#now.step === 'full';
    if (!isWaiting) this.#go({ step: 'entering', door, name });
    try {
      const { token } = address;
      const { seat } = await this.#options.callEndpoint('enterStudio', { token, name }, this.#controller.signal);
      this.#go({ step: 'seated', door, seat });
    } catch (error) {
      this.#handleRefusal(error, door, name);
    }
  }

  /** While the studio is full: now, instead of a little later. */
  async retry(): Promise<void> {
    const { now } = this;
    if (now.step === 'full') await this.enter(now.name);
    if (now.step === 'unreachable') await this.look();
  }

  /** Gives up waiting for a full studio. */
  stepBack(): void {
    const { now } = this;
    if (now.step !== 'full') return;
    this.#cancelTimer();
    this.#go({ step: 'green-room', door: now.door, name: now.name, problem: null });
  }

  close(): void {
    this.#controller.abort();
    this.#cancelTimer();
  }

  async #lookUp(): Promise<EntryStep> {
    const { address, callEndpoint, knownName } = this.#options;
    const { signal } = this.#controller;
    switch (address.by) {
      case 'nothing':
        return { step: 'shut', code: 'invite.unknown' };
      case 'seat': {
        const { door, seat } = await callEndpoint('findSeat', { showId: address.showId }, signal);
        return door && seat ? { step: 'seated', door, seat } : { step: 'shut', code: 'auth.required' };
      }
      case 'link': {
        const { door, name, seat } = await callEndpoint('lookAtInvite', { token: address.token }, signal);
        // A phone as a further angle is called what the host calls it, whoever holds it.
        const own = door.role === 'camera' ? null : knownName();
        return { step: 'green-room', door, name: seat?.name ?? own ?? name, problem: null };
      }
    }
  }

  #handleRefusal(error: unknown, door: StudioDoor, name: string): void {
    const code = this.#codeOf(error);
    if (code === null) return;
    if (code === 'people.full') {
      this.#go({ step: 'full', door, name });
      this.#later(FULL_RETRY_MS, () => void this.enter(name));
    } else if (code.startsWith('invite.')) {
      this.#go({ step: 'shut', code });
    } else {
      this.#go({ step: 'green-room', door, name, problem: code });
    }
  }

  #go(step: EntryStep): void {
    if (this.#controller.signal.aborted) return;
    this.#now = step;
    this.#options.onStep(step);
  }

  #doorOrNull(): { readonly door: StudioDoor | null } {
    return 'door' in this.#now ? this.#now : { door: null };
  }

  /** Null once the page closes: nobody hears of failures then. */
  #codeOf(error: unknown): ErrorCode | null {
    if (this.#controller.signal.aborted) return null;
    if (error instanceof AppError) return error.code;
    throw error;
  }

  #later(delayMs: number, action: () => void): void {
    this.#timer = this.#options.clock.setTimeout(action, delayMs);
  }

  #cancelTimer(): void {
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}

const isFinal = (code: ErrorCode): boolean => ERRORS[code].retry === 'never';
