import { assert, assertNever } from '../invariant.ts';
import { getFrom, withKeys } from '../buckets.ts';
import type { ItemId, VisitorId } from '../ids.ts';
import type { ShowEvent } from './event.ts';
import { itemOf } from './item-of.ts';
import {
  MAX_SAMPLES,
  NOTHING_NOTICED,
  VISIT_GAP_MS,
  type AudienceCount,
  type CalloutNumbers,
  type Noticed,
  type Numbers,
  type Sample,
  type Visitor,
} from './numbers.ts';
import type { Seller } from './seller.ts';
import type { ShowState } from './state.ts';

type NumbersEvent = Extract<ShowEvent, { type: 'audience.counted' | `callout.${string}` }>;

export const isOfNumbers = (event: ShowEvent): event is NumbersEvent =>
  event.type === 'audience.counted' || event.type === 'callout.opened' || event.type === 'callout.closed';

/** `state`: with everything else of the event applied. */
export const applyNumbers = (
  { numbers, ...show }: ShowState & { readonly numbers: Numbers },
  event: NumbersEvent,
  atMs: number,
): Numbers => {
  switch (event.type) {
    case 'audience.counted':
      return applyCounted(numbers, { count: event, atMs, shownOf: (itemId) => itemOf(show, itemId) });
    case 'callout.opened': {
      const item = itemOf(show, event.itemId);
      assert(item, 'what is explained is on the shelf');
      const { calloutId: id, itemId } = event;
      const { name, seller } = item;
      const opened = { id, itemId, name, seller, openedAtMs: atMs, closedAtMs: null, ...NOTHING_NOTICED };
      return { ...numbers, callouts: [...numbers.callouts, opened] };
    }
    case 'callout.closed':
      return changeCallout(numbers, event.calloutId, (callout) => ({ ...callout, closedAtMs: atMs }));
    default:
      return assertNever(event);
  }
};

type Counted = {
  readonly count: AudienceCount;
  readonly atMs: number;
  readonly shownOf: (itemId: ItemId) => Shown | null;
};

const applyCounted = (numbers: Numbers, { count, atMs, shownOf }: Counted): Numbers => {
  let next: Numbers = {
    ...withVisits(numbers, count, atMs),
    watchedMs: numbers.watchedMs + count.watchedMs,
    peak: Math.max(numbers.peak, count.most),
    samples: withSamples(numbers.samples, count, atMs),
  };
  for (const { itemId, calloutId, ...more } of count.noticed) {
    next = withNoticed(next, { itemId, shown: shownOf(itemId), more });
    if (calloutId !== null) next = changeCallout(next, calloutId, (callout) => ({ ...callout, ...sum(callout, more) }));
  }
  return next;
};

const withVisits = (numbers: Numbers, { came, left }: AudienceCount, atMs: number): Numbers => {
  let { unique, views } = numbers;
  const changed = new Map<VisitorId, Visitor>();
  for (const visitorId of came) {
    const known = getFrom<Visitor>(numbers.visitors, visitorId);
    if (known === null) unique += 1;
    if (known === null || isOver(known, atMs)) views += 1;
    changed.set(visitorId, { leftAtMs: null });
  }
  for (const visitorId of left) changed.set(visitorId, { leftAtMs: atMs });
  return { ...numbers, unique, views, visitors: withKeys<Visitor>(numbers.visitors, changed) };
};

/** Whether the visit that somebody has left is one of the past. */
const isOver = ({ leftAtMs }: Visitor, atMs: number): boolean => leftAtMs !== null && atMs - leftAtMs >= VISIT_GAP_MS;

/** What a product is counted under. */
type Shown = { readonly name: string; readonly seller: Seller | null };
type Seen = { readonly itemId: ItemId; readonly shown: Shown | null; readonly more: Noticed };

/** What was taken off the shelf before anybody noticed it has no name to be counted under. */
const withNoticed = (numbers: Numbers, { itemId, shown, more }: Seen): Numbers => {
  const known = Object.hasOwn(numbers.products, itemId) ? numbers.products[itemId] : undefined;
  const under = shown ?? known;
  if (under === undefined) return numbers;
  const { name, seller } = under;
  const product = { name, seller, ...sum(known ?? NOTHING_NOTICED, more) };
  return { ...numbers, products: { ...numbers.products, [itemId]: product } };
};

const changeCallout = (
  numbers: Numbers,
  id: CalloutNumbers['id'],
  change: (callout: CalloutNumbers) => CalloutNumbers,
): Numbers => ({
  ...numbers,
  callouts: numbers.callouts.map((callout) => (callout.id === id ? change(callout) : callout)),
});

const sum = (left: Noticed, right: Noticed): Noticed => ({
  impressions: left.impressions + right.impressions,
  clicks: left.clicks + right.clicks,
});

/** A crowd that came and went since the last count is drawn, too. */
const withSamples = (samples: readonly Sample[], { watching, most }: AudienceCount, atMs: number): Sample[] => {
  const isCrowd = most > Math.max(watching, samples.at(-1)?.watching ?? 0);
  const before = isCrowd ? withSample(samples, { atMs, watching: most }) : samples;
  return withSample(before, { atMs, watching });
};

/** Of two that become one, the higher stays: the peak is to be seen. */
const withSample = (samples: readonly Sample[], sample: Sample): Sample[] => {
  if (samples.length < MAX_SAMPLES) return [...samples, sample];
  const halved = samples.flatMap((first, index) => {
    const second = samples[index + 1];
    if (index % 2 === 1) return [];
    return second && second.watching > first.watching ? [second] : [first];
  });
  return [...halved, sample];
};
