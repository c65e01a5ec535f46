import * as v from 'valibot';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { CLOSE_CODES, RequestFrame } from '../../shared/protocol/frame.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { SignalingLimits } from './limits.ts';
import { bytesOf, Outbox, type Wire } from './outbox.ts';
import type { SendTurns } from './send-turns.ts';
import type { TextFrame } from './text-frame.ts';
import { fullBucket, takeToken, type TokenBucket } from './token-bucket.ts';

/** A WebSocket, and the stream below it, which `ws` itself writes whole frames to only. */
export type Line = { readonly socket: WebSocket; readonly stream: Duplex };

type ConnectionOptions = {
  readonly line: Line;
  readonly turns: SendTurns;
  readonly limits: SignalingLimits;
  readonly metrics: Metrics;
  /** Handles one request at a time, in order of arrival: a page may connect and produce without waiting in between. */
  readonly handle: (frame: RequestFrame) => Promise<void>;
  readonly onClosed: (code: number) => void;
};

/** A closing handshake that a dead peer never answers is cut after this. */
const FAREWELL_MS = 1_000;
/** As `ws` says it for a frame beyond its own limit. */
const TOO_LARGE = 1009;

/** One socket: frames in, frames out, and proof of life. */
export class Connection {
  readonly outbox: Outbox;
  readonly #options: ConnectionOptions;
  readonly #heartbeat: NodeJS.Timeout;
  #bucket: TokenBucket;
  #maxFrameBytes: number;
  /** Since the peer was last heard of. */
  #unansweredPings = 0;
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { limits, metrics, turns } = options;
    const { socket } = options.line;
    this.#bucket = fullBucket(rateOf(limits), performance.now());
    this.#maxFrameBytes = limits.maxFrameBytes;
    const { tickHoldBytes, maxUnsentBytes } = limits;
    this.outbox = new Outbox({
      wire: this.#wire(),
      turns,
      tickHoldBytes,
      maxUnsentBytes,
      onDropped: (type) => metrics.droppedTicks.inc({ type }),
    });
    this.#heartbeat = setInterval(() => this.#beat(), limits.pingEveryMs);
    socket.on('message', (data, isBinary) => this.#handleMessage(data, isBinary));
    socket.on('pong', () => (this.#unansweredPings = 0));
    socket.on('close', (code) => this.#handleClose(code));
    // ws closes the socket itself after an error (1009 for a frame that is too large, 1002, 1007); 'close' follows.
    socket.on('error', () => undefined);
  }

  get isClosed(): boolean {
    return this.#isOver;
  }

  close(code: number): void {
    this.outbox.close(code);
  }

  /** It is the page of somebody in the studio. */
  allowStudioFrames(): void {
    this.#maxFrameBytes = this.#options.limits.maxStudioFrameBytes;
  }

  #wire(): Wire {
    const { socket, stream } = this.#options.line;
    return {
      get unsentBytes() {
        return stream.writableLength;
      },
      write: (frames, onSent) => {
        if (socket.readyState === WebSocket.OPEN) writeTogether(stream, frames, onSent);
      },
      close: (code) => this.#closeSocket(code),
    };
  }

  #closeSocket(code: number): void {
    const { socket } = this.#options.line;
    socket.close(code);
    setTimeout(() => socket.terminate(), FAREWELL_MS).unref();
    // Not when the peer has answered: it may never do.
    this.#handleClose(code);
  }

  /** Counts pings, not time: where this process stood still itself, the answers of all that time are not read yet. */
  #beat(): void {
    const { line, limits } = this.#options;
    if (this.#unansweredPings * limits.pingEveryMs >= limits.silentAfterMs) return this.close(CLOSE_CODES.silent);
    this.#unansweredPings += 1;
    line.socket.ping();
  }

  #handleMessage(data: unknown, isBinary: boolean): void {
    if (this.#isOver) return;
    // `ws` gives every frame as a Buffer.
    if (!Buffer.isBuffer(data) || data.byteLength > this.#maxFrameBytes) return this.close(TOO_LARGE);
    this.#unansweredPings = 0;
    const bucket = takeToken(this.#bucket, rateOf(this.#options.limits), performance.now());
    if (bucket === null || this.#waiting >= this.#options.limits.maxWaitingRequests)
      return this.close(CLOSE_CODES.tooMany);
    this.#bucket = bucket;
    const frame = isBinary ? null : parseRequest(data.toString());
    if (frame === null) return this.close(CLOSE_CODES.malformed);
    this.#waiting += 1;
    this.#last = this.#last.then(() => this.#handle(frame));
  }

  async #handle(frame: RequestFrame): Promise<void> {
    this.#waiting -= 1;
    if (!this.isClosed) await this.#options.handle(frame);
  }

  #handleClose(code: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#heartbeat);
    this.outbox.end();
    this.#options.metrics.closed.inc({ code: String(code) });
    this.#options.onClosed(code);
  }
}

/** Copying a few small frames costs less than telling the system of several pieces. */
const COPIED_BYTES = 16 * 1024;

const writeTogether = (stream: Duplex, frames: readonly TextFrame[], onSent: (() => void) | undefined): void => {
  const [first] = frames;
  const bytes = bytesOf(frames);
  if (first && frames.length === 1) stream.write(first, onSent);
  else if (bytes <= COPIED_BYTES) stream.write(Buffer.concat(frames, bytes), onSent);
  else {
    stream.cork();
    for (const frame of frames) stream.write(frame, frame === frames.at(-1) ? onSent : undefined);
    stream.uncork();
  }
};

const rateOf = (limits: SignalingLimits) => ({ perSecond: limits.requestsPerSecond, burst: limits.requestBurst });

const parseRequest = (text: string): RequestFrame | null => {
  const parsed = v.safeParse(RequestFrame, parseJson(text));
  return parsed.success ? parsed.output : null;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
