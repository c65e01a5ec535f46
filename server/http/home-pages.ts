import type { RequestHandler, Response } from 'express';
import * as v from 'valibot';
import type { HomeBoot } from '../../shared/protocol/home-boot.ts';
import { Handle } from '../../shared/protocol/http.ts';
import { STUDIO_HOME_PATH, channelPath, HOME_PATH } from '../../shared/protocol/page-paths.ts';
import type { HttpDeps } from './deps.ts';
import { originOf } from './origin-of.ts';
import { withHead, type PageHead } from './page-head.ts';

const OK = 200;
const NOT_FOUND = 404;

/** Sends the lobby's page with what is in its head. */
type SendHome = (response: Response, status: number, fill: (html: string) => string) => Promise<void>;

const visitOf = ({ sessions }: HttpDeps, cookie: string | undefined): HomeBoot['visit'] =>
  sessions.sessionOf(cookie) ? 'host' : 'anybody';

/** What there is to watch. A new server has nobody who could show anything: whoever comes makes the channel. */
export const makeHomePage =
  (deps: HttpDeps, send: SendHome): RequestHandler =>
  async (request, response) => {
    if (deps.accounts.visitor(null).state === 'first-run') {
      response.set('Cache-Control', 'no-store').redirect(STUDIO_HOME_PATH);
      return;
    }
    const visit = visitOf(deps, request.headers.cookie);
    const boot: HomeBoot = { page: 'lobby', visit, shows: [...deps.board.everywhere()] };
    const metas = previewOf('Tally', originOf(request, deps.config) + HOME_PATH);
    await send(response, OK, (html) =>
      withHead(html, { title: null, metas, robots: 'index', jsonLd: null, data: { boot } }),
    );
  };

export const makeChannelPage =
  (deps: HttpDeps, send: SendHome): RequestHandler =>
  async (request, response) => {
    const visit = visitOf(deps, request.headers.cookie);
    const handle = v.safeParse(Handle, request.params['handle']);
    const channel = handle.success ? deps.store.records.channelByHandle(handle.output) : null;
    if (!channel) {
      const boot: HomeBoot = { page: 'unknown-channel', visit };
      await send(response, NOT_FOUND, (html) =>
        withHead(html, { title: null, metas: [], robots: 'noindex', jsonLd: null, data: { boot } }),
      );
      return;
    }
    const card = { name: channel.name, handle: channel.handle };
    const boot: HomeBoot = {
      page: 'channel',
      visit,
      channel: card,
      pushKey: deps.reminders?.publicKey ?? null,
      shows: [...deps.board.ofChannel(channel)],
    };
    const url = originOf(request, deps.config) + channelPath(channel.handle);
    const jsonLd = {
      '@context': 'https://schema.org',
      '@type': 'ProfilePage',
      mainEntity: { '@type': 'Organization', name: channel.name, alternateName: `@${channel.handle}`, url },
    };
    const head: PageHead = {
      title: `${channel.name} · Tally`,
      metas: previewOf(channel.name, url),
      robots: 'index',
      jsonLd,
      data: { boot },
    };
    await send(response, OK, (html) => withHead(html, head));
  };

const previewOf = (title: string, url: string): PageHead['metas'] => [
  ['og:type', 'website'],
  ['og:site_name', 'Tally'],
  ['og:title', title],
  ['og:url', url],
];
