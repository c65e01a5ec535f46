import sharp from 'sharp';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import {
  channelDataPath,
  ChannelPage,
  ListedShows,
  LOBBY_PATH,
  MAX_THUMBNAIL_BYTES,
  thumbnailUploadPath,
} from '../../shared/protocol/lobby.ts';
import { calendarPath } from '../../shared/protocol/page-paths.ts';
import { HOST } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import type { Category } from '../../shared/show/plan.ts';
import type { ShowActor } from '../shows/actor.ts';
import { openHttp, tea } from './http-fixture.ts';

type Http = Awaited<ReturnType<typeof openHttp>>;
type Visitor = ReturnType<Http['visit']>;

const START_MS = Date.UTC(2026, 10, 27, 20, 0, 0);

let http: Http;
let owner: Visitor;

beforeEach(async () => {
  http = await openHttp();
  http.world.atMs = START_MS - 3_600_000;
  owner = http.visit();
  await owner.post(ENDPOINTS.signUp.path, { body: tea });
});
afterEach(() => http.close());

const aShow = async (title: string, startsAtMs: number | null = null, category: Category = 'other') => {
  const body = { title, address: null, plan: { startsAtMs, category } };
  const { show } = v.parse(ENDPOINTS.createShow.result, (await owner.post(ENDPOINTS.createShow.path, { body })).body);
  const actor = http.shows.get(show.id);
  assert(actor, 'it was created');
  return actor;
};

const must = async (actor: ShowActor, ...commands: readonly ShowCommand[]): Promise<void> => {
  for (const command of commands) expect(await actor.submit(command, HOST)).toMatchObject({ ok: true });
};

const listed = async (visitor = http.visit()) => {
  http.world.atMs += 1_000;
  return v.parse(ListedShows, (await visitor.get(LOBBY_PATH)).body).shows;
};

const aPicture = (widthPx = 320, heightPx = 180): Promise<Buffer> =>
  sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();

describe('the lobby', () => {
  it('lists what is live, most watched first, then what is coming, soonest first, and nothing else', async () => {
    await aShow('A draft');
    const late = await aShow('Late', START_MS + 60_000, 'food');
    const soon = await aShow('Soon', START_MS, 'home');
    const [quiet, busy, over] = [await aShow('Quiet'), await aShow('Busy'), await aShow('Over')];
    for (const show of [quiet, busy, over]) await must(show, { type: 'show.start' });
    await must(over, { type: 'show.end' });
    http.watchers.set(busy.state.id, 12);
    const shows = await listed();
    expect(shows.map(({ title }) => title)).toEqual(['Busy', 'Quiet', 'Soon', 'Late']);
    expect(shows[0]).toEqual({
      title: 'Busy',
      address: busy.state.address,
      channel: { name: tea.name, handle: tea.handle },
      category: 'other',
      standing: { state: 'live', startedAtMs: START_MS - 3_600_000, watchers: 12 },
      thumbnail: null,
    });
    expect(shows[2]).toMatchObject({
      address: soon.state.address,
      category: 'home',
      standing: { startsAtMs: START_MS },
    });
    http.world.atMs = START_MS + 3_600_000 + 30_000;
    expect((await listed()).map(({ title }) => title)).toEqual(['Busy', 'Quiet', late.state.title]);
  });

  it('is made once a second, and not sent again where nothing has changed', async () => {
    const show = await aShow('Busy');
    await must(show, { type: 'show.start' });
    const visitor = http.visit();
    const first = await visitor.get(LOBBY_PATH);
    expect(first.headers.get('cache-control')).toBe('public, max-age=1');
    const tag = first.headers.get('etag');
    assert(tag, 'it has a tag');
    http.watchers.set(show.state.id, 3);
    expect((await visitor.get(LOBBY_PATH)).text).toBe(first.text);
    const again = await visitor.get(LOBBY_PATH, { headers: { 'if-none-match': tag, 'cache-control': 'max-age=0' } });
    expect(again).toMatchObject({ status: 304, text: '' });
    http.world.atMs += 1_000;
    const later = await visitor.get(LOBBY_PATH, { headers: { 'if-none-match': tag } });
    expect(later.status).toBe(200);
    expect(later.headers.get('etag')).not.toBe(tag);
  });

  it('names nobody’s ids, and tells of no hidden product', async () => {
    const show = await aShow('Busy');
    await must(show, { type: 'show.start' });
    const { text } = await http.visit().get(LOBBY_PATH);
    expect(text).not.toContain(show.state.id);
    expect(text).not.toContain(show.state.channelId);
  });
});

describe('a channel', () => {
  it('has its shows, the past ones too', async () => {
    const [past, live] = [await aShow('Past'), await aShow('Live')];
    await aShow('Coming', START_MS);
    await aShow('A draft');
    await must(past, { type: 'show.start' }, { type: 'show.end' });
    await must(live, { type: 'show.start' });
    const page = v.parse(ChannelPage, (await http.visit().get(channelDataPath('tea'))).body);
    expect(page.channel).toEqual({ name: tea.name, handle: 'tea' });
    expect(page.shows.map(({ title }) => title)).toEqual(['Live', 'Coming', 'Past']);
  });

  it('that is none is not found', async () => {
    for (const handle of ['coffee', 'no handle!']) {
      const answer = await http.visit().get(channelDataPath(handle));
      expect(answer).toMatchObject({ status: 404, body: { code: 'channel.not-found' } });
    }
  });
});

