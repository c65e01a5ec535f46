import { assert, assertNever } from '../invariant.ts';
import { ok, refuse, type Result } from '../result.ts';
import { EMPTY_CHAT } from './chat.ts';
import { closingOf } from './callout.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { flashEnding } from './flash-end.ts';
import { endingChat } from './questions-decide.ts';
import { EMPTY_CREW, EMPTY_LEDGER, NO_CHATTERS, NO_NUMBERS } from './beginnings.ts';
import { isSamePlan, NO_PLAN } from './plan.ts';
import type { ShowLife, ShowState } from './state.ts';

/**
 * How long after its end a show can go live again, in milliseconds.
 * Longer would mix two broadcasts in one log; shorter would punish a host who ended by mistake.
 */
export const REOPEN_WINDOW_MS = 2 * 60 * 60 * 1_000;

type CreateCommand = Extract<ShowCommand, { type: 'show.create' }>;
type CreatedEvent = Extract<ShowEvent, { type: 'show.created' }>;
type LifeCommand = Exclude<Extract<ShowCommand, { type: `show.${string}` }>, CreateCommand>;
type LifeEvent = Exclude<Extract<ShowEvent, { type: `show.${string}` }>, CreatedEvent>;

/** On air, or off only because the host's media is lost. */
export const isRunning = (life: ShowLife): boolean => life.phase === 'live' || life.phase === 'interrupted';

/** Whether an ended show may still go live again at `atMs`. */
export const canReopen = (life: ShowLife, atMs: number): boolean =>
  life.phase === 'ended' && atMs - life.endedAtMs <= REOPEN_WINDOW_MS;

export const decideCreate = (command: CreateCommand): Result<readonly ShowEvent[]> => {
  const { id, channelId, title, address, plan } = command;
  const planned: readonly ShowEvent[] = isSamePlan(plan, NO_PLAN) ? [] : [{ type: 'show.planned', plan }];
  return ok([{ type: 'show.created', id, channelId, title, address }, ...planned]);
};

/** The state that a show begins with. */
export const applyCreated = (event: CreatedEvent, atMs: number): ShowState => ({
  id: event.id,
  channelId: event.channelId,
  title: event.title,
  address: event.address,
  createdAtMs: atMs,
  plan: NO_PLAN,
  life: { phase: 'draft' },
  items: {},
  itemIds: [],
  callout: null,
  mark: null,
  flash: null,
  chat: EMPTY_CHAT,
  crew: EMPTY_CREW,
  ledger: EMPTY_LEDGER,
  chatters: NO_CHATTERS,
  numbers: NO_NUMBERS,
  seq: 0,
});

/**
 * Starting a running show is `show.already-live`, and an ended one after two hours `show.ended`. Ending a draft is
 * `show.not-live`. Ending, interrupting or resuming again changes nothing, so that a retry after a lost answer succeeds.
 */
export const decideLife = (state: ShowState, command: LifeCommand, atMs: number): Result<readonly ShowEvent[]> => {
  switch (command.type) {
    case 'show.rename':
      return ok(command.title === state.title ? [] : [{ type: 'show.renamed', title: command.title }]);
    case 'show.plan':
      return ok(isSamePlan(command.plan, state.plan) ? [] : [{ type: 'show.planned', plan: command.plan }]);
    case 'show.start':
      return decideStart(state.life, atMs);
    case 'show.interrupt':
      return ok(state.life.phase === 'live' ? [{ type: 'show.interrupted' }] : []);
    case 'show.resume':
      return ok(state.life.phase === 'interrupted' ? [{ type: 'show.resumed' }] : []);
    case 'show.end':
      return decideEnd(state);
    default:
      return assertNever(command);
  }
};

const decideStart = (life: ShowLife, atMs: number): Result<readonly ShowEvent[]> => {
  if (isRunning(life)) return refuse('show.already-live');
  if (life.phase === 'ended' && !canReopen(life, atMs)) return refuse('show.ended');
  return ok([{ type: 'show.started' }]);
};

const decideEnd = (state: ShowState): Result<readonly ShowEvent[]> => {
  if (state.life.phase === 'draft') return refuse('show.not-live');
  if (state.life.phase === 'ended') return ok([]);
  const isAwaited = Object.values(state.ledger?.lines ?? {}).some(({ waitingIds }) => waitingIds.length > 0);
  const dismissed: readonly ShowEvent[] = isAwaited ? [{ type: 'hold.listClosed' }] : [];
  return ok([
    ...closingOf(state, 'ended'),
    ...flashEnding(state),
    ...endingChat(state.chat),
    ...dismissed,
    { type: 'show.ended' },
  ]);
};

export const applyLife = (state: ShowState, event: LifeEvent, atMs: number): ShowState => {
  const { life } = state;
  switch (event.type) {
    case 'show.renamed':
      return { ...state, title: event.title };
    case 'show.planned':
      return { ...state, plan: event.plan };
    case 'show.started':
      assert(!isRunning(life), 'a running show started again');
      return { ...state, life: { phase: 'live', startedAtMs: atMs } };
    case 'show.interrupted':
      assert(life.phase === 'live', 'only a live show is interrupted');
      return { ...state, life: { phase: 'interrupted', startedAtMs: life.startedAtMs, interruptedAtMs: atMs } };
    case 'show.resumed':
      assert(life.phase === 'interrupted', 'only an interrupted show resumes');
      return { ...state, life: { phase: 'live', startedAtMs: life.startedAtMs } };
    case 'show.ended':
      assert(life.phase === 'live' || life.phase === 'interrupted', 'only a running show ends');
      return { ...state, life: { phase: 'ended', startedAtMs: life.startedAtMs, endedAtMs: atMs }, mark: null };
    default:
      return assertNever(event);
  }
};
