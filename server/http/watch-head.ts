import { priceText } from '../../shared/money.ts';
import { watchPath } from '../../shared/protocol/page-paths.ts';
import { picturePath } from '../../shared/protocol/paths.ts';
import type { WatchBoot } from '../../shared/protocol/watch-boot.ts';
import { stockView, type ShelfItem } from '../../shared/show/item.ts';
import { standingOf } from '../../shared/show/standing.ts';
import type { PageHead } from './page-head.ts';

/** More would weigh on the first picture of everybody who watches; search engines show fewer. */
const MAX_PRODUCTS = 20;

type Facts = {
  readonly boot: WatchBoot;
  /** Of the addresses in it. */
  readonly origin: string;
  /** Where the picture of the program lies, when there is a new one. */
  readonly thumbnail: string | null;
  readonly atMs: number;
};

/** The watch page's title, what it starts from, and what it is to those who only read its head. */
export const watchHead = (facts: Facts): PageHead => {
  const { boot, origin } = facts;
  const { show, channel } = boot;
  const url = origin + watchPath(show.address);
  const offered = offeredItems(show);
  const shown = offered.find(({ id }) => id === show.callout?.itemId) ?? offered[0];
  const picture = pictureOf(facts, shown ?? null);
  const robots = show.plan.visibility === 'listed' ? 'index' : 'noindex';
  return {
    title: `${show.title} · ${channel.name}`,
    metas: [
      ['og:type', 'video.other'],
      ['og:site_name', 'Tally'],
      ['og:title', show.title],
      ['og:description', channel.name],
      ['og:url', url],
      ['og:video', url],
      ['og:video:type', 'text/html'],
      ...(picture === null ? [] : [['og:image', picture] as const]),
      ...(shown ? productMetas(shown) : []),
    ],
    robots,
    jsonLd:
      robots === 'index'
        ? { '@context': 'https://schema.org', '@graph': [...videoOf(facts, url, picture), ...productsOf(facts, url)] }
        : null,
    data: { boot },
  };
};

/** What anybody can have, in the shelf's order. */
const offeredItems = ({ items, itemIds }: WatchBoot['show']): readonly ShelfItem[] =>
  itemIds
    .flatMap((id) => items[id] ?? [])
    .filter(({ visibility }) => visibility === 'listed')
    .slice(0, MAX_PRODUCTS);

const pictureOf = ({ origin, thumbnail }: Facts, item: ShelfItem | null): string | null => {
  if (thumbnail !== null) return origin + thumbnail;
  return item?.pictureId ? origin + picturePath(item.pictureId) : null;
};

const isToBeHad = (item: ShelfItem): boolean => ['uncounted', 'left'].includes(stockView(item).kind);

const productMetas = (item: ShelfItem): PageHead['metas'] => [
  ['product:price:amount', priceText(item.priceMinor, item.currency)],
  ['product:price:currency', item.currency],
  ['product:availability', isToBeHad(item) ? 'in stock' : 'out of stock'],
];

/** A show without a beginning is no video yet. @see https://developers.google.com/search/docs/appearance/structured-data/video */
const videoOf = ({ boot: { show, channel }, atMs }: Facts, url: string, picture: string | null): readonly object[] => {
  const standing = standingOf(show, atMs);
  if (standing.state === 'unannounced') return [];
  const startDate = new Date(standing.state === 'coming' ? standing.startsAtMs : standing.startedAtMs).toISOString();
  const endDate = standing.state === 'past' ? { endDate: new Date(standing.endedAtMs).toISOString() } : {};
  return [
    {
      '@type': 'VideoObject',
      name: show.title,
      description: `${show.title} · ${channel.name}`,
      uploadDate: startDate,
      url,
      ...(picture === null ? {} : { thumbnailUrl: [picture] }),
      publication: {
        '@type': 'BroadcastEvent',
        name: show.title,
        isLiveBroadcast: true,
        startDate,
        ...endDate,
      },
    },
  ];
};

const productsOf = ({ boot: { show }, origin }: Facts, url: string): readonly object[] =>
  offeredItems(show).map((item) => ({
    '@type': 'Product',
    name: item.name,
    ...(item.sku === null ? {} : { sku: item.sku }),
    ...(item.pictureId ? { image: origin + picturePath(item.pictureId) } : {}),
    offers: {
      '@type': 'Offer',
      price: priceText(item.priceMinor, item.currency),
      priceCurrency: item.currency,
      availability: `https://schema.org/${isToBeHad(item) ? 'InStock' : 'OutOfStock'}`,
      ...inventoryOf(item),
      url,
    },
  }));

const inventoryOf = (item: ShelfItem): object => {
  const view = stockView(item);
  return view.kind === 'left' ? { inventoryLevel: { '@type': 'QuantitativeValue', value: view.count } } : {};
};
