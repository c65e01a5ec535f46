import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { PictureId } from '../../shared/ids.ts';
import { HOST } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { openHttp } from './http-fixture.ts';

const START_MS = Date.UTC(2026, 10, 27, 20, 0, 0);
const URL_OF_SHOW = 'https://live.example.org/watch/spring-teas';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp();
  http.world.atMs = START_MS;
});
afterEach(() => http.close());

const JsonLd = v.object({
  '@context': v.literal('https://schema.org'),
  '@graph': v.array(v.record(v.string(), v.unknown())),
});

const open = async (...commands: readonly ShowCommand[]) => {
  const actor = await http.aShow();
  for (const command of commands) expect(await actor.submit(command, HOST)).toMatchObject({ ok: true });
  const { text } = await http.visit().get('/watch/spring-teas');
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)?.[1];
  assert(json, 'the head has data for search engines');
  return { text, graph: v.parse(JsonLd, JSON.parse(json))['@graph'] };
};

const add = (facts: Parameters<typeof someFacts>[0], visibility: 'listed' | 'hidden' = 'listed'): ShowCommand => ({
  type: 'shelf.add',
  facts: someFacts(facts),
  visibility,
});

describe('the head of the watch page', () => {
  it('tells of a live show and its products, but not of hidden ones', async () => {
    const { text, graph } = await open(
      { type: 'show.start' },
      add({ name: 'Longjing', sku: 'LJ-50', stock: 3, pictureId: v.parse(PictureId, 'picture1') }),
      add({ name: 'Secret cup' }, 'hidden'),
      add({ name: 'Biluochun', stock: 0, priceMinor: 5_000 }),
    );
    const startDate = '2026-11-27T20:00:00.000Z';
    const picture = 'https://live.example.org/pictures/picture1.webp';
    expect(graph).toEqual([
      {
        '@type': 'VideoObject',
        name: 'Spring teas',
        description: 'Spring teas · Tea house',
        uploadDate: startDate,
        url: URL_OF_SHOW,
        thumbnailUrl: [picture],
        publication: { '@type': 'BroadcastEvent', name: 'Spring teas', isLiveBroadcast: true, startDate },
      },
      {
        '@type': 'Product',
        name: 'Longjing',
        sku: 'LJ-50',
        image: picture,
        offers: {
          '@type': 'Offer',
          price: '39.90',
          priceCurrency: 'CNY',
          availability: 'https://schema.org/InStock',
          inventoryLevel: { '@type': 'QuantitativeValue', value: 3 },
          url: URL_OF_SHOW,
        },
      },
      {
        '@type': 'Product',
        name: 'Biluochun',
        offers: {
          '@type': 'Offer',
          price: '50.00',
          priceCurrency: 'CNY',
          availability: 'https://schema.org/OutOfStock',
          url: URL_OF_SHOW,
        },
      },
    ]);
    for (const [property, content] of [
      ['og:type', 'video.other'],
      ['og:title', 'Spring teas'],
      ['og:image', picture],
      ['og:video', URL_OF_SHOW],
      ['product:price:amount', '39.90'],
      ['product:price:currency', 'CNY'],
      ['product:availability', 'in stock'],
    ]) {
      expect(text).toContain(`<meta property="${property}" content="${content}">`);
    }
    expect(text).not.toContain('Secret cup');
  });

  it('tells when a show begins and when it was over', async () => {
    const plan = { startsAtMs: START_MS + 60_000, category: 'food', visibility: 'listed' } as const;
    const { graph } = await open({ type: 'show.plan', plan });
    expect(graph).toMatchObject([{ publication: { isLiveBroadcast: true, startDate: '2026-11-27T20:01:00.000Z' } }]);
    const [actor] = [...http.shows.loaded()];
    await actor?.submit({ type: 'show.start' }, HOST);
    http.world.atMs += 5_000;
    await actor?.submit({ type: 'show.end' }, HOST);
    const { text } = await http.visit().get('/watch/spring-teas');
    expect(text).toContain('"startDate":"2026-11-27T20:00:00.000Z","endDate":"2026-11-27T20:00:05.000Z"');
  });

  it('says nothing of a video that nobody has announced', async () => {
    expect((await open()).graph).toEqual([]);
  });

  it('tells search engines nothing of an unlisted show, and those that somebody sends its link what it is', async () => {
    const actor = await http.aShow();
    const visit = () => http.visit().get('/watch/spring-teas');
    expect((await visit()).text).not.toContain('name="robots"');
    const plan = { startsAtMs: START_MS, category: 'food', visibility: 'unlisted' } as const;
    await actor.submit({ type: 'show.plan', plan }, HOST);
    const { text } = await visit();
    expect(text).toContain('<meta name="robots" content="noindex">');
    expect(text).not.toContain('application/ld+json');
    expect(text).toContain('<meta property="og:title" content="Spring teas">');
  });

  it('cannot be left by a product’s name', async () => {
    const name = '</script><script>alert(1)</script>';
    const { text, graph } = await open(add({ name }));
    expect(graph).toMatchObject([{ name }]);
    expect(text).not.toContain('<script>alert');
  });
});
