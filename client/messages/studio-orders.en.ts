import type { Dictionary, Format } from '../platform/translate.ts';

/** What a show sells, for the people who have it in hand. */
export const studioOrdersEn = {
  title: 'Orders',
  lead: 'Of this show. Who bought is known to the payment provider; here each buyer has a mark.',
  open: 'Show the orders',
  orders: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'order', other: 'orders' })}`,
  reserved: (p: { count: number }, f: Format) => `${f.number(p.count)} reserved`,
  waiting: (p: { count: number }, f: Format) => `${f.number(p.count)} in line`,
  won: (p: { count: number }, f: Format) => `${f.number(p.count)} won`,
  refundsDue: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'payment', other: 'payments' })} to give back`,
  confirmed: 'Paid',
  initiated: 'Went to pay',
  intended: 'Reserved in all',
  refunded: 'Given back',
  none: 'Nobody has reserved anything yet.',
  product: 'Product',
  buyer: 'Buyer',
  state: 'State',
  amount: 'Amount',
  when: 'When',
  'state.waiting': 'In line',
  'state.held': 'Reserved',
  'state.checkout': 'Paying',
  'state.paid': 'Paid',
  'state.won': 'Won',
  'state.expired': 'Ran out',
  'state.cancelled': 'Let go',
  'state.refund-due': 'To give back',
  'state.refunded': 'Given back',
  paidLate: 'Paid late',
  paidTwice: 'Paid more than once',
} satisfies Dictionary;
