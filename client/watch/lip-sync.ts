import * as v from 'valibot';
import type { Closable } from '../../shared/lifetime.ts';
import { NTP_TO_UNIX_MS } from '../../shared/units.ts';
import type { Clock, TimerId } from '../platform/clock.ts';

/** The receiver's side of keeping together: what it plays, and how long it waits before. */
export type SyncedReceiver = Pick<RTCRtpReceiver, 'getSynchronizationSources' | 'jitterBufferTarget'>;

/**
 * Sound may play this much later than its picture, or earlier, before one waits for the other. People notice 80 ms, and the sound
 * card adds up to 40 that no page can measure. Browsers by themselves allow nothing, and so hold every picture back until its
 * sound is ready: 30 to 100 ms that a viewer waits for no reason.
 */
const FREE_LAG_MS = 40;
/** More than this is no jitter but a clock that is wrong. */
const MOST_HOLD_MS = 500;
/** Half of what is missing at a time: a jitter buffer changes slowly, and a full step would swing. */
const STEP = 0.5;
/** A hold too short to be worth having. */
const LEAST_HOLD_MS = 5;
const SAMPLE_INTERVAL_MS = 500;
const SAMPLES_PER_STEP = 3;

/**
 * How long one of the two waits in its jitter buffer at least: the picture when positive, the sound when negative.
 * `lagMs`: how much later than its picture sound plays now, under the former hold.
 */
export const nextHold = (holdMs: number, lagMs: number): number => {
  const wanted =
    holdMs > 0 || (holdMs === 0 && lagMs > 0)
      ? Math.max(0, holdMs + (lagMs - FREE_LAG_MS) * STEP)
      : Math.min(0, holdMs + (lagMs + FREE_LAG_MS) * STEP);
  return Math.abs(wanted) < LEAST_HOLD_MS ? 0 : Math.max(-MOST_HOLD_MS, Math.min(MOST_HOLD_MS, Math.round(wanted)));
};

/** `captureTimestamp` is not in TypeScript's DOM library yet. */
const Played = v.object({ timestamp: v.number(), captureTimestamp: v.number() });
type Played = v.InferOutput<typeof Played>;

type Options = {
  readonly audio: SyncedReceiver;
  readonly video: SyncedReceiver;
  /** Nothing waits for sound that nobody hears. */
  readonly isHeard: () => boolean;
  readonly clock: Clock;
};

/** Keeps sound and picture together where the browser dates both, and otherwise as early as possible. */
export class LipSync implements Closable {
  readonly #options: Options;
  #timer: TimerId;
  #lags: number[] = [];
  #holdMs = 0;
  #last: { readonly audio: Played; readonly video: Played } | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#timer = this.#wait();
  }

  /** Both play as soon as they can again. */
  close(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#hold(0);
  }

  #wait(): TimerId {
    return this.#options.clock.setTimeout(() => {
      this.#sample();
      this.#timer = this.#wait();
    }, SAMPLE_INTERVAL_MS);
  }

  #sample(): void {
    if (!this.#options.isHeard()) {
      this.#lags = [];
      this.#hold(0);
      return;
    }
    const audio = newestPlayed(this.#options.audio);
    const video = newestPlayed(this.#options.video);
    if (!audio || !video) return;
    const last = this.#last;
    this.#last = { audio, video };
    // A picture or sound that stands still says nothing about the other one: a hidden page, a break.
    if (last?.audio.timestamp === audio.timestamp || last?.video.timestamp === video.timestamp) return;
    this.#lags.push(delayOf(audio) - delayOf(video));
    if (this.#lags.length < SAMPLES_PER_STEP) return;
    const lagMs = this.#lags.toSorted((a, b) => a - b)[Math.floor(SAMPLES_PER_STEP / 2)] ?? 0;
    this.#lags = [];
    this.#hold(nextHold(this.#holdMs, lagMs));
  }

  #hold(holdMs: number): void {
    if (holdMs === this.#holdMs) return;
    this.#holdMs = holdMs;
    this.#options.video.jitterBufferTarget = Math.max(0, holdMs);
    // Null leaves sound to the browser: no wait at all would cut words.
    this.#options.audio.jitterBufferTarget = holdMs < 0 ? -holdMs : null;
  }
}

const newestPlayed = (receiver: SyncedReceiver): Played | null => {
  const played = v.safeParse(Played, receiver.getSynchronizationSources()[0]);
  return played.success ? played.output : null;
};

/** From capture to playing; the host's and this page's clocks differ by the same for both. */
const delayOf = ({ timestamp, captureTimestamp }: Played): number => timestamp - (captureTimestamp - NTP_TO_UNIX_MS);
