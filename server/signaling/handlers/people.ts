import { ok, refuse } from '../../../shared/result.ts';
import { SYSTEM } from '../../../shared/show/actor.ts';
import type { Seats } from '../../auth/seats.ts';
import type { Contexts, Handler, MethodOf, PersonHandlers } from '../handler.ts';
import { plainly } from './submit.ts';

type PeopleMethods = Extract<MethodOf<'studio'>, `people.${string}`>;

/** The people in the studio: what they say of themselves, and what those in charge do about them. */
export const makePeopleHandlers = (seats: Seats): PersonHandlers<PeopleMethods> => ({
  'people.remove': (context, { participantId }) => plainly(context, { type: 'people.remove', participantId }),
  'people.rename': async (context, { name }) => {
    const outcome = await plainly(context, { type: 'people.rename', name });
    if (outcome.ok) seats.rename(context.session.actor.participantId, name);
    return outcome;
  },
  'people.switch': (context, { switches }) => plainly(context, { type: 'people.switch', switches }),
  'people.mute': (context, { participantId }) => plainly(context, { type: 'people.mute', participantId }),
  'people.setPicture': (context, { participantId, picture }) =>
    plainly(context, { type: 'people.setPicture', participantId, picture }),
  'people.setFader': async (context, { participantId, faderDb }) => {
    if (!context.session.mayEdit()) return refuse('request.too-many');
    return plainly(context, { type: 'people.setFader', participantId, faderDb });
  },
  'people.setQuality': (context, { participantId, quality }) =>
    plainly(context, { type: 'people.setQuality', participantId, quality }),
});

/** Whoever leaves by themselves gives their seat up; the room sees them off. */
export const leave: Handler<'people.leave', Contexts['crew']> = async ({ room, session }) => {
  const { participantId } = session.actor;
  const outcome = await room.actor.submit({ type: 'people.leave', participantId, reason: 'left' }, SYSTEM);
  return outcome.ok ? ok({}) : outcome;
};
