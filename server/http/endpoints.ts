import express, { Router } from 'express';
import { CATALOG_ENDPOINTS, type CatalogEndpointName } from '../../shared/protocol/catalog-endpoints.ts';
import { ENDPOINTS, type EndpointName, type ShowCard } from '../../shared/protocol/http.ts';
import { ok, refuse } from '../../shared/result.ts';
import { HOST } from '../../shared/show/actor.ts';
import type { ShowState } from '../../shared/show/state.ts';
import { catalogRoutes } from './catalog-routes.ts';
import { followRoutes } from './follow-routes.ts';
import { checkoutRoutes } from './checkout-routes.ts';
import type { HttpDeps } from './deps.ts';
import { joinRoutes } from './join-routes.ts';
import { changing, reading, type JsonRoute } from './json-route.ts';
import { limitRate } from './rate-limits.ts';

/** A body is a few short strings; pictures have their own way. */
const MAX_JSON_BYTES = 64 * 1024;
/** A product of two thousand variants, which is what shops allow, and its description. */
const MAX_PRODUCT_BYTES = 512 * 1024;

/** The JSON endpoints of `shared/protocol/http.ts` and `catalog-endpoints.ts`. */
export const makeEndpoints = (deps: HttpDeps): Router => {
  const { limits } = deps.config;
  const router = Router();
  router.post(ENDPOINTS.signIn.path, limitRate(limits.signIns, 'failed'));
  router.post(CATALOG_ENDPOINTS.importPictures.path, limitRate(limits.tables, 'all'));
  for (const { path } of [ENDPOINTS.follow, ENDPOINTS.unfollow]) router.post(path, limitRate(limits.follows, 'all'));
  router.post(ENDPOINTS.signUp.path, limitRate(limits.signUps, 'all'));
  for (const { path } of [ENDPOINTS.lookAtInvite, ENDPOINTS.enterStudio, ENDPOINTS.playCheckout])
    router.post(path, limitRate(limits.joins, 'all'));
  const parseJson = (limit: number) => express.json({ limit, strict: true, inflate: false });
  const [parseSmall, parseProduct] = [parseJson(MAX_JSON_BYTES), parseJson(MAX_PRODUCT_BYTES)];
  const routes: Record<EndpointName | CatalogEndpointName, JsonRoute> = {
    ...accountRoutes(deps),
    ...showRoutes(deps),
    ...joinRoutes(deps),
    ...checkoutRoutes(deps),
    recordKey: reading(deps.sessions, ENDPOINTS.recordKey, () => ok({ publicKey: deps.recordKey.publicKey })),
    ...followRoutes(deps),
    ...catalogRoutes(deps),
  };
  for (const { method, path, handle } of Object.values(routes)) {
    if (method === 'get') router.get(path, handle);
    else router.post(path, path === CATALOG_ENDPOINTS.saveProduct.path ? parseProduct : parseSmall, handle);
  }
  return router;
};

const accountRoutes = ({ accounts, sessions, log }: HttpDeps) => ({
  visitor: reading(sessions, ENDPOINTS.visitor, (visit) => ok(accounts.visitor(visit.signedIn))),

  signUp: changing(sessions, ENDPOINTS.signUp, async (body, visit) => {
    const made = await accounts.signUp(body);
    if (!made.ok) return made;
    visit.setCookie(sessions.open(made.value.accountId));
    log.info({ accountId: made.value.accountId }, 'an account was created');
    return ok(accounts.visitor(made.value));
  }),

  signIn: changing(sessions, ENDPOINTS.signIn, async (body, visit) => {
    const found = await accounts.signIn(body);
    if (!found.ok) return found;
    visit.setCookie(sessions.open(found.value.accountId, visit.cookie));
    return ok(accounts.visitor(found.value));
  }),

  changeChannel: changing(sessions, ENDPOINTS.changeChannel, (wish, { signedIn }) => {
    if (!signedIn) return refuse('auth.required');
    const changed = accounts.changeChannel(signedIn, wish);
    return changed.ok ? ok(accounts.visitor(changed.value)) : changed;
  }),

  signOut: changing(sessions, ENDPOINTS.signOut, (_body, visit) => {
    visit.setCookie(sessions.close(visit.cookie));
    return ok({});
  }),
});

const showRoutes = ({ shows, sessions, log }: HttpDeps) => ({
  listShows: reading(sessions, ENDPOINTS.listShows, ({ signedIn }) => {
    if (!signedIn) return refuse('auth.required');
    return ok({ shows: shows.ofChannel(signedIn.channel.id).map(({ state }) => cardOf(state)) });
  }),

  createShow: changing(sessions, ENDPOINTS.createShow, ({ title, address, plan }, { signedIn }) => {
    if (!signedIn) return refuse('auth.required');
    const created = shows.create({ channelId: signedIn.channel.id, title, address, plan });
    if (!created.ok) return created;
    log.info({ showId: created.value.state.id }, 'a show was created');
    return ok({ show: cardOf(created.value.state) });
  }),

  changeShow: changing(sessions, ENDPOINTS.changeShow, async ({ showId, title, plan }, { signedIn }) => {
    if (!signedIn) return refuse('auth.required');
    const actor = shows.get(showId);
    if (!actor) return refuse('show.not-found');
    if (actor.state.channelId !== signedIn.channel.id) return refuse('auth.forbidden');
    const [renamed, planned] = await Promise.all([
      actor.submit({ type: 'show.rename', title }, HOST),
      actor.submit({ type: 'show.plan', plan }, HOST),
    ]);
    if (!renamed.ok) return renamed;
    return planned.ok ? ok({ show: cardOf(actor.state) }) : planned;
  }),
});

const cardOf = ({ id, title, address, createdAtMs, plan, life, itemIds }: ShowState): ShowCard => ({
  id,
  title,
  address,
  createdAtMs,
  plan,
  life,
  products: itemIds.length,
});
