import type { Noticed } from './numbers.ts';
import type { Gmv } from './sales.ts';

/** The one of the other, or null where there is no other. */
const per = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Who has been there so far, or null while those who watch have yet to be counted for the first time. */
export const visitors = ({
  unique,
  watching,
  samples,
}: {
  readonly unique: number;
  readonly watching: number;
  readonly samples: readonly unknown[];
}): number | null => (samples.length === 0 && watching > 0 ? null : unique);

/** Click-through rate: of the cards that were seen, how many were pressed. */
export const clickThroughRate = ({ impressions, clicks }: Noticed): number | null => per(clicks, impressions);

/** Click-to-order rate: orders for each product that was pressed. */
export const clickToOrderRate = ({ clicks, orders }: Noticed & { readonly orders: number }): number | null =>
  per(orders, clicks);

/** What was paid for each thousand views, in minor units of its currency. */
export const gmvPerThousandMinor = ({ confirmedMinor }: Gmv, views: number): number | null => {
  const each = per(confirmedMinor * 1_000, views);
  return each === null ? null : Math.round(each);
};

/** How long a visit was on average, in milliseconds. */
export const averageViewMs = ({
  watchedMs,
  views,
}: {
  readonly watchedMs: number;
  readonly views: number;
}): number | null => {
  const each = per(watchedMs, views);
  return each === null ? null : Math.round(each);
};
