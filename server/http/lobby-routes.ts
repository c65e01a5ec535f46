import { createHash } from 'node:crypto';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import * as v from 'valibot';
import { icsOf } from '../../shared/calendar/ics.ts';
import { AppError } from '../../shared/errors.ts';
import { ShowId } from '../../shared/ids.ts';
import { Handle } from '../../shared/protocol/http.ts';
import { watchPath } from '../../shared/protocol/page-paths.ts';
import {
  CALENDAR_ROUTE,
  CHANNEL_ROUTE,
  LOBBY_PATH,
  MAX_THUMBNAIL_BYTES,
  THUMBNAIL_ROUTE,
  type ChannelPage,
  type ListedShow,
} from '../../shared/protocol/lobby.ts';
import type { StudioRole } from '../../shared/show/actor.ts';
import { parseAddress } from '../../shared/show/address.ts';
import { isAllowed } from '../../shared/show/permissions.ts';
import { standingOf } from '../../shared/show/standing.ts';
import type { HttpDeps } from './deps.ts';
import { sendRefusal } from './failures.ts';
import { originOf } from './origin-of.ts';
import { limitRate } from './rate-limits.ts';
import { readBytes } from './read-bytes.ts';
import { shelfChannel } from './shelf-channel.ts';

/** How long a calendar keeps the time free; nobody knows how long a show will be. */
const SHOW_MS = 60 * 60 * 1_000;

/** What there is to watch, for everybody: the lobby, channels, dates for calendars, and small pictures of live shows. */
export const makeLobbyRoutes = (deps: HttpDeps): Router => {
  const router = Router();
  router.get(LOBBY_PATH, sendLobby(deps));
  router.get(CHANNEL_ROUTE, sendChannel(deps));
  router.get(CALENDAR_ROUTE, sendCalendar(deps));
  router.post(THUMBNAIL_ROUTE, limitRate(deps.config.limits.thumbnails, 'all'), takeThumbnail(deps));
  router.get('/thumbnails/:showId.webp', showThumbnail(deps));
  return router;
};

const sendLobby = ({ board }: HttpDeps): RequestHandler => {
  let kept = { shows: null as readonly ListedShow[] | null, text: '', tag: '' };
  return (request, response) => {
    const shows = board.everywhere();
    if (shows !== kept.shows) {
      const text = JSON.stringify({ shows });
      kept = { shows, text, tag: tagOf(text) };
    }
    sendTagged(request, response, kept);
  };
};

const sendChannel =
  ({ board, store }: HttpDeps): RequestHandler =>
  (request, response) => {
    const handle = v.safeParse(Handle, request.params['handle']);
    const channel = handle.success ? store.records.channelByHandle(handle.output) : null;
    if (!channel) return sendRefusal(response, { code: 'channel.not-found' });
    const page: ChannelPage = {
      channel: { name: channel.name, handle: channel.handle },
      shows: [...board.ofChannel(channel)],
    };
    const text = JSON.stringify(page);
    sendTagged(request, response, { text, tag: tagOf(text) });
  };

/** Weak, because it is compressed on the way. */
const tagOf = (text: string): string => `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

const sendTagged = (
  request: Request,
  response: Response,
  { text, tag }: { readonly text: string; readonly tag: string },
): void => {
  response.set({ 'Cache-Control': 'public, max-age=1', ETag: tag }).type('json');
  if (request.fresh) response.status(304).end();
  else response.send(text);
};

const sendCalendar =
  ({ shows, store, config, clock }: HttpDeps): RequestHandler =>
  (request, response) => {
    const asked = request.params['address'];
    const address = typeof asked === 'string' ? parseAddress(asked) : null;
    const show = address && shows.byAddress(address)?.state;
    const standing = show && standingOf(show, clock());
    if (!show || standing?.state !== 'coming') return sendRefusal(response, { code: 'show.not-found' });
    const file = icsOf({
      uid: `${show.id}@tally`,
      revision: show.seq,
      writtenAtMs: clock(),
      startsAtMs: standing.startsAtMs,
      durationMs: SHOW_MS,
      title: show.title,
      description: store.records.channelById(show.channelId)?.name ?? '',
      url: originOf(request, config) + watchPath(show.address),
    });
    response.set('Cache-Control', 'no-store').attachment(`${show.address}.ics`).type('text/calendar').send(file);
  };

/** Nobody else's page has the picture. */
const mayMakeProgram = (role: StudioRole): boolean => isAllowed(role, 'program.mark');

const takeThumbnail =
  (deps: HttpDeps): RequestHandler =>
  async (request, response) => {
    const showId = v.safeParse(ShowId, request.params['showId']);
    const channelId = shelfChannel(deps, request.headers.cookie, showId.success ? showId.output : null, mayMakeProgram);
    if (!channelId) return sendRefusal(response, { code: 'auth.required' });
    const show = showId.success ? deps.shows.get(showId.output)?.state : null;
    if (show?.channelId !== channelId) return sendRefusal(response, { code: 'show.not-found' });
    if (standingOf(show, deps.clock()).state !== 'live') return sendRefusal(response, { code: 'show.not-live' });
    const kept = await deps.thumbnails.keep(show.id, await readBytes(request, MAX_THUMBNAIL_BYTES));
    if (!kept.ok) return sendRefusal(response, kept.error);
    response.set('Cache-Control', 'no-store').json({});
  };

const showThumbnail =
  ({ thumbnails }: HttpDeps): RequestHandler =>
  (request, response) => {
    const showId = v.safeParse(ShowId, request.params['showId']);
    const kept = showId.success ? thumbnails.of(showId.output) : null;
    if (!kept) throw new AppError('picture.not-found');
    response
      .set({
        'Cache-Control': 'public, max-age=60',
        'Content-Security-Policy': "default-src 'none'",
        'Content-Type': 'image/webp',
      })
      .send(Buffer.from(kept.bytes));
  };
