import { assert, assertNever } from '../invariant.ts';
import { EMPTY_CHAT } from './chat.ts';
import type { ShowEvent } from './event.ts';
import { EMPTY_CREW, EMPTY_LEDGER, NO_CHATTERS, NO_NUMBERS } from './beginnings.ts';
import { NO_PLAN } from './plan.ts';
import type { ShowLife, ShowState } from './state.ts';

/**
 * How long after its end a show can go live again, in milliseconds.
 * Longer would mix two broadcasts in one log; shorter would punish a host who ended by mistake.
 */
export const REOPEN_WINDOW_MS = 2 * 60 * 60 * 1_000;

type CreatedEvent = Extract<ShowEvent, { type: 'show.created' }>;
type LifeEvent = Exclude<Extract<ShowEvent, { type: `show.${string}` }>, CreatedEvent>;

/** On air, or off only because the host's media is lost. */
export const isRunning = (life: ShowLife): boolean => life.phase === 'live' || life.phase === 'interrupted';

/** Whether an ended show may still go live again at `atMs`. */
export const canReopen = (life: ShowLife, atMs: number): boolean =>
  life.phase === 'ended' && atMs - life.endedAtMs <= REOPEN_WINDOW_MS;

/** The state that a show begins with. */
export const applyCreated = (event: CreatedEvent, atMs: number): ShowState => ({
  id: event.id,
  channelId: event.channelId,
  title: event.title,
  address: event.address,
  createdAtMs: atMs,
  plan: NO_PLAN,
  life: { phase: 'draft' },
  firstStartedAtMs: null,
  items: {},
  itemIds: [],
  callout: null,
  mark: null,
  flash: null,
  giveaway: null,
  chat: EMPTY_CHAT,
  crew: EMPTY_CREW,
  ledger: EMPTY_LEDGER,
  chatters: NO_CHATTERS,
  numbers: NO_NUMBERS,
  seq: 0,
});

export const applyLife = (state: ShowState, event: LifeEvent, atMs: number): ShowState => {
  const { life } = state;
  switch (event.type) {
    case 'show.renamed':
      return { ...state, title: event.title };
    case 'show.planned':
      return { ...state, plan: event.plan };
    case 'show.started':
      assert(!isRunning(life), 'a running show started again');
      return { ...state, life: { phase: 'live', startedAtMs: atMs }, firstStartedAtMs: firstStart(state) ?? atMs };
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

/** States that were stored before they had it know the newest start, at least. */
const firstStart = ({ life, firstStartedAtMs }: ShowState): number | null =>
  firstStartedAtMs ?? (life.phase === 'draft' ? null : life.startedAtMs);
