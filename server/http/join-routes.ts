import { ENDPOINTS, type Seat, type StudioDoor } from '../../shared/protocol/http.ts';
import type { ShowId } from '../../shared/ids.ts';
import { ok, refuse } from '../../shared/result.ts';
import { SYSTEM, type StudioRole } from '../../shared/show/actor.ts';
import { participantOf } from '../../shared/show/crew.ts';
import { isStudioFull } from '../../shared/show/people.ts';
import type { StoredSeat } from '../store/port.ts';
import type { HttpDeps } from './deps.ts';
import { changing } from './json-route.ts';

type DoorDeps = Pick<HttpDeps, 'shows' | 'store'>;

/** Null for a show that is gone. */
const doorOf = ({ shows, store }: DoorDeps, showId: ShowId, role: StudioRole): StudioDoor | null => {
  const state = shows.get(showId)?.state;
  const channel = state && store.records.channelById(state.channelId);
  if (!state || !channel) return null;
  return { showId, title: state.title, channel: { name: channel.name, handle: channel.handle }, role };
};

const seatOf = ({ showId, name, role }: StoredSeat): Seat => ({ showId, name, role });

/** The way into a studio by a link. Its token comes in a body, never in an address, so no log and no other site sees it. */
export const joinRoutes = ({ shows, store, sessions, seats, log }: HttpDeps) => ({
  lookAtInvite: changing(sessions, ENDPOINTS.lookAtInvite, ({ token }, { cookie }) => {
    const looked = seats.look(token, cookie);
    if (!looked.ok) return looked;
    const { invite, seat } = looked.value;
    const door = doorOf({ shows, store }, invite.showId, invite.role);
    if (!door) return refuse('invite.unknown');
    return ok({ door, name: invite.name, seat: seat && seatOf(seat) });
  }),

  enterStudio: changing(sessions, ENDPOINTS.enterStudio, async ({ token, name }, visit) => {
    const looked = seats.look(token, visit.cookie);
    if (!looked.ok) return looked;
    const { invite, seat } = looked.value;
    if (seat) {
      seats.rename(seat.participantId, name);
      return ok({ seat: seatOf({ ...seat, name }) });
    }
    // Before a use is counted: a link of one use is not spent on a studio that nobody can come into.
    const actor = shows.get(invite.showId);
    if (!actor?.state.crew) return refuse('invite.unknown');
    const { crew } = actor.state;
    if (isStudioFull(crew)) return refuse('people.full');
    const taken = seats.take(invite, name, visit.cookie);
    if (!taken.ok) return taken;
    const { former, cookie } = taken.value;
    visit.setCookie(cookie);
    log.info({ showId: invite.showId, inviteId: invite.id }, 'a seat was taken');
    if (former) {
      const { participantId } = former;
      const left = await actor.submit({ type: 'people.leave', participantId, reason: 'moved' }, SYSTEM);
      // Without a seat they are given up after a while, as who fell silent is.
      if (!left.ok) log.warn({ participantId, code: left.error.code }, 'a person who moved is still in the studio');
    }
    return ok({ seat: seatOf(taken.value.seat) });
  }),

  findSeat: changing(sessions, ENDPOINTS.findSeat, ({ showId }, { cookie }) => {
    const seat = seats.find(cookie, showId);
    const door = seat && doorOf({ shows, store }, showId, seat.role);
    if (!seat || !door) return ok({ door: null, seat: null });
    // Their name as the studio knows them now: a host may have come to call them something else.
    const crew = shows.get(showId)?.state.crew;
    const person = crew ? participantOf(crew, seat.participantId) : null;
    return ok({ door, seat: seatOf({ ...seat, name: person?.name ?? seat.name }) });
  }),
});
