import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE_CODES, MAX_FRAME_BYTES } from '../../shared/protocol/frame.ts';
import { A_FINGERPRINT, aProduction } from '../sfu/testing/rtp-parameters.ts';
import {
  ask,
  asStudio,
  asViewer,
  goLive,
  openServer,
  publish,
  someFacts,
  type TestServer,
} from './signaling-fixture.ts';

describe('requests', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer({ limits: { requestsPerSecond: 1_000, requestBurst: 10_000 } });
  });
  afterAll(() => server.close());

  const aViewer = async () => {
    const show = await server.aShow();
    const page = await server.connect();
    await page.open(asViewer(show.actor));
    return { ...show, page };
  };
  const aStudio = async () => {
    const show = await server.aShow();
    const page = await server.connect({ cookie: show.cookie });
    await page.open(asStudio(show.actor));
    return { ...show, page };
  };

  it('tells the time', async () => {
    const { page } = await aViewer();
    const { serverAtMs } = await page.call('clock.ping', {});
    expect(Math.abs(serverAtMs - Date.now())).toBeLessThan(1_000);
  });

  it('refuses a method that is not in the table, and goes on', async () => {
    const { page } = await aViewer();
    expect(await page.refusal('show.destroy', {})).toBe('request.unknown-method');
    expect(await page.refusal('toString', {})).toBe('request.unknown-method');
    await page.call('clock.ping', {});
  });

  it('names the member that is malformed', async () => {
    const { page } = await aStudio();
    const answer = await page.ask('show.rename', { title: '' });
    expect(answer).toMatchObject({ t: 'failure', code: 'request.malformed', field: 'title' });
  });

  it.each([
    ['show.rename', { title: '\u200b' }, 'title'],
    ['shelf.add', { facts: someFacts({ name: '\u202e\u0007' }), visibility: 'listed' }, 'facts.name'],
    ['shelf.add', { facts: { ...someFacts(), priceMinor: 2 ** 53 }, visibility: 'listed' }, 'facts.priceMinor'],
    ['shelf.add', { facts: { ...someFacts(), priceMinor: -1 }, visibility: 'listed' }, 'facts.priceMinor'],
    ['shelf.add', { facts: { ...someFacts(), priceMinor: 9.99 }, visibility: 'listed' }, 'facts.priceMinor'],
    ['shelf.add', { facts: { ...someFacts(), stock: 1_000_001 }, visibility: 'listed' }, 'facts.stock'],
    ['shelf.add', { facts: { ...someFacts(), limitPerBuyer: 0 }, visibility: 'listed' }, 'facts.limitPerBuyer'],
    ['shelf.add', { facts: { ...someFacts(), currency: 'usd' }, visibility: 'listed' }, 'facts.currency'],
    ['shelf.add', { facts: { ...someFacts(), link: 'javascript:alert(1)' }, visibility: 'listed' }, 'facts.link'],
  ])('refuses what cannot be in %s, and names the field', async (method, params, field) => {
    const { page, actor } = await aStudio();
    expect(await page.ask(method, params)).toMatchObject({ t: 'failure', code: 'request.malformed', field });
    expect(actor.state).toMatchObject({ title: 'Spring teas', itemIds: [] });
  });

  it('fills the shelf and tells everybody', async () => {
    const { page, actor } = await aStudio();
    const viewer = await server.connect();
    await viewer.open(asViewer(actor));
    const { itemId } = await page.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    const told = await viewer.event('shelf.added');
    expect(told).toMatchObject({
      seq: actor.state.seq,
      event: { itemId, facts: { name: 'Longjing', priceMinor: 12_800 } },
    });
    await page.event('shelf.added');
    expect(actor.state.itemIds).toEqual([itemId]);
  });

  it('passes refusals of the show on, with the field', async () => {
    const { page } = await aStudio();
    expect(await page.ask('shelf.remove', { itemId: 'nothing' })).toMatchObject({ code: 'shelf.item-not-found' });
    expect(await page.refusal('callout.open', { itemId: 'nothing' })).toBe('callout.show-not-running');
    expect(await page.refusal('show.end', {})).toBe('show.not-live');
  });

  it('starts no show before both producers of its program exist', async () => {
    const { page, actor } = await aStudio();
    expect(await page.refusal('show.start', {})).toBe('show.no-program');
    const { transport } = await page.call('media.openSend', {});
    await page.call('media.produce', { transportId: transport.id, kind: 'audio', rtpParameters: aProduction('audio') });
    expect(await page.refusal('show.start', {})).toBe('show.no-program');
    await page.call('media.produce', { transportId: transport.id, kind: 'video', rtpParameters: aProduction('video') });
    await page.call('show.start', {});
    expect(actor.state.life.phase).toBe('live');
  });

  it('opens and closes a callout, and opening it again changes nothing', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const { itemId } = await studio.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    const { calloutId } = await studio.call('callout.open', { itemId });
    expect(await studio.call('callout.open', { itemId })).toEqual({ calloutId });
    const mark = { captureAtMs: 1_000, calloutId, areas: [] };
    await studio.call('program.mark', { mark });
    expect(show.actor.state.mark).toEqual(mark);
    await studio.call('callout.close', { calloutId });
    expect(show.actor.state.callout).toBeNull();
  });

  it('knows no media before the studio opened its own, and no transport of another show', async () => {
    const { page } = await aStudio();
    const dtlsParameters = { role: 'client', fingerprints: [A_FINGERPRINT] };
    expect(await page.refusal('media.connect', { transportId: 'transport', dtlsParameters })).toBe('media.not-found');
    const other = await goLive(server, await server.aShow());
    await page.call('media.openSend', {});
    const foreign = { transportId: other.transportId };
    expect(await page.refusal('media.connect', { ...foreign, dtlsParameters })).toBe('media.not-found');
    expect(await page.refusal('media.restartIce', foreign)).toBe('media.not-found');
    expect(
      await page.refusal('media.produce', { ...foreign, kind: 'audio', rtpParameters: aProduction('audio') }),
    ).toBe('media.not-found');
  });

  it('gives a viewer no transport of another viewer', async () => {
    const show = await server.aShow();
    await goLive(server, show);
    const mine = await server.connect();
    await mine.open(asViewer(show.actor, { watch: ask(server) }));
    const other = await server.connect();
    const { watch } = await other.open(asViewer(show.actor, { watch: ask(server) }));
    expect(await mine.refusal('media.restartIce', { transportId: watch?.transport.id })).toBe('media.not-found');
    expect(await other.call('media.restartIce', { transportId: watch?.transport.id ?? '' })).toHaveProperty(
      'iceParameters',
    );
  });

  it('refuses RTP parameters that no browser sends', async () => {
    const { page } = await aStudio();
    const { transport } = await page.call('media.openSend', {});
    const wrong = { transportId: transport.id, kind: 'video', rtpParameters: aProduction('audio') };
    expect(await page.refusal('media.produce', wrong)).toBe('media.invalid-parameters');
    const endless = {
      ...aProduction('video'),
      encodings: Array.from({ length: 4 }, (_, index) => ({ ssrc: index + 1 })),
    };
    expect(await page.refusal('media.produce', { ...wrong, rtpParameters: endless })).toBe('request.malformed');
  });

  it('answers in order, though a page does not wait', async () => {
    const { page, actor } = await aStudio();
    const { transport } = await page.call('media.openSend', {});
    const first = page.request('media.produce', {
      transportId: transport.id,
      kind: 'audio',
      rtpParameters: aProduction('audio'),
    });
    const second = page.request('media.produce', {
      transportId: transport.id,
      kind: 'video',
      rtpParameters: aProduction('video'),
    });
    const third = page.request('show.start', {});
    await page.event('show.started');
    await expect.poll(() => page.frames.flatMap((frame) => (frame.t === 'reply' ? frame.id : []))).toContain(third);
    const replies = page.frames.flatMap((frame) => (frame.t === 'reply' ? frame.id : []));
    expect(replies.slice(-3)).toEqual([first, second, third]);
    expect(actor.state.life.phase).toBe('live');
  });

  it('lets the next request wait for no broken one', async () => {
    const { page, actor } = await aStudio();
    await publish(server, page, actor);
    page.request('show.rename', { title: 7 });
    await page.call('show.rename', { title: 'Autumn teas' });
    expect(actor.state.title).toBe('Autumn teas');
  });

  it.each([
    ['text that is no JSON', 'hello', CLOSE_CODES.malformed],
    ['a frame of another shape', JSON.stringify({ t: 'reply', id: 1, result: {} }), CLOSE_CODES.malformed],
    [
      'a member that is not in the frame',
      JSON.stringify({ t: 'request', id: 1, method: 'clock.ping', params: {}, x: 1 }),
      CLOSE_CODES.malformed,
    ],
    ['bytes', Buffer.from('{}'), CLOSE_CODES.malformed],
    ['a frame that is too large', 'x'.repeat(MAX_FRAME_BYTES + 1), 1009],
  ])('closes a socket that sends %s', async (_, data, code) => {
    const { page } = await aViewer();
    const bystander = await aViewer();
    page.send(data);
    expect(await page.closed).toBe(code);
    await bystander.page.call('clock.ping', {});
  });
});

describe('the rate of requests', () => {
  it('closes a socket that asks too fast', async () => {
    const server = await openServer({ limits: { requestsPerSecond: 0, requestBurst: 5 } });
    const { actor } = await server.aShow();
    const page = await server.connect();
    await page.open(asViewer(actor));
    for (let count = 0; count < 5; count += 1) page.request('clock.ping', {});
    expect(await page.closed).toBe(CLOSE_CODES.tooMany);
    await server.close();
  });
});
