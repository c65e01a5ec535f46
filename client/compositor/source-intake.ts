import type { SourceId } from '../../shared/ids.ts';

/** A source that always moves and is silent for so long stands still. */
const STALL_MS = 2_000;

/**
 * Frames on their way when a source is detached: one that the track's processor keeps, and one in the stream's transfer. A
 * stream that is canceled drops them unclosed, so they are read first; a track that goes on is then left to itself.
 */
const MAX_LATE_FRAMES = 2;

/** Whether a source that should always move does. */
export type SourcePace = 'moving' | 'stalled';

type Feed<Frame> = {
  readonly reader: ReadableStreamDefaultReader<Frame>;
  frames: number;
  lastAtMs: number;
  toldPace: SourcePace;
};

export type IntakePorts<Frame> = {
  readonly nowMs: () => number;
  /** Takes ownership of `frame`. */
  readonly onFrame: (sourceId: SourceId, frame: Frame) => void;
  /** The source's track ended by itself. */
  readonly onEnd: (sourceId: SourceId) => void;
  readonly onError: (error: unknown) => void;
};

/** Reads the frames of attached sources as they come, and counts them. */
export class SourceIntake<Frame extends { close(): void }> {
  readonly #ports: IntakePorts<Frame>;
  readonly #feeds = new Map<SourceId, Feed<Frame>>();
  #countedAtMs: number;

  constructor(ports: IntakePorts<Frame>) {
    this.#ports = ports;
    this.#countedAtMs = ports.nowMs();
  }

  /** Takes over the stream; a former one of the same source is let go. */
  attach(sourceId: SourceId, readable: ReadableStream<Frame>): void {
    this.detach(sourceId);
    const feed: Feed<Frame> = {
      reader: readable.getReader(),
      frames: 0,
      lastAtMs: this.#ports.nowMs(),
      toldPace: 'moving',
    };
    this.#feeds.set(sourceId, feed);
    this.#read(sourceId, feed).catch(this.#ports.onError);
  }

  detach(sourceId: SourceId): void {
    this.#feeds.delete(sourceId);
  }

  /** Frames per second of each source since the last call. */
  takeCounts(): { readonly sourceFps: Record<SourceId, number>; readonly elapsedMs: number } {
    const nowMs = this.#ports.nowMs();
    const elapsedMs = Math.max(1, nowMs - this.#countedAtMs);
    this.#countedAtMs = nowMs;
    const sourceFps: Record<SourceId, number> = {};
    for (const [sourceId, feed] of this.#feeds) {
      sourceFps[sourceId] = (feed.frames * 1000) / elapsedMs;
      feed.frames = 0;
    }
    return { sourceFps, elapsedMs };
  }

  /** Sources that have fallen silent or moved again since the last call, among those that `isAlwaysMoving`. */
  takePaces(isAlwaysMoving: (sourceId: SourceId) => boolean): { sourceId: SourceId; pace: SourcePace }[] {
    const news: { sourceId: SourceId; pace: SourcePace }[] = [];
    for (const [sourceId, feed] of this.#feeds) {
      const isSilent = this.#ports.nowMs() - feed.lastAtMs > STALL_MS && isAlwaysMoving(sourceId);
      const pace = isSilent ? 'stalled' : 'moving';
      if (pace !== feed.toldPace) news.push({ sourceId, pace });
      feed.toldPace = pace;
    }
    return news;
  }

  async #read(sourceId: SourceId, feed: Feed<Frame>): Promise<void> {
    let lateFrames = 0;
    while (lateFrames < MAX_LATE_FRAMES) {
      const { value: frame, done } = await feed.reader.read();
      const isCurrent = this.#feeds.get(sourceId) === feed;
      if (done) {
        if (isCurrent) this.#feeds.delete(sourceId);
        if (isCurrent) this.#ports.onEnd(sourceId);
        return;
      }
      if (!isCurrent) {
        frame.close();
        lateFrames += 1;
        continue;
      }
      feed.frames += 1;
      feed.lastAtMs = this.#ports.nowMs();
      this.#ports.onFrame(sourceId, frame);
    }
    await feed.reader.cancel();
  }
}
