import type { ChannelId, ShowId } from '../../shared/ids.ts';
import type { StudioRole } from '../../shared/show/actor.ts';
import { hasShelf, isAllowed } from '../../shared/show/permissions.ts';
import type { HttpDeps } from './deps.ts';

type Deps = Pick<HttpDeps, 'sessions' | 'seats' | 'shows'>;

/** A seller brings pictures of their own products; the catalog is none of theirs. */
export const mayBringPictures = (role: StudioRole): boolean => isAllowed(role, 'shelf.add');

/** Whose shelf somebody works on: their own channel's, or that of the show which a seat puts into their hands. Null for nobody's. */
export const shelfChannel = (
  { sessions, seats, shows }: Deps,
  cookie: string | undefined,
  showId: ShowId | null,
  may: (role: StudioRole) => boolean = hasShelf,
): ChannelId | null => {
  const seat = showId && seats.find(cookie, showId);
  const show = seat && may(seat.role) ? shows.get(seat.showId) : null;
  return show?.state.channelId ?? sessions.sessionOf(cookie)?.channel.id ?? null;
};
