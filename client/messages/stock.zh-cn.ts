import type { StockReason } from '../../shared/show/stock.ts';
import type { Format, Translation } from '../platform/translate.ts';
import type { stockEn } from './stock.en.ts';

const REASONS: Readonly<Record<StockReason, string>> = {
  counted: '清点',
  damaged: '损坏或丢失',
  'sold-elsewhere': '在别处售出',
  restocked: '补货',
  other: '其他原因',
};

const signed = (units: number, f: Format): string => f.number(units, { signDisplay: 'exceptZero' });

export const stockZhCn = {
  action: '更正库存…',
  title: (p) => `${p.name} 的库存`,
  now: (p, f) =>
    [
      `剩余 ${f.number(p.left)} 件`,
      ...(p.held > 0 ? [`已预留 ${f.number(p.held)} 件`] : []),
      ...(p.sold > 0 ? [`已售 ${f.number(p.sold)} 件`] : []),
      ...(p.given > 0 ? [`已送出 ${f.number(p.given)} 件`] : []),
    ].join(' · '),
  uncounted: '这件商品还没有计数。',
  why: '原因',
  reason: (p) => REASONS[p.reason],
  left: '还能卖的数量',
  leftHint: '不含已预留和已售出的。',
  fewer: '少了多少件',
  more: '多了多少件',
  change: '多了多少件，少了就填负数',
  note: '备注',
  noteHint: '写进直播记录，后台的人能看到，观众看不到。',
  'fault.amount': '请填写整数。',
  'fault.promised': '这个数量少于已预留和已售出的数量。',
  'fault.many': '数量太大，直播间无法计数。',
  'fault.same': '现在就是这个数量。',
  'fault.note': '请简单说明原因。',
  becomes: (p, f) => `更正后剩余 ${f.number(p.left)} 件。`,
  save: '更正',
  corrected: (p) => `已更正 ${p.name} 的库存`,
  history: '最近的更正',
  entry: (p, f) => `${signed(p.units, f)} · ${REASONS[p.reason]} · ${p.by}`,
  first: (p, f) => `${f.number(p.to)} · ${REASONS.counted} · ${p.by}`,
} satisfies Translation<typeof stockEn>;
