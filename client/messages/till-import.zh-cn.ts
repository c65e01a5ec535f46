import type { Translation } from '../platform/translate.ts';
import type { tillImportEn } from './till-import.en.ts';

export const tillImportZhCn = {
  title: '从文件添加商品',
  lead: '先看文件里有什么，再从中挑选；在那之前货架不会变化。',
  inFile: (p, f) => `文件里有 ${f.number(p.count)} 件商品`,
  places: (p, f) => `已选 ${f.number(p.chosen)} 件，你的货架还能放 ${f.number(p.places)} 件。`,
  chooseNone: '全部不选',
  chooseUsual: '选上所有放得下的',
  atLine: (p, f) => `第 ${f.number(p.line)} 行`,
  uncounted: '不计库存',
  units: (p, f) => `库存 ${f.number(p.count)}`,
  known: '已在你的货架上',
  noPlace: '放不下了',
  more: (p, f) =>
    `文件里还有 ${f.number(p.count)} 件商品。这里只能从前 ${f.number(p.shown)} 件中挑选，其余的请放进更短的文件。`,
  nothing: '文件里没有可以卖的商品。',
  pictures: (p, f) =>
    `${f.number(p.count)} 张图片在别的网站上，不会一起过来，也不会从那里显示。请在“编辑”里添加你自己的图片。`,
  links: '通往其他店铺的链接不会带过来，观众就在这场直播里购买。',
  tooMany: (p, f) => `多选了 ${f.number(p.count)} 件`,
  add: (p, f) => `把 ${f.number(p.count)} 件商品放上货架`,
  addNone: '请选择商品',
  noRoom: '货架的空位变少了，现在还能放下这些。',
  doneTitle: '你的商品已上货架',
  done: (p, f) => `${f.number(p.count)} 件商品已经放上货架，并标有你的名字。`,
  dropHere: '松开鼠标，先看看文件里有什么',
} satisfies Translation<typeof tillImportEn>;
