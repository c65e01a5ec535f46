import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { typedOf } from '../../shared/catalog/edit-product.ts';
import { assert } from '../../shared/invariant.ts';
import type { ShowId } from '../../shared/ids.ts';
import { Currency } from '../../shared/money.ts';
import { CATALOG_ENDPOINTS } from '../../shared/protocol/catalog-endpoints.ts';
import { CATALOG_EXPORT_PATH } from '../../shared/protocol/catalog.ts';
import { catalogImportPath, catalogPreviewPath, ImportPreview } from '../../shared/protocol/table-import.ts';
import {
  ENDPOINTS,
  PICTURE_UPLOAD_PATH,
  PictureUploaded,
  recordPath,
  salesTablePath,
  calloutTablePath,
  audienceTablePath,
  UPLINK_PATH,
} from '../../shared/protocol/http.ts';
import { shelfPreviewPath } from '../../shared/protocol/shelf-table.ts';
import * as v from 'valibot';
import { HttpFailure } from '../../shared/protocol/http-failure.ts';
import { HOST } from '../../shared/show/actor.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { buyer } from '../../shared/show/till-fixture.ts';
import { openHttp, tea, type Answer } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp({ signUp: 'open' });
});
afterEach(() => http.close());

const ALL = { ...ENDPOINTS, ...CATALOG_ENDPOINTS };

/** Endpoints that change something, or tell what is not for everybody: all that are not read by GET. */
type ChangingName = {
  [Name in keyof typeof ALL]: (typeof ALL)[Name]['method'] extends 'POST' ? Name : never;
}[keyof typeof ALL];
type FileName = 'pictures' | 'uplink' | 'catalogPreview' | 'catalogImport' | 'shelfPreview';
type ReadName =
  Exclude<keyof typeof ALL, ChangingName> | 'catalogExport' | 'record' | `${'sales' | 'callout' | 'audience'}Table`;
type RouteName = ChangingName | FileName;

type Visitor = ReturnType<(typeof http)['visit']>;

type Expected = {
  /** Without a cookie, and as the owner of another channel; `ok` is for those whom the body entitles. */
  readonly nobody: string;
  readonly stranger: string;
  /** Bytes under a name that is no JSON. */
  readonly text: string;
};

