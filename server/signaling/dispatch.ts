import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { Log } from '../../shared/log.ts';
import { isMethodName, METHODS, type MethodName } from '../../shared/protocol/methods.ts';
import type { Caller } from '../../shared/protocol/method.ts';
import type { Random } from '../../shared/random.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { RequestFrame } from '../../shared/protocol/frame.ts';
import type { Contexts, Handler, HandlersOf, MethodOf } from './handler.ts';
import type { HandOff } from '../checkout/hand-off.ts';
import type { MediaPlane } from '../sfu/port.ts';
import type { Invites } from '../auth/invites.ts';
import type { Store } from '../store/port.ts';
import type { Seats } from '../auth/seats.ts';
import { chatHandlers, reactionHandlers, viewerChatHandlers } from './handlers/chat.ts';
import { pingClock } from './handlers/clock.ts';
import { makeCrewMediaHandlers } from './handlers/crew-media.ts';
import { makeInviteHandlers } from './handlers/invites.ts';
import { noticeHandlers, numberHandlers } from './handlers/numbers.ts';
import { makeOrderHandlers } from './handlers/orders.ts';
import { leave, makePeopleHandlers } from './handlers/people.ts';
import { productionHandlers } from './handlers/production.ts';
import { makePublishHandlers } from './handlers/publish.ts';
import { programHandlers, showHandlers } from './handlers/show.ts';
import { makeShelfSetHandlers } from './handlers/shelf-sets.ts';
import { stageHandlers } from './handlers/stage.ts';
import { talkHandlers } from './handlers/talk.ts';
import { makeTillHandlers } from './handlers/till.ts';
import { watchHandlers } from './handlers/watch.ts';

export type AllHandlers = { readonly [C in Caller]: HandlersOf<C> };

export type HandlerDeps = {
  readonly plane: Pick<MediaPlane, 'routerRtpCapabilities'>;
  readonly invites: Invites;
  readonly seats: Seats;
  readonly handOff: Pick<HandOff, 'canBePaid' | 'open' | 'refund'>;
  readonly store: Pick<Store, 'records'>;
  readonly random: Random;
};

export const makeHandlers = (deps: HandlerDeps): AllHandlers => {
  const { invites, seats, handOff, random } = deps;
  const { routerRtpCapabilities } = deps.plane;
  const people = {
    'clock.ping': pingClock,
    ...showHandlers,
    ...programHandlers,
    ...productionHandlers,
    ...stageHandlers,
    ...talkHandlers,
    ...chatHandlers,
    ...makeOrderHandlers(handOff),
    ...numberHandlers,
    ...makeShelfSetHandlers({ records: deps.store.records, random }),
    ...makePeopleHandlers(seats),
    ...makeInviteHandlers(invites),
    ...makeCrewMediaHandlers(routerRtpCapabilities),
    ...makePublishHandlers(routerRtpCapabilities),
  };
  return {
    studio: people,
    crew: { ...people, 'people.leave': leave },
    viewer: {
      'clock.ping': pingClock,
      ...watchHandlers,
      ...noticeHandlers,
      ...viewerChatHandlers,
      ...reactionHandlers,
      ...makeTillHandlers(handOff),
    },
  };
};

/** Where and as whom a request is made. */
export type Asker = { readonly [C in Caller]: { readonly caller: C; readonly context: Contexts[C] } }[Caller];

/** Runs one request: known, allowed, well-formed, then handled. What is thrown becomes a refusal; unknown errors say nothing. */
export const dispatch = async (
  handlers: AllHandlers,
  asker: Asker,
  { frame, log }: { readonly frame: RequestFrame; readonly log: Log },
): Promise<Result<unknown>> => {
  const { method, params } = frame;
  if (!isMethodName(method)) return refuse('request.unknown-method');
  try {
    if (method === 'session.open') return refuse('request.malformed');
    switch (asker.caller) {
      case 'studio':
        if (!isOf('studio', method)) return refuse('auth.forbidden');
        return await call(handlers.studio, method, { context: asker.context, params });
      case 'crew':
        if (!isOf('crew', method)) return refuse('auth.forbidden');
        return await call(handlers.crew, method, { context: asker.context, params });
      case 'viewer':
        if (!isOf('viewer', method)) return refuse('auth.forbidden');
        return await call(handlers.viewer, method, { context: asker.context, params });
      default:
        return assertNever(asker);
    }
  } catch (error) {
    if (error instanceof AppError) return refuse(error.code);
    log.error({ method }, 'a request failed', error);
    return refuse('server.internal');
  }
};

/** The table's own word on who may call. */
const isOf = <C extends Caller>(caller: C, name: Exclude<MethodName, 'session.open'>): name is MethodOf<C> =>
  METHODS[name].callers.some((allowed) => allowed === caller);

const call = async <Name extends MethodName, Context>(
  handlers: { readonly [Each in Name]: Handler<Each, Context> },
  name: Name,
  { context, params }: { readonly context: Context; readonly params: unknown },
): Promise<Result<unknown>> => {
  const parsed = v.safeParse(METHODS[name].params, params);
  return parsed.success ? handlers[name](context, parsed.output) : refuse('request.malformed', fieldOf(parsed.issues));
};

/** `facts.name`: the first member that is wrong. */
const fieldOf = (issues: readonly v.BaseIssue<unknown>[]): string | undefined =>
  (issues[0] && v.getDotPath(issues[0])) ?? undefined;
