import * as v from 'valibot';
import type { Clock, TimerId } from '../platform/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { MethodName, MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { PageProtocol } from '../../shared/protocol/page-protocol.ts';
import type { ServerFrame } from '../../shared/protocol/server-frame.ts';
import type { TickData, TickType } from '../../shared/protocol/ticks.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { Calls } from './calls.ts';
import type { ClockSample } from './clock-offset.ts';
import type { Socket, SocketFactory } from './socket.ts';

/** A tick as the arguments of a handler: `switch (type)` narrows `data`. */
export type TickArguments = { [Type in TickType]: [type: Type, data: TickData<Type>] }[TickType];

/** A socket that neither opens nor answers its first frame within this time is given up: captive portals swallow both. */
const OPENING_TIMEOUT_MS = 10_000;
/** Nobody said why: the code that browsers report for a broken socket. */
const ABNORMAL_CLOSE = 1006;

type Options = {
  readonly url: string;
  readonly protocol: PageProtocol;
  readonly openParams: MethodParams<'session.open'> | Promise<MethodParams<'session.open'>>;
  readonly clock: Clock;
  readonly socketFactory: SocketFactory;
  readonly log: Log | undefined;
  readonly onOpened: (opened: Opened, sample: ClockSample) => void;
  readonly onRefused: (error: AppError) => void;
  readonly onEvent: (logged: LoggedEvent) => void;
  readonly onTick: (...tick: TickArguments) => void;
  readonly onClosed: (closeCode: number) => void;
};

/** One socket from its first frame to its end. After `close`, or after `onClosed` or `onRefused`, it tells nothing more. */
export class Link {
  readonly #options: Options;
  readonly #calls: Calls;
  readonly #ticks: ReadonlyMap<string, v.GenericSchema>;
  readonly #socket: Socket;
  readonly #openingTimer: TimerId;
  readonly startedAtMs: number;
  #phase: 'opening' | 'open' | 'over' = 'opening';

  constructor(options: Options) {
    this.#options = options;
    this.startedAtMs = options.clock.now();
    this.#ticks = new Map(Object.entries(options.protocol.ticks));
    this.#calls = new Calls(options.clock, options.protocol.methods, (text) => this.#socket.send(text));
    this.#openingTimer = options.clock.setTimeout(() => this.#end(ABNORMAL_CLOSE), OPENING_TIMEOUT_MS);
    this.#socket = options.socketFactory(options.url, {
      onOpen: () => void this.#open(),
      onMessage: (data) => this.#handleMessage(data),
      onClose: (closeCode) => this.#end(closeCode),
    });
  }

  get isOpen(): boolean {
    return this.#phase === 'open';
  }

  call<Method extends MethodName>(
    method: Method,
    params: MethodParams<Method>,
    limits: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
  ): Promise<MethodResult<Method>> {
    return this.#calls.start({ method, params, ...limits });
  }

  close(): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#options.clock.clearTimeout(this.#openingTimer);
    this.#socket.close();
    this.#calls.failAll('net.unreachable');
  }

  #end(closeCode: number): void {
    if (this.#phase === 'over') return;
    this.close();
    this.#options.onClosed(closeCode);
  }

  async #open(): Promise<void> {
    const { clock, openParams, onOpened, onRefused } = this.#options;
    const params = await openParams;
    if (this.#phase !== 'opening') return;
    const sentAtMs = clock.now();
    try {
      const opened = await this.call('session.open', params, { timeoutMs: OPENING_TIMEOUT_MS });
      if (this.#phase !== 'opening') return;
      clock.clearTimeout(this.#openingTimer);
      this.#phase = 'open';
      onOpened(opened, { sentAtMs, receivedAtMs: clock.now(), serverAtMs: opened.serverAtMs });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (this.#phase !== 'opening') return;
      this.close();
      onRefused(error);
    }
  }

  #handleMessage(data: unknown): void {
    if (this.#phase === 'over') return;
    const frame = parseFrame(this.#options.protocol.frame, data);
    if (!frame) {
      this.#options.log?.warn({}, 'unreadable frame from the server');
      return;
    }
    switch (frame.t) {
      case 'reply':
        return this.#calls.handleReply(frame.id, frame.result);
      case 'failure':
        return this.#calls.handleFailure(frame.id, frame.code, frame.field);
      case 'event':
        if (this.isOpen) this.#options.onEvent(frame);
        return;
      case 'events':
        if (this.isOpen) frame.events.forEach(this.#options.onEvent);
        return;
      case 'tick':
        if (this.isOpen) this.#handleTick(frame.type, frame.data);
    }
  }

  /** A tick of an unknown type is a newer server's; it is passed over. */
  #handleTick(type: string, data: unknown): void {
    const schema = this.#ticks.get(type);
    if (!schema) return;
    const parsed = v.safeParse(schema, data);
    if (!parsed.success) {
      this.#options.log?.warn({ type }, 'unreadable tick from the server');
      return;
    }
    // The schema of `type` has just checked it; TypeScript does not link a union's schema to its own member.
    this.#options.onTick(...([type, parsed.output] as TickArguments));
  }
}

const parseFrame = (schema: PageProtocol['frame'], data: unknown): ServerFrame | null => {
  if (typeof data !== 'string') return null;
  const json = parseJson(data);
  const parsed = v.safeParse(schema, json);
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
