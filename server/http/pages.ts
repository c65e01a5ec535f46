import { Router, type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { ShowId } from '../../shared/ids.ts';
import { DEMO_PAY_PATH } from '../../shared/protocol/checkout.ts';
import { PRODUCTS_PATH } from '../../shared/protocol/catalog.ts';
import { JOIN_PATH, seatPath } from '../../shared/protocol/http.ts';
import { EMBED_FOLDER, HOME_PATH, STUDIO_HOME_PATH } from '../../shared/protocol/page-paths.ts';
import { hasControls, hasDesk } from '../../shared/show/permissions.ts';
import type { HttpDeps } from './deps.ts';
import { sendRefusal } from './failures.ts';
import { PERMISSIONS_POLICIES, type PageKind } from './headers.ts';
import { makeWatchPage } from './watch-page.ts';
import { makeChannelPage, makeHomePage } from './home-pages.ts';

const OK = 200;
const NOT_FOUND = 404;

type SendPage = (
  response: Response,
  page: { readonly kind: PageKind; readonly html: string; readonly status: number },
) => void;

const sendPage: SendPage = (response, { kind, html, status }) => {
  response
    .set({ 'Cache-Control': 'no-store', 'Permissions-Policy': PERMISSIONS_POLICIES[kind] })
    .status(status)
    .type('html')
    .send(html);
};

/** The pages at their addresses. An unknown one gets the viewer's page without boot data, which says so in its own words. */
export const makePages = (deps: HttpDeps): Router => {
  const readPage = makePageReader(deps.config.pagesDir);
  const router = Router();
  const sendHome = async (response: Response, status: number, fill: (html: string) => string): Promise<void> =>
    sendPage(response, { kind: 'home', html: fill(await readPage('home')), status });
  router.get(HOME_PATH, makeHomePage(deps, sendHome));
  router.get('/@:handle', makeChannelPage(deps, sendHome));
  router.get([STUDIO_HOME_PATH, PRODUCTS_PATH], async (_request, response) => {
    sendPage(response, { kind: 'lobby', html: await readPage('lobby'), status: OK });
  });
  router.get('/studio/:showId', makeStudioPage(deps, readPage));
  router.get('/controls/:showId', makeControlsPage(deps, readPage));
  router.get('/desk/:showId', makeDeskPage(deps, readPage));
  // Who may be behind a link, or has a seat, is asked by the page itself: the token is in a fragment, which no server sees.
  for (const address of [JOIN_PATH, `${JOIN_PATH}/:showId`]) {
    router.get(address, async (_request, response) => {
      sendPage(response, { kind: 'guest', html: await readPage('guest'), status: OK });
    });
  }
  router.get(DEMO_PAY_PATH, async (_request, response) => {
    sendPage(response, { kind: 'pay', html: await readPage('pay'), status: OK });
  });
  const sendWatch = async (response: Response, status: number, fill: (html: string) => string): Promise<void> =>
    sendPage(response, { kind: 'viewer', html: fill(await readPage('viewer')), status });
  router.get('/watch/:address', makeWatchPage(deps, sendWatch, 'page'));
  router.get(`${EMBED_FOLDER}:address`, makeWatchPage(deps, sendWatch, 'frame'));
  const notFound = makeNotFound(readPage);
  router.use(notFound);
  router.use(makeCutLink(notFound));
  return router;
};

type ReadPage = (kind: PageKind) => Promise<string>;

/** Read once and kept; a build that is missing fails each request until it is there. */
const makePageReader = (pagesDir: string): ReadPage => {
  const pages = new Map<PageKind, string>();
  return async (kind) => {
    const html = pages.get(kind) ?? (await readFile(path.join(pagesDir, kind, 'index.html'), 'utf8'));
    pages.set(kind, html);
    return html;
  };
};

/** Whether this browser is signed in as the owner of the show's channel. */
const isOwner = ({ sessions, shows }: HttpDeps, cookie: string | undefined, showId: ShowId): boolean => {
  const signedIn = sessions.sessionOf(cookie);
  return signedIn !== null && shows.get(showId)?.state.channelId === signedIn.channel.id;
};

/** The studio is its owner's; anybody else is sent to where one signs in. */
const makeStudioPage =
  (deps: HttpDeps, readPage: ReadPage): RequestHandler =>
  async (request, response) => {
    const showId = v.safeParse(ShowId, request.params['showId']);
    if (!showId.success || !isOwner(deps, request.headers.cookie, showId.output)) {
      response.set('Cache-Control', 'no-store').redirect(STUDIO_HOME_PATH);
      return;
    }
    sendPage(response, { kind: 'studio', html: await readPage('studio'), status: OK });
  };

/** The controls are for whoever has a seat with the show in hand; what anybody else's link or seat is good for, its own page says. */
const makeControlsPage =
  ({ seats }: HttpDeps, readPage: ReadPage): RequestHandler =>
  async (request, response) => {
    const showId = v.safeParse(ShowId, request.params['showId']);
    const seat = showId.success ? seats.find(request.headers.cookie, showId.output) : null;
    if (seat === null || !hasControls(seat.role)) {
      response.set('Cache-Control', 'no-store').redirect(showId.success ? seatPath(showId.output) : JOIN_PATH);
      return;
    }
    sendPage(response, { kind: 'studio', html: await readPage('studio'), status: OK });
  };

/** The desk is for whoever has a seat whose role works there, and for the owner. Anybody else is sent to the page of seats, as above. */
const makeDeskPage =
  (deps: HttpDeps, readPage: ReadPage): RequestHandler =>
  async (request, response) => {
    const showId = v.safeParse(ShowId, request.params['showId']);
    const { cookie } = request.headers;
    const seat = showId.success ? deps.seats.find(cookie, showId.output) : null;
    const mayEnter = showId.success && ((seat && hasDesk(seat.role)) || isOwner(deps, cookie, showId.output));
    if (!mayEnter) {
      response.set('Cache-Control', 'no-store').redirect(showId.success ? seatPath(showId.output) : JOIN_PATH);
      return;
    }
    sendPage(response, { kind: 'desk', html: await readPage('desk'), status: OK });
  };

/** People get a page; programs, and files that are gone, get a short refusal. */
const makeNotFound =
  (readPage: ReadPage): RequestHandler =>
  async (request, response) => {
    const isPage = request.method === 'GET' && !request.path.startsWith('/api/') && path.extname(request.path) === '';
    if (isPage && request.accepts('html')) {
      sendPage(response, { kind: 'viewer', html: await readPage('viewer'), status: NOT_FOUND });
    } else {
      sendRefusal(response, { code: 'request.unknown-method' });
    }
  };

/** A link that lost its end in the middle of a letter (`%E7%8E`) is an unknown address to the person who followed it. */
const makeCutLink =
  (notFound: RequestHandler): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (error instanceof URIError) void notFound(request, response, next);
    else next(error);
  };
