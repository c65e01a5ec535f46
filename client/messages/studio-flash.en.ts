import type { Dictionary, Format } from '../platform/translate.ts';

/** Flash sales in the studio. */
export const studioFlashEn = {
  action: 'Flash sale…',
  title: (p: { name: string }) => `Flash sale: ${p.name}`,
  lead: 'Everybody sees the same countdown. Who asks in the first moment is drawn, so that a fast line is no advantage.',
  price: 'Deal price',
  priceHint: (p: { price: string }) => `Usually ${p.price}`,
  'price.missing': 'Say what it costs in the sale.',
  'price.unreadable': 'This is no price.',
  'price.not-cheaper': 'The deal has to be cheaper than the usual price.',
  limit: 'Pieces for each person',
  warmUp: 'Countdown',
  warmUpSeconds: (p: { count: number }, f: Format) => `${f.number(p.count)} seconds`,
  warmUpMinutes: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'minute', other: 'minutes' })}`,
  open: 'Open for',
  start: 'Start the countdown',
  keep: 'Keep for later',
  unplan: 'Drop the plan',
  planned: (p: { price: string }) => `flash sale planned at ${p.price}`,
  notLive: 'The countdown can start when the show is live. Keep the sale for later: it waits here.',
  notListed: 'Viewers do not see this product yet. Keep the sale for later, and start it when the product is listed.',
  opensIn: (p: { time: string }) => `opens in ${p.time}`,
  closesIn: (p: { time: string }) => `closes in ${p.time}`,
  strip: (p: { name: string; price: string }) => `Flash sale: ${p.name}, ${p.price}`,
  cancel: 'Cancel the sale',
  close: 'Close the sale',
  'over.closed': 'Flash sale is over',
  'over.sold-out': 'Flash sale: all sold',
  'over.cancelled': 'Flash sale was cancelled',
  receipt: 'Receipt',
} satisfies Dictionary;
