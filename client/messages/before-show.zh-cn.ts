import type { Translation } from '../platform/translate.ts';
import type { beforeShowEn } from './before-show.en.ts';

export const beforeShowZhCn = {
  startsSoon: '直播即将开始',
  startsAt: (p, f) => `${f.dateTime(p.atMs)} 开播`,
  stay: '留在本页即可，开播后画面会自动出现。',
  anyMoment: '马上开播',
  daysLeft: (p, f) => `${f.number(p.count)} 天`,
  addToCalendar: '加入日历',
  onTheShelf: '本场好物',
} satisfies Translation<typeof beforeShowEn>;
