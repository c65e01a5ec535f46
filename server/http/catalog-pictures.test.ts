import sharp from 'sharp';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { imported } from '../../shared/catalog/catalog-fixture.ts';
import { assert } from '../../shared/invariant.ts';
import { CATALOG_ENDPOINTS } from '../../shared/protocol/catalog-endpoints.ts';
import { PictureImport } from '../../shared/protocol/catalog.ts';
import { PlanToken } from '../../shared/protocol/table-import.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { picturePath } from '../../shared/protocol/paths.ts';
import { openHttp, tea } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp();
  http.outside.names.set('shop.example', ['93.184.215.14']);
  http.outside.names.set('intranet.example', ['10.0.0.7']);
});
afterEach(() => http.close());

const LOOK = CATALOG_ENDPOINTS.lookAtPictures.path;
const IMPORT = CATALOG_ENDPOINTS.importPictures.path;
const STOP = CATALOG_ENDPOINTS.stopPictures.path;

/** An owner whose products have pictures at these addresses, one product for each list. */
const anOwner = async (...pictures: readonly (readonly string[])[]) => {
  const owner = http.visit();
  await owner.post(ENDPOINTS.signUp.path, { body: tea });
  const rows = pictures.flatMap((urls, at) =>
    urls.map((url, index) => ({
      'URL handle': `p${at}`,
      'Product image URL': url,
      ...(index === 0 && { Title: `Product ${at}`, SKU: `S${at}`, Price: '9' }),
    })),
  );
  const account = http.store.records.accountByHandle(tea.handle);
  assert(account, 'the owner signed up');
  const { channelId } = account;
  const steps = imported(rows).map((product) => ({ kind: 'create', product }) as const);
  const plan = v.parse(PlanToken, 'a'.repeat(43));
  http.store.catalog.commitImport(channelId, { plan, revision: 0, atMs: 1, steps });
  const products = () =>
    http.store.catalog
      .productPage(channelId, { search: '', afterPosition: 0, limit: 100 })
      .map(({ product }) => product);
  return { owner, channelId, products };
};
type Owner = Awaited<ReturnType<typeof anOwner>>['owner'];

const look = async (owner: Owner) => v.parse(PictureImport, (await owner.get(LOOK)).body);
const begin = async (owner: Owner) => v.parse(PictureImport, (await owner.post(IMPORT, { body: {} })).body);
/** Looks until the import is over. */
const ended = async (owner: Owner): Promise<PictureImport> => {
  const seen = await look(owner);
  return seen.state === 'running' ? ended(owner) : seen;
};

const aPicture = async (color: string): Promise<{ chunks: Buffer[] }> => {
  const bytes = await sharp({ create: { width: 1_000, height: 800, channels: 3, background: color } })
    .jpeg()
    .toBuffer();
  return { chunks: [bytes.subarray(0, 100), bytes.subarray(100)] };
};

it('pictures of products that lie elsewhere are fetched, made our own, and shown from here', async () => {
  const [red, shared] = ['https://shop.example/red.jpg', 'https://shop.example/shared.jpg'];
  http.outside.pages.set(red, await aPicture('#ff0000'));
  http.outside.pages.set(shared, await aPicture('#0000ff'));
  const { owner, channelId, products } = await anOwner([red, shared], [shared]);
  expect(await look(owner)).toEqual({ state: 'idle', missing: 3 });

  expect(await begin(owner)).toEqual({ state: 'running', total: 2, kept: 0, failed: 0, problems: [] });
  expect(await ended(owner)).toEqual({
    state: 'ended',
    how: 'done',
    missing: 0,
    total: 2,
    kept: 2,
    failed: 0,
    problems: [],
  });
  const [first, second] = products().map(({ pictures }) => pictures.map(({ pictureId }) => pictureId));
  expect(first?.[1]).toBe(second?.[0]);
  const pictureId = first?.[0];
  assert(pictureId, 'the picture was kept');
  expect(http.store.records.pictureById(pictureId)?.channelId).toBe(channelId);
  const response = await fetch(http.origin + picturePath(pictureId));
  const shown = sharp(Buffer.from(await response.arrayBuffer()));
  expect(await shown.metadata()).toMatchObject({ format: 'webp', width: 640, height: 640 });
  expect((await shown.stats()).dominant.r).toBeGreaterThan(230);
  expect(http.outside.dialed).toEqual([red, shared].map((url) => `${url} at 93.184.215.14`));

  // Nothing is left to fetch.
  await begin(owner);
  expect(await ended(owner)).toMatchObject({ state: 'ended', total: 0 });
  expect(http.outside.dialed.length).toBe(2);
});

