import type { Translation } from '../platform/translate.ts';
import type { studioDeskEn } from './studio-desk.en.ts';

export const studioDeskZhCn = {
  waitingTitle: '主播还没有打开演播室',
  waitingText: '打开后，场景会自动出现在这里，无需操作。',
  toGuestPage: '返回直播间页面',
  replacedTitle: '控制台已在另一个窗口打开',
  replacedText: '同一时间只能在一个窗口使用。这里的摄像头和麦克风已关闭。',
  useHere: '在这里使用',
  goneTitle: '你已不在这个直播间',
  goneText: '要进来，请再次打开主播发给你的链接。',

  madeBy: (p) => `节目由${p.name}制作`,
  madeByLong: (p) =>
    `节目由${p.name}的页面制作，你在这里的改动会经由它到达观众。${p.standbyName === null ? '' : `${p.standbyName}的页面正在待命。`}`,
  madeHere: '节目由此页制作',
  madeHereLong: (p) =>
    `节目由你的页面制作，直播期间请不要关闭。${p.standbyName === null ? '' : `${p.standbyName}的页面正在待命。`}`,
  standby: '待命中',
  standbyLong: '如果那个页面断开，本页会接着制作节目。',
  goLiveElsewhere: (p) => `节目由${p.name}的页面制作，请在那里开播。`,
  verdictShadow: (p, f) => `节目由另一个页面制作。本页以每秒 ${f.number(p.framesPerSecond)} 帧合成同样的画面。`,

  sourcesOfHost: '摄像头、麦克风、屏幕',
  layersOfHost: '摄像头、屏幕、图片',
  addedByHost: '它们来自主播的电脑，请在那里添加。',

  you: '你',
  yourDevices: '你的摄像头和麦克风',
  'place.backstage': '后台',
  'place.next': '下一个是你',
  'place.on-stage': '台上',
  'place.on-air': '直播中',
  'place.screen-on-air': '屏幕直播中',
  'self.backstage': '你：后台',
  'self.next': '下一个是你',
  'self.on-stage': '你：台上',
  'self.on-air': '你：直播中',
  'self.screen-on-air': '你的屏幕：直播中',
  'microphone.on': '麦克风已开',
  'microphone.off': '麦克风已关',
  chooseDevices: '选择摄像头和麦克风',
  keysOwn: '你自己',

  changing: (p) => `${p.name}正在修改`,
  handOver: '移交直播…',
  notReady: '对方的页面尚未待命。',
  handOverTitle: (p) => `把直播移交给${p.name}？`,
  handOverText: '之后由对方的页面制作节目，观众不受影响。',
  takeBack: '收回直播…',
  takeBackTitle: '收回直播？',
  takeBackText: '之后由你的页面制作节目，观众不受影响。',
  handOverConfirm: '移交',
  takeBackConfirm: '收回',
} satisfies Translation<typeof studioDeskEn>;
