import type { ShowId } from '../../shared/ids.ts';
import { THUMBNAIL_SIDE_PX } from '../../shared/protocol/lobby.ts';
import type { Log } from '../../shared/log.ts';
import { ok, type Result } from '../../shared/result.ts';
import { PictureEncoder } from '../pictures/encoder.ts';

/** Three of a studio's are missed by then: what the picture showed is no longer what it shows. */
const FRESH_MS = 90_000;
/** What a studio makes is 320 pixels wide; what claims to be more than this is not one. */
const MAX_PIXELS = 1_000_000;

type Kept = { readonly bytes: Uint8Array; readonly atMs: number };

/** What live shows look like, one small picture each, in memory only. */
export class Thumbnails {
  readonly #encoder: PictureEncoder;
  readonly #clock: () => number;
  readonly #kept = new Map<ShowId, Kept>();

  constructor({ clock, log }: { readonly clock: () => number; readonly log: Log }) {
    this.#clock = clock;
    this.#encoder = new PictureEncoder(log, { fit: 'inside', sidePx: THUMBNAIL_SIDE_PX, maxPixels: MAX_PIXELS });
  }

  /** Encoded anew, like every picture that comes from outside. Refuses as the encoder does. */
  async keep(showId: ShowId, bytes: Buffer): Promise<Result<null>> {
    const encoded = await this.#encoder.encode(bytes);
    if (!encoded.ok) return encoded;
    const atMs = this.#clock();
    for (const [id, kept] of this.#kept) if (isStale(kept, atMs)) this.#kept.delete(id);
    this.#kept.set(showId, { bytes: encoded.value, atMs });
    return ok(null);
  }

  /** The newest one of the show and when it came, or null. */
  of(showId: ShowId): Kept | null {
    const kept = this.#kept.get(showId);
    return kept && !isStale(kept, this.#clock()) ? kept : null;
  }
}

const isStale = ({ atMs }: Kept, nowMs: number): boolean => nowMs - atMs > FRESH_MS;

/** A new one has a new path, so that browsers load each once. */
export const thumbnailPath = (showId: ShowId, { atMs }: Kept): string => `/thumbnails/${showId}.webp?at=${atMs}`;
