import { once } from 'node:events';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { ServerFrame } from '../../shared/protocol/server-frame.ts';
import { METHODS, type MethodName, type MethodParams, type MethodResult } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { TickData, TickType } from '../../shared/protocol/ticks.ts';
import type { ShowEventType } from '../../shared/show/event.ts';

type Frame<T extends ServerFrame['t']> = Extract<ServerFrame, { t: T }>;
type EventFrame = Frame<'event'>;

const WAIT_MS = 3_000;

/** A page in the hands of a test: it speaks frames, and remembers everything that it was told. */
export class ScriptedPage {
  readonly frames: ServerFrame[] = [];
  readonly #socket: WebSocket;
  readonly #closed: Promise<number>;
  #listeners = new Set<() => void>();
  #nextId = 1;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const frame = v.parse(ServerFrame, JSON.parse(Buffer.isBuffer(data) ? data.toString() : ''));
      if (frame.t === 'events') this.frames.push(...frame.events.map((logged) => ({ t: 'event' as const, ...logged })));
      else this.frames.push(frame);
      for (const listener of this.#listeners) listener();
    });
    socket.on('error', () => undefined);
    this.#closed = new Promise((resolve) => socket.on('close', resolve));
  }

  /** The code that the socket was closed with, once it is. */
  get closed(): Promise<number> {
    return this.#closed;
  }

  get events(): readonly ShowEventType[] {
    return this.frames.flatMap((frame) => (frame.t === 'event' ? frame.event.type : []));
  }

  get seqs(): readonly number[] {
    return this.frames.flatMap((frame) => (frame.t === 'event' ? frame.seq : []));
  }

  send(data: string | Buffer): void {
    this.#socket.send(data);
  }

  request(method: string, params: unknown): number {
    const id = this.#nextId++;
    this.send(JSON.stringify({ t: 'request', id, method, params }));
    return id;
  }

  /** The reply or the failure to a request. */
  async ask(method: string, params: unknown): Promise<Frame<'reply'> | Frame<'failure'>> {
    const id = this.request(method, params);
    return this.#find((frame) => ((frame.t === 'reply' || frame.t === 'failure') && frame.id === id ? frame : null));
  }

  /** The result of a request that must succeed. */
  async call<Name extends MethodName>(method: Name, params: MethodParams<Name>): Promise<MethodResult<Name>> {
    const answer = await this.ask(method, params);
    if (answer.t === 'failure') throw new Error(`${method} failed: ${answer.code}`);
    return v.parse(METHODS[method].result, answer.result);
  }

  /** The code of a request that must be refused. */
  async refusal(method: string, params: unknown): Promise<string> {
    const answer = await this.ask(method, params);
    return answer.t === 'failure' ? answer.code : 'succeeded';
  }

  open(params: MethodParams<'session.open'>): Promise<Opened> {
    return this.call('session.open', params);
  }

  event(type: ShowEventType): Promise<EventFrame> {
    return this.#find((frame) => (frame.t === 'event' && frame.event.type === type ? frame : null));
  }

  /** The first tick of `type` after the frames counted by `after`. */
  async tick<Type extends TickType>(type: Type, after = 0): Promise<TickData<Type>> {
    const { data } = await this.#find((frame, index) =>
      frame.t === 'tick' && frame.type === type && index >= after ? frame : null,
    );
    return data as TickData<Type>;
  }

  /** Null before the first. */
  newestTick<Type extends TickType>(type: Type): TickData<Type> | null {
    const newest = this.frames.findLast((frame) => frame.t === 'tick' && frame.type === type);
    return newest?.t === 'tick' ? (newest.data as TickData<Type>) : null;
  }

  ticks(type: TickType): number {
    return this.frames.filter((frame) => frame.t === 'tick' && frame.type === type).length;
  }

  /** Says goodbye, as a page that is left. */
  async leave(): Promise<void> {
    this.#socket.close(1001);
    await this.#closed;
  }

  /** The line breaks without a word. */
  async vanish(): Promise<void> {
    this.#socket.terminate();
    await this.#closed;
  }

  stopReading(): void {
    this.#socket.pause();
  }

  #find<Found>(match: (frame: ServerFrame, index: number) => Found | null): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        for (const [index, frame] of this.frames.entries()) {
          const found = match(frame, index);
          if (found === null) continue;
          clearTimeout(timer);
          this.#listeners.delete(look);
          resolve(found);
          return;
        }
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        reject(new Error(`nothing like that arrived among ${JSON.stringify(this.frames.map((frame) => frame.t))}`));
      }, WAIT_MS);
      this.#listeners.add(look);
      look();
    });
  }
}

/** Connects; rejects with the HTTP status when the upgrade is refused. */
export const connectPage = async (url: string, headers: Readonly<Record<string, string>>): Promise<ScriptedPage> => {
  const socket = new WebSocket(url, { headers });
  const refused = new Promise<never>((_, reject) => {
    socket.on('unexpected-response', (_request, response) => reject(new Error(`refused with ${response.statusCode}`)));
    socket.on('error', reject);
  });
  const page = new ScriptedPage(socket);
  await Promise.race([once(socket, 'open'), refused]);
  return page;
};
