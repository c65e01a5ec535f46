import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Currency } from '../../shared/money.ts';
import { CATALOG_ENDPOINTS } from '../../shared/protocol/catalog-endpoints.ts';
import {
  catalogImportPath,
  catalogPreviewPath,
  MAX_TABLE_BYTES,
  PlanToken,
} from '../../shared/protocol/table-import.ts';
import type { InvitedRole } from '../../shared/protocol/invites.ts';
import { SHELF_PREVIEW_PATH, ShelfPreview, shelfPreviewPath } from '../../shared/protocol/shelf-table.ts';
import { openHttp } from './http-fixture.ts';

const EUR = v.parse(Currency, 'EUR');
const TABLE = 'Handle,Title,Variant Price\nhoney,Honey,9\njam,Jam,free\n';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(() => http.close());

const aShow = async () => {
  const { state } = await http.aShow();
  const enterAs = (role: InvitedRole) => http.enterAs(state.id, role);
  return { show: state, enterAs };
};

describe('a seller’s table', () => {
  it('is read for who has a till in the show, and nothing is written', async () => {
    const { show, enterAs } = await aShow();
    const ann = await enterAs('seller');
    const answer = await ann.post(shelfPreviewPath(show.id, EUR), { raw: TABLE });
    const preview = v.parse(ShelfPreview, answer.body);
    expect(preview.items).toMatchObject([{ line: 2, facts: { name: 'Honey', priceMinor: 900 } }]);
    expect(preview.problems[0]).toMatchObject({ line: 3, code: 'bad-price' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(http.store.catalog.revision(show.channelId)).toBe(0);
    expect(http.shows.get(show.id)?.state.itemIds).toEqual([]);
  });

  it.each(['guest', 'camera', 'moderator', 'operator', 'producer', 'co-host'] as const)(
    'is not read for a %s, who sells nothing of their own',
    async (role) => {
      const { show, enterAs } = await aShow();
      const answer = await (await enterAs(role)).post(shelfPreviewPath(show.id, EUR), { raw: TABLE });
      expect(answer).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    },
  );

  it('does not open the channel’s catalog to them', async () => {
    const { show, enterAs } = await aShow();
    const ann = await enterAs('seller');
    const plan = v.parse(PlanToken, 'a'.repeat(43));
    for (const path of [catalogPreviewPath(EUR), catalogImportPath(EUR, plan)])
      expect(await ann.post(path, { raw: TABLE }), path).toMatchObject({
        status: 401,
        body: { code: 'auth.required' },
      });
    const asked = { showId: show.id, search: '', after: null };
    expect(await ann.post(CATALOG_ENDPOINTS.listProducts.path, { body: asked })).toMatchObject({ status: 401 });
    expect(http.store.catalog.countProducts(show.channelId)).toBe(0);
  });

  it('is none without a show, of an unknown one, and of more bytes than a table may have', async () => {
    const { show, enterAs } = await aShow();
    const ann = await enterAs('seller');
    expect(await ann.post(`${SHELF_PREVIEW_PATH}?currency=EUR`, { raw: TABLE })).toMatchObject({
      body: { code: 'request.malformed' },
    });
    expect(await http.visit().post(shelfPreviewPath(show.id, EUR), { raw: TABLE })).toMatchObject({ status: 401 });
    const large = await ann.post(shelfPreviewPath(show.id, EUR), { raw: `${TABLE}${' '.repeat(MAX_TABLE_BYTES)}` });
    expect(large.body).toMatchObject({ code: 'import.too-large' });
  });
});
