import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  audienceTablePath,
  calloutTablePath,
  ENDPOINTS,
  recordPath,
  salesTablePath,
} from '../../shared/protocol/http.ts';
import { checkRecord } from '../../shared/record/check-record.ts';
import { HOST, SYSTEM } from '../../shared/show/actor.ts';
import type { ItemFacts } from '../../shared/show/item.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { buyer } from '../../shared/show/till-fixture.ts';
import { utcText } from '../../shared/utc-text.ts';
import { sha256, verifySigned } from '../record/record-crypto.ts';
import { openHttp, tea } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp({ signUp: 'open' });
});
afterEach(() => http.close());

/** Somebody's show in which one jar is reserved, and its owner. */
const aSale = async (facts: Partial<ItemFacts> = {}) => {
  const actor = await http.aShow();
  const owner = http.visit();
  await owner.post(ENDPOINTS.signIn.path, { body: { handle: tea.handle, password: tea.password } });
  await actor.submit({ type: 'show.start' }, HOST);
  await actor.submit({ type: 'shelf.add', facts: someFacts(facts), visibility: 'listed' }, HOST);
  const [itemId] = actor.state.itemIds;
  const { priceMinor, currency } = someFacts();
  if (itemId) {
    const wish = { intent: 'intent-1', itemId, quantity: 1, seen: { priceMinor, currency } };
    await actor.submit({ type: 'hold.request', ...wish }, buyer('ann'));
  }
  return { actor, owner, path: recordPath(actor.state.id) };
};

describe('a show’s record', () => {
  it('is a file for the owner, signed by the key that everybody can ask for', async () => {
    const { actor, owner, path } = await aSale();
    const answer = await owner.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=spring-teas.record.jsonl');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { body } = await http.visit().get(ENDPOINTS.recordKey.path);
    expect(body).toEqual({ publicKey: http.recordKey.publicKey });
    const expectedKey = http.recordKey.publicKey;
    const checked = await checkRecord(answer.text, { sha256, verify: verifySigned, expectedKey });
    expect(checked).toMatchObject({
      ok: true,
      value: { head: { title: 'Spring teas', channel: 'Tea house' }, events: actor.state.seq },
    });
    expect(answer.text).toContain('"type":"hold.granted"');
  });

  it('has all of a long log, in order', async () => {
    const { actor, owner, path } = await aSale();
    for (let count = 0; count < 450; count += 1) {
      await actor.submit({ type: 'show.rename', title: `Teas ${count}` }, HOST);
    }
    const { text } = await owner.get(path);
    const checked = await checkRecord(text, { sha256, verify: verifySigned, expectedKey: null });
    expect(checked).toMatchObject({ ok: true, value: { events: actor.state.seq } });
    expect(actor.state.seq).toBeGreaterThan(450);
  });

  it('is nobody else’s', async () => {
    const { actor, owner } = await aSale();
    const stranger = http.visit();
    await stranger.post(ENDPOINTS.signUp.path, { body: { ...tea, handle: 'coffee' } });
    for (const pathOf of [recordPath, salesTablePath, calloutTablePath, audienceTablePath]) {
      const path = pathOf(actor.state.id);
      expect(await http.visit().get(path)).toMatchObject({ status: 401, body: { code: 'auth.required' } });
      expect(await stranger.get(path)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    }
    for (const nothing of ['/api/shows/nothing/record', '/api/shows/%20/record', '/api/shows/nothing/sales.csv']) {
      expect(await owner.get(nothing)).toMatchObject({ status: 404, body: { code: 'show.not-found' } });
    }
  });
});

describe('a show’s tables', () => {
  it('have no name and no SKU that is a formula', async () => {
    const { actor, owner } = await aSale({ name: '=HYPERLINK("https://evil.example")', sku: '@SUM(1)' });
    const answer = await owner.get(salesTablePath(actor.state.id));
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=spring-teas.sales.csv');
    expect(answer.text.split('\r\n').slice(1)).toEqual([
      `"'=HYPERLINK(""https://evil.example"")","'@SUM(1)","CNY","0","0","1","0","0.00","0.00","39.90","0.00","0","","","",""`,
      '',
    ]);
  });

  it('say what came of each time that a product was explained, and how many watched', async () => {
    const { actor, owner } = await aSale({ name: '=1+1' });
    const [itemId] = actor.state.itemIds;
    if (itemId) await actor.submit({ type: 'callout.open', itemId }, HOST);
    const nothing = { watchedMs: 0, came: [], left: [], noticed: [] };
    await actor.submit({ type: 'audience.count', watching: 3, most: 3, ...nothing }, SYSTEM);
    const callouts = await owner.get(calloutTablePath(actor.state.id));
    expect(callouts.headers.get('content-disposition')).toBe('attachment; filename=spring-teas.callouts.csv');
    const now = utcText(http.world.atMs);
    expect(callouts.text.split('\r\n')[1]).toBe(
      `"'=1+1","","","${now}","","","0","0","0","CNY","0.00","0.00","39.90","0.00"`,
    );
    const audience = await owner.get(audienceTablePath(actor.state.id));
    expect(audience.headers.get('content-disposition')).toBe('attachment; filename=spring-teas.audience.csv');
    expect(audience.text.split('\r\n').slice(1, -1)).toEqual([`"${now}","0","3","'=1+1"`]);
  });
});
