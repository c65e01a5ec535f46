import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { CLOSE_CODES, type RequestFrame } from '../../shared/protocol/frame.ts';
import type { Metrics } from '../observe/metrics.ts';
import { Connection, type Line } from './connection.ts';
import { dispatch, type AllHandlers, type Asker } from './dispatch.ts';
import { eventFrame, failureFrame, replyFrame } from './frames.ts';
import type { SignalingLimits } from './limits.ts';
import { describeOpening, openSession, parseOpening, type Opening, type OpeningDeps } from './opening.ts';
import type { SendTurns } from './send-turns.ts';
import type { Session } from './session.ts';
import type { ShowRoom } from './show-room.ts';

export type PageSocketDeps = OpeningDeps & {
  readonly limits: SignalingLimits;
  readonly metrics: Metrics;
  readonly handlers: AllHandlers;
  readonly turns: SendTurns;
};

type State =
  | { readonly phase: 'greeting'; readonly timer: NodeJS.Timeout }
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly opening: Opening; readonly asker: Asker; readonly signIn: Closable | null }
  | { readonly phase: 'over' };

/** With what code a refused opening ends; the page reads the failure before it. */
const CLOSE_CODE_OF: Partial<Record<ErrorCode, number>> = {
  'auth.required': CLOSE_CODES.unauthorized,
  'auth.forbidden': CLOSE_CODES.unauthorized,
  'show.not-found': CLOSE_CODES.notFound,
  'session.replaced': CLOSE_CODES.replaced,
  'people.full': CLOSE_CODES.tooMany,
  'people.removed': CLOSE_CODES.removed,
  'server.full': CLOSE_CODES.tooMany,
  'server.stopping': CLOSE_CODES.stopping,
};

/** One page's socket from its first frame on: who it is, and what it asks. */
export class PageSocket {
  readonly #deps: PageSocketDeps;
  readonly #cookie: string | undefined;
  readonly #connection: Connection;
  readonly #onOver: (socket: PageSocket) => void;
  #log: Log;
  #state: State;

  constructor(
    deps: PageSocketDeps,
    page: { readonly line: Line; readonly cookie: string | undefined },
    onOver: (socket: PageSocket) => void,
  ) {
    this.#deps = deps;
    this.#cookie = page.cookie;
    this.#onOver = onOver;
    this.#log = deps.log;
    const timer = setTimeout(() => this.close(CLOSE_CODES.silent), deps.limits.firstFrameMs);
    this.#state = { phase: 'greeting', timer };
    this.#connection = new Connection({
      line: page.line,
      turns: deps.turns,
      limits: deps.limits,
      metrics: deps.metrics,
      handle: (frame) => this.#handle(frame),
      onClosed: (code) => this.#handleClosed(code),
    });
  }

  close(code: number): void {
    this.#connection.close(code);
  }

  async #handle(frame: RequestFrame): Promise<void> {
    const state = this.#state;
    if (state.phase === 'open') await this.#answer(frame, state.asker);
    else if (state.phase === 'greeting') await this.#open(frame, state.timer);
  }

  async #answer(frame: RequestFrame, asker: Asker): Promise<void> {
    const result = await dispatch(this.#deps.handlers, asker, { frame, log: this.#log });
    this.#deps.metrics.requests.inc({
      method: methodLabel(frame, result),
      result: result.ok ? 'ok' : result.error.code,
    });
    this.#connection.outbox.answer(
      result.ok ? replyFrame(frame.id, result.value) : failureFrame(frame.id, result.error),
    );
  }

  async #open(frame: RequestFrame, timer: NodeJS.Timeout): Promise<void> {
    clearTimeout(timer);
    this.#state = { phase: 'opening' };
    const params = frame.method === 'session.open' ? parseOpening(frame.params) : null;
    if (params === null) return this.close(CLOSE_CODES.unauthorized);
    if (!params.ok) return this.#refuse(frame.id, params.error.code);
    try {
      const opening = await openSession(this.#deps, params.value, this.#cookie);
      if (!opening.ok) this.#refuse(frame.id, opening.error.code);
      else if (this.#connection.isClosed) opening.value.abandon();
      else this.#enter(frame.id, opening.value);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'server.internal';
      if (code === 'server.internal') this.#log.error({}, 'a session could not be opened', error);
      this.#refuse(frame.id, code);
    }
  }

  #enter(requestId: number, opening: Opening): void {
    const { room, session } = opening;
    const { clock, metrics, sessions } = this.#deps;
    const { outbox } = this.#connection;
    const { opened, missed } = describeOpening(opening, clock());
    const asker = askerOf(session, { room, clock });
    const signIn = opening.signIn && sessions.watch(opening.signIn, () => this.close(CLOSE_CODES.unauthorized));
    this.#state = { phase: 'open', opening, asker, signIn };
    if (session.caller !== 'viewer') this.#connection.allowStudioFrames();
    this.#log = this.#log.with({ showId: room.showId, sessionId: session.id, caller: session.caller });
    outbox.answer(replyFrame(requestId, opened));
    for (const event of missed) outbox.send(eventFrame(event));
    room.attach(session, outbox);
    metrics.sockets.inc({ caller: session.caller });
    metrics.opened.inc({ caller: session.caller, result: opened.session });
    this.#log.info({ session: opened.session, missed: missed.length }, 'session opened');
  }

  #refuse(requestId: number, code: ErrorCode): void {
    this.#deps.metrics.opened.inc({ caller: 'unknown', result: code });
    this.#connection.outbox.answer(failureFrame(requestId, { code }));
    this.close(CLOSE_CODE_OF[code] ?? CLOSE_CODES.malformed);
  }

  #handleClosed(code: number): void {
    const state = this.#state;
    this.#state = { phase: 'over' };
    if (state.phase === 'greeting') clearTimeout(state.timer);
    if (state.phase === 'open') {
      const { room, session } = state.opening;
      state.signIn?.close();
      room.detach(session, this.#connection.outbox, code);
      this.#deps.metrics.sockets.dec({ caller: session.caller });
      this.#log.info({ code }, 'socket closed');
    }
    this.#onOver(this);
  }
}

const askerOf = (session: Session, place: { readonly room: ShowRoom; readonly clock: () => number }): Asker => {
  switch (session.caller) {
    case 'studio':
      return { caller: 'studio', context: { ...place, session } };
    case 'crew':
      return { caller: 'crew', context: { ...place, session } };
    case 'viewer':
      return { caller: 'viewer', context: { ...place, session } };
    default:
      return assertNever(session);
  }
};

/** Names of strangers must not become labels: each would be kept for ever. */
const methodLabel = (frame: RequestFrame, result: Awaited<ReturnType<typeof dispatch>>): string =>
  !result.ok && result.error.code === 'request.unknown-method' ? 'unknown' : frame.method;
