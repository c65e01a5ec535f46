import { dbFromGain, FLOOR_DB } from '../../shared/units.ts';

/**
 * A read waits for the browser's media thread: 1 ms and more on a busy machine. Meters and the search for the speaker ask for
 * every frame that they draw, which took a fifth of a studio's main thread with one guest; a meter eases between two readings.
 */
const READ_EVERY_MS = 100;
/** Sound comes every 20 ms; what was heard longer ago than this is no level of now. */
const LIFETIME_MS = 250;

/** How loud a received stream is, read from the browser at most ten times a second. */
export class ReceivedLevel {
  readonly #receiver: Pick<RTCRtpReceiver, 'getSynchronizationSources'>;
  #readAtMs = Number.NEGATIVE_INFINITY;
  #levelDb: number | null = null;

  constructor(receiver: Pick<RTCRtpReceiver, 'getSynchronizationSources'>) {
    this.#receiver = receiver;
  }

  /** In dBFS at `nowMs` (epoch milliseconds); null while nothing comes. */
  at(nowMs: number): number | null {
    if (nowMs - this.#readAtMs < READ_EVERY_MS) return this.#levelDb;
    this.#readAtMs = nowMs;
    this.#levelDb = this.#read(nowMs);
    return this.#levelDb;
  }

  #read(nowMs: number): number | null {
    const source = this.#receiver.getSynchronizationSources()[0];
    if (source?.audioLevel === undefined || nowMs - source.timestamp > LIFETIME_MS) return null;
    return Math.max(FLOOR_DB, dbFromGain(source.audioLevel));
  }
}