const SUBSCRIPTION = {
  endpoint: 'https://push.example/ann',
  keys: { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
};

/** A route without a row does not compile. */
const EXPECTED: Record<RouteName, Expected> = {
  // One handle, asked for by one after the other.
  signUp: { nobody: 'ok', stranger: 'auth.handle-taken', text: 'request.malformed' },
  signIn: { nobody: 'auth.wrong-password', stranger: 'auth.wrong-password', text: 'request.malformed' },
  signOut: { nobody: 'ok', stranger: 'ok', text: 'request.malformed' },
  changeChannel: { nobody: 'auth.required', stranger: 'ok', text: 'request.malformed' },
  changeShow: { nobody: 'auth.required', stranger: 'auth.forbidden', text: 'request.malformed' },
  // Anybody may, where the server sends any.
  follow: { nobody: 'push.off', stranger: 'push.off', text: 'request.malformed' },
  unfollow: { nobody: 'ok', stranger: 'ok', text: 'request.malformed' },
  createShow: { nobody: 'auth.required', stranger: 'ok', text: 'request.malformed' },
  // By the secret of a link or a checkout, whoever has it.
  lookAtInvite: { nobody: 'ok', stranger: 'ok', text: 'request.malformed' },
  enterStudio: { nobody: 'ok', stranger: 'ok', text: 'request.malformed' },
  // By the seat's cookie: who has none is told of none.
  findSeat: { nobody: 'ok', stranger: 'ok', text: 'request.malformed' },
  lookAtCheckout: { nobody: 'ok', stranger: 'ok', text: 'request.malformed' },
  playCheckout: { nobody: 'ok', stranger: 'ok', text: 'request.malformed' },
  // One's own, whosever product is asked for.
  listProducts: { nobody: 'auth.required', stranger: 'ok', text: 'request.malformed' },
  findProduct: { nobody: 'auth.required', stranger: 'catalog.product-not-found', text: 'request.malformed' },
  saveProduct: { nobody: 'auth.required', stranger: 'catalog.product-not-found', text: 'request.malformed' },
  removeProduct: { nobody: 'auth.required', stranger: 'catalog.product-not-found', text: 'request.malformed' },
  importPictures: { nobody: 'auth.required', stranger: 'ok', text: 'request.malformed' },
  stopPictures: { nobody: 'auth.required', stranger: 'ok', text: 'request.malformed' },
  catalogPreview: { nobody: 'auth.required', stranger: 'ok', text: 'import.unknown-table' },
  // What another channel's owner has looked at.
  catalogImport: { nobody: 'auth.required', stranger: 'import.outdated', text: 'import.unknown-table' },
  // A seller's, by their seat.
  shelfPreview: { nobody: 'auth.required', stranger: 'auth.required', text: 'auth.required' },
  pictures: { nobody: 'auth.required', stranger: 'ok', text: 'picture.unreadable' },
  uplink: { nobody: 'auth.required', stranger: 'ok', text: 'ok' },
};
/** What is read by GET, the same way; it changes nothing, and no other site's page is given it. */
const READ = {
  visitor: { path: () => ENDPOINTS.visitor.path, nobody: 'ok', stranger: 'ok' },
  recordKey: { path: () => ENDPOINTS.recordKey.path, nobody: 'ok', stranger: 'ok' },
  // One's own.
  listShows: { path: () => ENDPOINTS.listShows.path, nobody: 'auth.required', stranger: 'ok' },
  lookAtPictures: { path: () => CATALOG_ENDPOINTS.lookAtPictures.path, nobody: 'auth.required', stranger: 'ok' },
  catalogExport: { path: () => CATALOG_EXPORT_PATH, nobody: 'auth.required', stranger: 'ok' },
  record: { path: recordPath, nobody: 'auth.required', stranger: 'auth.forbidden' },
  salesTable: { path: salesTablePath, nobody: 'auth.required', stranger: 'auth.forbidden' },
  calloutTable: { path: calloutTablePath, nobody: 'auth.required', stranger: 'auth.forbidden' },
  audienceTable: { path: audienceTablePath, nobody: 'auth.required', stranger: 'auth.forbidden' },
} as const satisfies Record<ReadName, { path: (showId: ShowId) => string; nobody: string; stranger: string }>;
const READ_NAMES = Object.keys(READ) as ReadName[];

const FILES: readonly FileName[] = ['pictures', 'uplink', 'catalogPreview', 'catalogImport', 'shelfPreview'];
const NAMES = Object.keys(EXPECTED) as RouteName[];

const EUR = v.parse(Currency, 'EUR');
const TABLE = 'Handle,Title,Variant Price\nhoney,Honey,9\n';

/** A product in the owner's catalog, and a look at a table that would add another. */
const aCatalog = async (owner: Visitor) => {
  const preview = async (raw: string) =>
    v.parse(ImportPreview, (await owner.post(catalogPreviewPath(EUR), { raw })).body).plan;
  await owner.post(catalogImportPath(EUR, await preview(TABLE)), { raw: TABLE });
  const body = { showId: null, search: '', after: null };
  const listed = await owner.post(CATALOG_ENDPOINTS.listProducts.path, { body });
  const [product] = v.parse(CATALOG_ENDPOINTS.listProducts.result, listed.body).products;
  assert(product, 'the product is there');
  const found = await owner.post(CATALOG_ENDPOINTS.findProduct.path, { body: { showId: null, productId: product.id } });
  const known = v.parse(CATALOG_ENDPOINTS.findProduct.result, found.body);
  const edit = { productId: product.id, version: known.version, typed: typedOf({ ...known.product, title: 'Jam' }) };
  return { plan: await preview(`${TABLE}jam,Jam,3\n`), productId: product.id, edit };
};

/** Somebody's show with something to pay for and a link, and what each route is asked in it. */
const aWorld = async () => {
  const owner = http.visit();
  const actor = await http.aShow();
  await owner.post(ENDPOINTS.signIn.path, { body: { handle: tea.handle, password: tea.password } });
  await actor.submit({ type: 'show.start' }, HOST);
  await actor.submit({ type: 'shelf.add', facts: someFacts(), visibility: 'listed' }, HOST);
  const [itemId] = actor.state.itemIds;
  assert(itemId, 'the product is there');
  const { priceMinor, currency } = someFacts();
  const wish = { intent: 'intent-1', itemId, quantity: 1, seen: { priceMinor, currency } };
  const outcome = await actor.submit({ type: 'hold.request', ...wish }, buyer('ann'));
  const [granted] = outcome.ok ? outcome.value : [];
  assert(granted?.event.type === 'hold.granted', 'it was there to be held');
  const [, token] = http.demo.urlOf({ showId: actor.state.id, holdId: granted.event.holdId }).split('#');
  const link = http.invites.create(actor.state.id, {
    role: 'guest',
    name: 'Mei',
    explaining: 'at-once',
    maxUses: 9,
    lifetimeMs: 60_000,
  });
  assert(link.ok, 'the link was made');
  const { plan, productId, edit } = await aCatalog(owner);
  const stranger = http.visit();
  await stranger.post(ENDPOINTS.signUp.path, { body: { ...tea, handle: 'coffee' } });
  const bodies: Record<ChangingName, unknown> = {
    signUp: { ...tea, handle: 'cocoa' },
    signIn: { handle: tea.handle, password: 'a guess' },
    signOut: {},
    changeChannel: { name: 'Coffee', handle: 'coffee' },
    changeShow: {
      showId: actor.state.id,
      title: 'Theirs',
      plan: { startsAtMs: 9_000, category: 'food', visibility: 'listed' },
    },
    follow: { handle: 'tea', subscription: SUBSCRIPTION },
    unfollow: { handle: 'tea', endpoint: SUBSCRIPTION.endpoint },
    createShow: { title: 'Mine', address: null },
    lookAtInvite: { token: link.value.token },
    enterStudio: { token: link.value.token, name: 'Mei' },
    findSeat: { showId: actor.state.id },
    lookAtCheckout: { token },
    playCheckout: { token, outcome: 'paid' },
    listProducts: { showId: actor.state.id, search: '', after: null },
    findProduct: { showId: actor.state.id, productId },
    saveProduct: edit,
    removeProduct: { productId },
    importPictures: {},
    stopPictures: {},
  };
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
  const ask = (name: RouteName) => {
    if (name === 'pictures')
      return { path: `${PICTURE_UPLOAD_PATH}?show=${actor.state.id}`, raw: Uint8Array.from(picture) };
    if (name === 'catalogPreview') return { path: catalogPreviewPath(EUR), raw: `${TABLE}jam,Jam,3\n` };
    if (name === 'catalogImport') return { path: catalogImportPath(EUR, plan), raw: `${TABLE}jam,Jam,3\n` };
    if (name === 'shelfPreview') return { path: shelfPreviewPath(actor.state.id, EUR), raw: TABLE };
    if (name === 'uplink') return { path: UPLINK_PATH, raw: 'x' };
    return { path: ALL[name].path, body: bodies[name] };
  };
  return { actor, owner, stranger, ask };
};

const codeOf = ({ status, body }: Answer): string => {
  if (status === 200) return 'ok';
  return v.parse(HttpFailure, body).code;
};

describe('who may ask what over HTTP', () => {
  it('is said of every endpoint that is not only read', () => {
    const changing = Object.entries(ALL).flatMap(([name, { method }]) => (method === 'POST' ? name : []));
    expect(NAMES).toEqual(expect.arrayContaining(changing));
    expect(NAMES).toHaveLength(changing.length + FILES.length);
  });

  it.each(NAMES)('is so for %s', async (name) => {
    const { stranger, ask } = await aWorld();
    const { path, ...request } = ask(name);
    expect(codeOf(await http.visit().post(path, request)), 'nobody').toBe(EXPECTED[name].nobody);
    expect(codeOf(await stranger.post(path, request)), 'a stranger').toBe(EXPECTED[name].stranger);
  });

  it.each(NAMES)('takes %s from our own pages only, whoever is signed in', async (name) => {
    const { actor, owner, ask } = await aWorld();
    const { path, ...request } = ask(name);
    const before = {
      state: actor.state,
      accounts: http.store.records.countAccounts(),
      shows: http.store.records.allShows(),
      catalog: http.store.catalog.revision(actor.state.channelId),
    };
    for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null', `${http.origin}.evil.example`]) {
      const answer = await owner.post(path, { ...request, headers: { origin } });
      expect([answer.status, codeOf(answer)], origin).toEqual([403, 'request.wrong-origin']);
      expect(answer.headers.getSetCookie(), origin).toEqual([]);
    }
    const { records, catalog } = http.store;
    expect({
      state: actor.state,
      accounts: records.countAccounts(),
      shows: records.allShows(),
      catalog: catalog.revision(actor.state.channelId),
    }).toEqual(before);
  });

  it.each(NAMES)('reads %s only as what it is', async (name) => {
    const { actor, owner, ask } = await aWorld();
    const before = actor.state;
    const { path, ...request } = ask(name);
    const raw = 'body' in request ? JSON.stringify(request.body) : 'no picture';
    const answer = await owner.post(path, { raw, headers: { 'content-type': 'text/plain' } });
    expect(codeOf(answer)).toBe(EXPECTED[name].text);
    expect(actor.state).toBe(before);
  });

  it.each(READ_NAMES)('lets %s be read so', async (name) => {
    const { actor, owner, stranger } = await aWorld();
    const path = READ[name].path(actor.state.id);
    const before = actor.state;
    expect(codeOf(await http.visit().get(path)), 'nobody').toBe(READ[name].nobody);
    expect(codeOf(await stranger.get(path)), 'a stranger').toBe(READ[name].stranger);
    const answer = await owner.get(path, { headers: { origin: 'https://evil.example' } });
    expect(codeOf(answer), 'the owner').toBe('ok');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(actor.state).toBe(before);
  });

  it('tells a stranger of nobody’s seat, shows or pictures but their own', async () => {
    const { actor, stranger, ask } = await aWorld();
    const { path, ...request } = ask('findSeat');
    expect((await stranger.post(path, request)).body).toEqual({ door: null, seat: null });
    expect((await stranger.get(ENDPOINTS.listShows.path)).body).toEqual({ shows: [] });
    expect(codeOf(await http.visit().get(ENDPOINTS.listShows.path))).toBe('auth.required');
    const { path: picturesPath, ...picture } = ask('pictures');
    const { body } = await stranger.post(picturesPath, picture);
    const { pictureId } = v.parse(PictureUploaded, body);
    expect(http.store.records.pictureById(pictureId)?.channelId).not.toBe(actor.state.channelId);
  });
});
