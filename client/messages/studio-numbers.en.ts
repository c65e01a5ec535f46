import type { Dictionary, Format } from '../platform/translate.ts';

/** How a show goes in numbers, for the people who have it in hand. */
export const studioNumbersEn = {
  title: 'Numbers',
  lead: 'Of this show, while it is on air.',
  open: 'Numbers',
  people: 'Audience',
  watching: 'Watching now',
  peak: 'Most at once',
  unique: 'Visitors',
  averageView: 'Average visit',
  money: 'Money',
  confirmed: 'Paid',
  initiated: 'Went to pay',
  intended: 'Reserved in all',
  refunded: 'Given back',
  perThousand: 'Paid per 1,000 visits',
  noMoney: 'Nobody has reserved anything yet.',
  chart: 'Who watched',
  chartEmpty: 'Here you will see how many watch, as soon as the show is on air.',
  chartSays: (p: { from: string; to: string; highest: number; last: number }, f: Format) =>
    `Who watched from ${p.from} to ${p.to}: ${f.number(p.highest)} at most, ${f.number(p.last)} at the end.`,
  legendWatching: 'Watching',
  legendExplained: 'A product was explained',
  sellers: 'By seller',
  seller: 'Seller',
  ownChannel: 'Your own',
  soldBy: (p: { name: string }) => `Sold by ${p.name}`,
  onlyProducts: 'Only these products',
  onlyProductsOf: (p: { name: string }) => `Only the products of ${p.name}`,
  allProducts: 'All products',
  productsOf: (p: { name: string }) => `Products of ${p.name}`,
  products: 'Products',
  callouts: 'While it was explained',
  product: 'Product',
  time: 'Time',
  lasted: (p: { from: string; duration: string }) => `${p.from}, for ${p.duration}`,
  since: (p: { from: string }) => `since ${p.from}`,
  impressions: 'Seen',
  clicks: 'Pressed',
  clickThrough: 'Seen → pressed',
  orders: 'Orders',
  reserved: 'Reserved',
  clickToOrder: 'Pressed → order',
  noProducts: 'There are no products yet.',
  noCallouts: 'No product has been explained yet.',
  howTitle: 'How this is counted',
  howSeen:
    'Seen: at least half of the card was on a screen for one second. Pressed: the card or the product was opened. Each counts once on a page, and once more each time that the product is explained.',
  howRates:
    'Seen → pressed is the click-through rate (CTR), pressed → order the click-to-order rate (CTOR). Paid per 1,000 visits is GPM.',
  howVisits:
    'A visitor is a browser. A visit goes on when somebody is back within 30 minutes. Watching is how many pages are open at a moment.',
  howMoney:
    'Reserved in all: everything that was ever set aside. Went to pay: of that, what somebody opened the payment for. Paid: what the payment provider has confirmed; what was given back is in it.',
  howExplained:
    'Orders while a product was explained are those that somebody asked for in that time, also when they paid later.',
  files: 'Files to keep',
  recordLead:
    'The record has everything that happened in this show, signed: anybody can check that nothing was changed or left out. Buyers are in it as marks; what was said backstage is not.',
  record: 'Download the show’s record',
  salesTable: 'Download the sales as a table',
} satisfies Dictionary;
