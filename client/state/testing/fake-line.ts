import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { SessionId } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import type { MethodName, MethodParams, MethodResult } from '../../../shared/protocol/methods.ts';
import type { ChannelCard, Opened } from '../../../shared/protocol/opening.ts';
import { HOST, type Actor } from '../../../shared/show/actor.ts';
import { isTold } from '../../../shared/show/audience.ts';
import type { ShowCommand } from '../../../shared/show/command.ts';
import type { ShowEvent } from '../../../shared/show/event.ts';
import type { ScriptedShow } from '../../../shared/show/show-fixture.ts';
import type { Connection, ConnectionHandlers, Resume, TickArguments } from '../../net/connection.ts';
import { settle } from './settle.ts';

export const CHANNEL: ChannelCard = { name: 'Tea House', handle: 'tea-house' };
const SESSION = v.parse(SessionId, 'session1');

/** The server's answer to a first frame; of a fresh session of a show that nobody watches, unless `over` says otherwise. */
export const opened = (over: Partial<Opened> = {}): Opened => ({
  sessionId: SESSION,
  resumeToken: 'token1',
  session: 'fresh',
  serverAtMs: 1_000,
  show: null,
  channel: CHANNEL,
  self: null,
  watchers: 0,
  watch: null,
  hostClockOffsetMs: null,
  ...over,
});

export type OpenParams = MethodParams<'session.open'>;
export type Call = { readonly method: MethodName; readonly params: unknown };

type Reply<Method extends MethodName> = (
  params: MethodParams<Method>,
) => MethodResult<Method> | Promise<MethodResult<Method>>;
type Replies = { [Method in MethodName]?: Reply<Method> };
type MakeOpenParams = (resume: Resume | null) => OpenParams | Promise<OpenParams>;

/** The page's line to a server that has one show and no media. The test opens and cuts it, and says what is answered. */
export class FakeLine implements Connection {
  readonly show: ScriptedShow;
  readonly calls: Call[] = [];
  /** What the page said when it opened, each time. */
  readonly openings: OpenParams[] = [];
  /** How the server answers; the show decides commands. A method without a reply is refused. */
  readonly replies: Replies;
  /** Who the page is: what it asks of the show is decided as theirs. */
  actor: Actor = HOST;
  serverOffsetMs: number | null = null;
  probes = 0;
  isClosed = false;
  readonly #makeOpenParams: MakeOpenParams;
  readonly #handlers: ConnectionHandlers;
  readonly #pending = new Set<(error: AppError) => void>();
  #resume: Resume | null = null;
  #isOpen = false;
  #toldSeq = 0;

