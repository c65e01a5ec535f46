import type { StockReason } from '../../shared/show/stock.ts';
import type { Dictionary, Format } from '../platform/translate.ts';

const REASONS: Readonly<Record<StockReason, string>> = {
  counted: 'Counted',
  damaged: 'Damaged or lost',
  'sold-elsewhere': 'Sold elsewhere',
  restocked: 'Restocked',
  other: 'Another reason',
};

const signed = (units: number, f: Format): string => f.number(units, { signDisplay: 'exceptZero' });

export const stockEn = {
  action: 'Correct stock…',
  title: (p: { name: string }) => `Stock of ${p.name}`,
  now: (p: { left: number; held: number; sold: number; given: number }, f: Format) =>
    [
      `${f.number(p.left)} left`,
      ...(p.held > 0 ? [`${f.number(p.held)} reserved`] : []),
      ...(p.sold > 0 ? [`${f.number(p.sold)} sold`] : []),
      ...(p.given > 0 ? [`${f.number(p.given)} given away`] : []),
    ].join(' · '),
  uncounted: 'Nobody counts this product yet.',
  why: 'Why',
  reason: (p: { reason: StockReason }) => REASONS[p.reason],
  left: 'Left to sell',
  leftHint: 'Without what is reserved and sold.',
  fewer: 'How many fewer',
  more: 'How many more',
  change: 'How many more, or fewer with a minus',
  note: 'Note',
  noteHint: 'For the show’s log and the others in the studio. Viewers never see it.',
  'fault.amount': 'Fill in a whole number.',
  'fault.promised': 'That is less than what is reserved and sold already.',
  'fault.many': 'That is more than a show can count.',
  'fault.same': 'That is what the show has already.',
  'fault.note': 'Say in a few words why.',
  becomes: (p: { left: number }, f: Format) => `Then ${f.number(p.left)} are left.`,
  save: 'Correct',
  corrected: (p: { name: string }) => `Corrected the stock of ${p.name}`,
  history: 'Last corrections',
  entry: (p: { by: string; units: number; reason: StockReason }, f: Format) =>
    `${signed(p.units, f)} · ${REASONS[p.reason]} · ${p.by}`,
  first: (p: { by: string; to: number }, f: Format) => `${f.number(p.to)} · ${REASONS.counted} · ${p.by}`,
} satisfies Dictionary;
