import type { RequestHandler, Response } from 'express';
import type { EmbedBoot } from '../../shared/protocol/embed.ts';
import type { InferOutput } from 'valibot';
import { parseAddress } from '../../shared/show/address.ts';
import { publicState } from '../../shared/show/audience.ts';
import { EMPTY_CHAT } from '../../shared/show/chat.ts';
import { thumbnailPath } from '../lobby/thumbnails.ts';
import type { HttpDeps } from './deps.ts';
import { originOf } from './origin-of.ts';
import { withHead } from './page-head.ts';
import { watchHead } from './watch-head.ts';

const OK = 200;
const NOT_FOUND = 404;

/** `frame`: for the page of a shop around it. */
type Place = 'page' | 'frame';

/** The page of a show. An unknown one gets it without data, and says so. */
export const makeWatchPage =
  (
    deps: HttpDeps,
    send: (response: Response, status: number, fill: (html: string) => string) => Promise<void>,
    place: Place,
  ): RequestHandler =>
  async (request, response) => {
    const { shows, store, plane, config, buyers, thumbnails, clock } = deps;
    const { address: asked } = request.params;
    const address = typeof asked === 'string' ? parseAddress(asked) : null;
    const show = address && shows.byAddress(address)?.state;
    const channel = show && store.records.channelById(show.channelId);
    // Older browsers know only this header; the policy says who may.
    if (place === 'frame' && config.embedOrigins.length > 0) response.removeHeader('X-Frame-Options');
    if (!show || !channel) return send(response, NOT_FOUND, (html) => html);
    const cookie = buyers.welcome(request.headers.cookie, place);
    if (cookie !== null) response.append('Set-Cookie', cookie);
    const { name, handle } = channel;
    const boot = {
      channel: { name, handle },
      // The chat comes with the socket: the first picture does not wait for it.
      show: { ...publicState(show), chat: EMPTY_CHAT },
      routerRtpCapabilities: plane.routerRtpCapabilities,
    };
    const picture = thumbnails.of(show.id);
    const thumbnail = picture && thumbnailPath(show.id, picture);
    const head = watchHead({ boot, origin: originOf(request, config), thumbnail, atMs: clock() });
    const embed: InferOutput<typeof EmbedBoot> = { origins: [...config.embedOrigins] };
    const data = place === 'frame' ? { ...head.data, embed } : head.data;
    await send(response, OK, (html) => withHead(html, { ...head, data }));
  };