it('what cannot be fetched is told by product and reason, and the rest comes', async () => {
  const good = 'https://shop.example/good.jpg';
  http.outside.pages.set(good, await aPicture('#00ff00'));
  http.outside.pages.set('https://shop.example/page', { chunks: [Buffer.from('<html>')] });
  http.outside.pages.set('https://shop.example/away', { status: 302, location: 'https://intranet.example/' });
  const urls = [
    'https://intranet.example/1.jpg',
    'https://169.254.169.254/latest',
    'https://shop.example/gone.jpg',
    'https://shop.example/page',
    'https://shop.example/away',
    'https://nobody.example/1.jpg',
    'https://shop.example:8443/1.jpg',
  ];
  const { owner, products } = await anOwner(...urls.map((url) => [url]), [good]);
  await begin(owner);
  const over = await ended(owner);
  assert(over.state === 'ended', 'the import is over');
  expect(over).toMatchObject({ how: 'done', total: 8, kept: 1, failed: 7, missing: 7 });
  const byUrl = new Map(over.problems.map(({ url, title, code }) => [url, [title, code]]));
  expect(urls.map((url) => byUrl.get(url))).toEqual([
    ['Product 0', 'picture.closed-address'],
    ['Product 1', 'picture.closed-address'],
    ['Product 2', 'picture.not-given'],
    ['Product 3', 'picture.unreadable'],
    ['Product 4', 'picture.closed-address'],
    ['Product 5', 'picture.unreachable'],
    ['Product 6', 'picture.bad-address'],
  ]);
  expect(http.outside.dialed.every((dialed) => dialed.endsWith(' at 93.184.215.14'))).toBe(true);
  expect(products().at(-1)?.pictures[0]?.pictureId).not.toBeNull();
});

it('goes on when it is begun twice, and ends when it is stopped', async () => {
  const [slow, good] = ['https://shop.example/slow.jpg', 'https://shop.example/good.jpg'];
  http.outside.pages.set(slow, 'silent');
  http.outside.pages.set(good, await aPicture('#00ff00'));
  const { owner } = await anOwner([slow], [good]);
  await begin(owner);
  expect(await begin(owner)).toMatchObject({ state: 'running', total: 2 });
  const kept = async (): Promise<unknown> => {
    const seen = await look(owner);
    return seen.state === 'running' && seen.kept === 0 ? kept() : seen;
  };
  expect(await kept()).toMatchObject({ state: 'running', kept: 1 });
  const stopped = v.parse(PictureImport, (await owner.post(STOP, { body: {} })).body);
  expect(stopped).toMatchObject({ state: 'ended', how: 'stopped', kept: 1, failed: 0, missing: 1 });
  expect(http.outside.dialed.length).toBe(2);
});

it('is nobody’s where the server is told to fetch none', async () => {
  await http.close();
  http = await openHttp({ fetchPictures: 'off' });
  const { owner } = await anOwner(['https://shop.example/1.jpg']);
  for (const answer of [await look(owner), await begin(owner), await look(owner)])
    expect(answer).toEqual({ state: 'off', missing: 1 });
  expect([http.outside.asked, http.outside.dialed]).toEqual([[], []]);
});

it('is the owner’s, from a page of ours', async () => {
  await anOwner(['https://shop.example/1.jpg']);
  const stranger = http.visit();
  for (const answer of [await stranger.get(LOOK), await stranger.post(IMPORT, { body: {} })])
    expect(answer).toMatchObject({ status: 401, body: { code: 'auth.required' } });
  const foreign = await stranger.post(IMPORT, { body: {}, headers: { origin: 'https://evil.example' } });
  expect(foreign.status).toBe(403);
  expect(http.outside.dialed).toEqual([]);
});
