import type { ChannelId, ShowId } from '../../shared/ids.ts';
import { hasDesk } from '../../shared/show/permissions.ts';
import type { HttpDeps } from './deps.ts';

type Deps = Pick<HttpDeps, 'sessions' | 'seats' | 'shows'>;

/** Whose shelf somebody works on: their own channel's, or that of the show which a seat puts into their hands. Null for nobody's. */
export const shelfChannel = (
  { sessions, seats, shows }: Deps,
  cookie: string | undefined,
  showId: ShowId | null,
): ChannelId | null => {
  const seat = showId && seats.find(cookie, showId);
  const show = seat && hasDesk(seat.role) ? shows.get(seat.showId) : null;
  return show?.state.channelId ?? sessions.sessionOf(cookie)?.channel.id ?? null;
};