describe('an unlisted show', () => {
  const unlisted = async () => {
    const plan = { startsAtMs: START_MS, category: 'food', visibility: 'unlisted' };
    const body = { title: 'Among friends', address: null, plan };
    const { show } = v.parse(ENDPOINTS.createShow.result, (await owner.post(ENDPOINTS.createShow.path, { body })).body);
    const actor = http.shows.get(show.id);
    assert(actor, 'it was created');
    return actor;
  };
  /** Everything that names shows to who has no link to one. */
  const lists = async (): Promise<string> => {
    http.world.atMs += 1_000;
    const paths = [LOBBY_PATH, channelDataPath('tea'), '/', '/@tea'];
    const answers = await Promise.all(paths.map((path) => http.visit().get(path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    return answers.map(({ text }) => text).join('\n');
  };

  it('is in no list before, during and after', async () => {
    const show = await unlisted();
    await aShow('For everybody', START_MS);
    const { id, title, address } = show.state;
    const expectNothing = async () => {
      const text = await lists();
      expect(text.match(/For everybody/g)).toHaveLength(4);
      for (const trace of [id, title, address]) expect(text).not.toContain(trace);
    };
    await expectNothing();
    await must(show, { type: 'show.start' });
    http.watchers.set(id, 40);
    const picture = Uint8Array.from(await aPicture());
    expect((await owner.post(thumbnailUploadPath(id), { raw: picture })).status).toBe(200);
    await expectNothing();
    await must(show, { type: 'show.end' });
    await expectNothing();
  });

  it('is listed when its host lists it, and not from when they do not', async () => {
    const show = await unlisted();
    const { plan } = show.state;
    await must(show, { type: 'show.plan', plan: { ...plan, visibility: 'listed' } });
    expect(await listed()).toMatchObject([{ title: 'Among friends' }]);
    await must(show, { type: 'show.plan', plan });
    expect(await listed()).toEqual([]);
  });

  it('has an address that nobody guesses, and a date for calendars there', async () => {
    const { address } = (await unlisted()).state;
    expect(address).toMatch(/^among-friends-[0-9a-z]{8}$/);
    const { status, text } = await http.visit().get(calendarPath(address));
    expect(status).toBe(200);
    expect(text).toContain('BEGIN:VALARM\r\n');
  });
});

describe('a date for calendars', () => {
  it('is there for a show that is coming', async () => {
    const show = await aShow('Tea, cups', START_MS);
    const answer = await http.visit().get(calendarPath(show.state.address));
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=tea-cups.ics');
    expect(answer.text).toContain('DTSTART:20261127T200000Z\r\n');
    expect(answer.text).toContain('SUMMARY:Tea\\, cups\r\n');
    expect(answer.text).toContain('URL:https://live.example.org/watch/tea-cups\r\n');
  });

  it('is not there for any other', async () => {
    const draft = await aShow('A draft');
    const live = await aShow('Live', START_MS);
    await must(live, { type: 'show.start' });
    for (const path of [
      calendarPath(draft.state.address),
      calendarPath(live.state.address),
      '/api/calendar/none.ics',
    ]) {
      expect(await http.visit().get(path)).toMatchObject({ status: 404, body: { code: 'show.not-found' } });
    }
  });
});

describe('the thumbnail of a live show', () => {
  const send = async (visitor: Visitor, actor: ShowActor, raw: Uint8Array) =>
    visitor.post(thumbnailUploadPath(actor.state.id), { raw: Uint8Array.from(raw) });

  it('is shown until it is stale, and stored nowhere', async () => {
    const show = await aShow('Live');
    await must(show, { type: 'show.start' });
    const { seq } = show.state;
    expect((await send(owner, show, await aPicture(640, 360))).status).toBe(200);
    const [card] = await listed();
    assert(card?.thumbnail, 'there is one');
    const answer = await fetch(http.origin + card.thumbnail);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    const { format, width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 320, height: 180 });
    expect(show.state.seq).toBe(seq);
    http.world.atMs += 91_000;
    expect(await listed()).toMatchObject([{ thumbnail: null }]);
    expect((await fetch(http.origin + card.thumbnail)).status).toBe(404);
  });

  it('is taken from nobody else, of no show that is not live, and of no other kind', async () => {
    const show = await aShow('Live');
    const picture = await aPicture();
    const refused = async (visitor: Visitor, raw: Uint8Array) => (await send(visitor, show, raw)).body;
    expect(await refused(owner, picture)).toMatchObject({ code: 'show.not-live' });
    await must(show, { type: 'show.start' });
    expect(await refused(http.visit(), picture)).toMatchObject({ code: 'auth.required' });
    expect(await refused(owner, new TextEncoder().encode('<svg/>'))).toMatchObject({ code: 'picture.unreadable' });
    expect(await refused(owner, await aPicture(2_000, 1_000))).toMatchObject({ code: 'picture.too-large' });
    const tooMuch = new Uint8Array(MAX_THUMBNAIL_BYTES + 1);
    expect(await refused(owner, tooMuch)).toMatchObject({ code: 'picture.too-large' });
    expect(await listed()).toMatchObject([{ thumbnail: null }]);
  });

  it('is for those to send whose page may make the program', async () => {
    const show = await aShow('Live');
    await must(show, { type: 'show.start' });
    const picture = await aPicture();
    for (const role of ['operator', 'producer', 'guest'] as const) {
      expect((await send(await http.enterAs(show.state.id, role), show, picture)).body).toMatchObject({
        code: 'auth.required',
      });
    }
    expect((await send(await http.enterAs(show.state.id, 'co-host'), show, picture)).status).toBe(200);
  });

  it('is no other channel’s to send', async () => {
    const open = await openHttp({ signUp: 'open' });
    const show = await open.aShow();
    await must(show, { type: 'show.start' });
    const stranger = open.visit();
    await stranger.post(ENDPOINTS.signUp.path, { body: { ...tea, handle: 'coffee' } });
    expect((await send(stranger, show, await aPicture())).body).toMatchObject({ code: 'show.not-found' });
    await open.close();
  });
});