  constructor(show: ScriptedShow, makeOpenParams: MakeOpenParams, handlers: ConnectionHandlers) {
    this.show = show;
    this.#makeOpenParams = makeOpenParams;
    this.#handlers = handlers;
    this.replies = repliesOf((command) => this.#decide(command));
  }

  /** Opens the line, or opens it again: then as the same session when `session` says so, with the events that were missed. */
  async open(over: Partial<Opened> = {}): Promise<void> {
    this.#handlers.onState({ state: 'connecting' });
    this.openings.push(await this.#makeOpenParams(this.#resume));
    const isResumed = over.session === 'resumed';
    if (!isResumed) this.#toldSeq = this.show.log.length;
    this.#isOpen = true;
    this.#resume = { sessionId: SESSION, token: 'token1', seq: this.#toldSeq };
    this.#handlers.onOpened(opened({ show: isResumed ? null : this.show.state, ...over }));
    this.#handlers.onState({ state: 'open' });
    this.tellEvents();
    await settle();
  }

  /** The socket breaks: what was asked fails, and nothing can be asked. */
  async drop(): Promise<void> {
    this.#isOpen = false;
    for (const reject of this.#pending) reject(new AppError('net.unreachable'));
    this.#pending.clear();
    this.#handlers.onState({ state: 'waiting', retryAtMs: 2_000, attempt: 1 });
    await settle();
  }

  async refuse(code: ErrorCode): Promise<void> {
    this.#isOpen = false;
    this.#handlers.onState({ state: 'refused', code });
    await settle();
  }

  /** Sends what the show's log has beyond what this page was told, but for what pages are told of the till by other ways. */
  tellEvents(): void {
    if (!this.#isOpen) return;
    const untold = this.show.log.slice(this.#toldSeq);
    this.#toldSeq = this.show.log.length;
    for (const logged of untold) if (isTold(logged.event)) this.#handlers.onEvent(logged);
  }

  /** Something happens in the show, by whomever, and the page hears of it when the line is open. */
  async happen(command: ShowCommand, actor: Actor = HOST): Promise<void> {
    this.show.must(command, actor);
    this.tellEvents();
    await settle();
  }

  async tick(...tick: TickArguments): Promise<void> {
    this.#handlers.onTick(...tick);
    await settle();
  }

  async tellClock(serverOffsetMs: number): Promise<void> {
    this.serverOffsetMs = serverOffsetMs;
    this.#handlers.onClock?.(serverOffsetMs);
    await settle();
  }

  call<Method extends MethodName>(
    method: Method,
    params: MethodParams<Method>,
    signal?: AbortSignal,
  ): Promise<MethodResult<Method>> {
    if (!this.#isOpen) return Promise.reject(new AppError('net.unreachable'));
    this.calls.push({ method, params });
    return new Promise((resolve, reject) => {
      this.#pending.add(reject);
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
      this.#answer(method, params)
        .finally(() => this.#pending.delete(reject))
        .then(resolve, reject);
    });
  }

  /** Parameters of the calls of one method, oldest first. */
  asked<Method extends MethodName>(method: Method): readonly unknown[] {
    return this.calls.filter((call) => call.method === method).map(({ params }) => params);
  }

  probe(): void {
    this.probes += 1;
  }

  close(): void {
    this.isClosed = true;
    this.#isOpen = false;
    for (const reject of this.#pending) reject(new AppError('net.unreachable'));
    this.#pending.clear();
  }

  async #answer<Method extends MethodName>(
    method: Method,
    params: MethodParams<Method>,
  ): Promise<MethodResult<Method>> {
    const reply: Reply<Method> | undefined = this.replies[method];
    if (!reply) throw new AppError('request.unknown-method');
    return reply(params);
  }

  /** Events go out before the answer, as they do from the server. */
  #decide(command: ShowCommand): readonly ShowEvent[] {
    const decided = this.show.ask(command, this.actor);
    if (!decided.ok) throw new AppError(decided.error.code, decided.error);
    this.tellEvents();
    return decided.value;
  }
}

const repliesOf = (decide: (command: ShowCommand) => readonly ShowEvent[]): Replies => {
  const plainly = (command: ShowCommand): Record<never, never> => {
    decide(command);
    return {};
  };
  return {
    'clock.ping': () => ({ serverAtMs: 0 }),
    'studio.clock': () => ({}),
    'viewer.report': () => ({}),
    'viewer.notice': () => ({}),
    'show.rename': ({ title }) => plainly({ type: 'show.rename', title }),
    'show.start': () => plainly({ type: 'show.start' }),
    'show.end': () => plainly({ type: 'show.end' }),
    'shelf.add': ({ facts, visibility }) => {
      const added = decide({ type: 'shelf.add', facts, visibility }).find((event) => event.type === 'shelf.added');
      assert(added, 'the item was added');
      return { itemId: added.itemId };
    },
    'shelf.addAll': ({ items }) => plainly({ type: 'shelf.addAll', items }),
    'shelf.change': ({ itemId, facts }) => plainly({ type: 'shelf.change', itemId, facts }),
    'shelf.move': ({ itemId, toIndex }) => plainly({ type: 'shelf.move', itemId, toIndex }),
    'shelf.remove': ({ itemId }) => plainly({ type: 'shelf.remove', itemId }),
    'shelf.list': ({ itemId }) => plainly({ type: 'shelf.list', itemId }),
    'shelf.unlist': ({ itemId }) => plainly({ type: 'shelf.unlist', itemId }),
    'stock.correct': (params) => plainly({ type: 'stock.correct', ...params }),
    'callout.open': ({ itemId }) => {
      const callout = decide({ type: 'callout.open', itemId }).find((event) => event.type === 'callout.opened');
      assert(callout, 'the callout opened');
      return { calloutId: callout.calloutId };
    },
    'callout.close': ({ calloutId }) => plainly({ type: 'callout.close', calloutId }),
    'seller.ask': ({ itemId }) => plainly({ type: 'seller.ask', itemId }),
    'seller.drop': () => plainly({ type: 'seller.drop' }),
    'seller.answer': (answered) => plainly({ type: 'seller.answer', ...answered }),
    'program.mark': ({ mark }) => plainly({ type: 'program.mark', mark }),
    'people.switch': ({ switches }) => plainly({ type: 'people.switch', switches }),
    'people.mute': ({ participantId }) => plainly({ type: 'people.mute', participantId }),
    'people.remove': ({ participantId }) => plainly({ type: 'people.remove', participantId }),
    'stage.enter': ({ participantId }) => plainly({ type: 'stage.enter', participantId }),
    'stage.leave': ({ participantId }) => plainly({ type: 'stage.leave', participantId }),
    'people.setPicture': ({ participantId, picture }) => plainly({ type: 'people.setPicture', participantId, picture }),
    'people.setFader': ({ participantId, faderDb }) => plainly({ type: 'people.setFader', participantId, faderDb }),
    'people.setQuality': ({ participantId, quality }) => plainly({ type: 'people.setQuality', participantId, quality }),
    'stage.move': ({ participantId, toIndex }) => plainly({ type: 'stage.move', participantId, toIndex }),
    'stage.spotlight': ({ participantId }) => plainly({ type: 'stage.spotlight', participantId }),
    'stage.cue': ({ participantId }) => plainly({ type: 'stage.cue', participantId }),
    'stage.setScreen': ({ participantId, screen }) => plainly({ type: 'stage.setScreen', participantId, screen }),
    'production.open': ({ document, sceneId }) => plainly({ type: 'production.open', document, sceneId }),
    'production.edit': ({ editId, edit }) => plainly({ type: 'production.edit', editId, edit }),
    'production.take': ({ sceneId, transition }) => plainly({ type: 'production.take', sceneId, transition }),
    'production.standBy': ({ standby }) => plainly({ type: 'production.standBy', standby }),
    'production.handOver': ({ participantId }) => plainly({ type: 'production.handOver', participantId }),
    'talk.post': ({ text }) => {
      const posted = decide({ type: 'talk.post', text }).find((event) => event.type === 'talk.posted');
      assert(posted, 'the words were posted');
      return { messageId: posted.messageId };
    },
    'talk.remove': ({ messageId }) => plainly({ type: 'talk.remove', messageId }),
  };
};
