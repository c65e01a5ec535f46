import * as v from 'valibot';
import { WatchBoot } from '../../shared/protocol/watch-boot.ts';

/** What the server wrote into the page; null on a page without a show (a wrong address). */
export const readBoot = (page: Document): WatchBoot | null => {
  const text = page.getElementById('boot')?.textContent;
  if (!text) return null;
  return v.parse(WatchBoot, JSON.parse(text));
};
