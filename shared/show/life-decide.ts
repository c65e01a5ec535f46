import { assertNever } from '../invariant.ts';
import { ok, refuse, type Result } from '../result.ts';
import { closingOf } from './callout.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { flashEnding } from './flash-end.ts';
import { giveawayEnding } from './giveaway-end.ts';
import { canReopen, isRunning } from './life.ts';
import { isSamePlan, NO_PLAN } from './plan.ts';
import { endingChat } from './questions-decide.ts';
import { dropping } from './sellers.ts';
import type { ShowLife, ShowState } from './state.ts';

type CreateCommand = Extract<ShowCommand, { type: 'show.create' }>;
type LifeCommand = Exclude<Extract<ShowCommand, { type: `show.${string}` }>, CreateCommand>;

export const decideCreate = (command: CreateCommand): Result<readonly ShowEvent[]> => {
  const { id, channelId, title, address, plan } = command;
  const planned: readonly ShowEvent[] = isSamePlan(plan, NO_PLAN) ? [] : [{ type: 'show.planned', plan }];
  return ok([{ type: 'show.created', id, channelId, title, address }, ...planned]);
};

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
    ...dropping(state, 'all'),
    ...flashEnding(state),
    ...giveawayEnding(state),
    ...endingChat(state.chat),
    ...dismissed,
    { type: 'show.ended' },
  ]);
};
