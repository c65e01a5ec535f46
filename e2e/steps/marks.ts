import { expect, type Page } from '@playwright/test';
import { MARKS } from '../fixtures/marked-person.ts';
import { findMarks } from '../probes/color-probe.ts';
import { HEARD_DB, heardTones, UNHEARD_DB } from '../probes/tone-probe.ts';

type MarkName = keyof typeof MARKS;

const isMarkName = (name: string): name is MarkName => Object.hasOwn(MARKS, name);
const MARK_NAMES = Object.keys(MARKS).filter(isMarkName);

/** A mark hums without a pause. */
const LISTEN_MS = 500;

/** A share of the picture's width: a gap between two slots, and what the name tags and the stamp hide. */
const SLACK = 0.05;

/** Waits until the page plays the tones of these people, and of nobody else who has one. */
export const expectHeard = async (page: Page, names: readonly MarkName[], what: string): Promise<void> => {
  const tonesHz = MARK_NAMES.map((name) => MARKS[name].toneHz);
  const judge = (levelDb = -Infinity): boolean | number => {
    if (levelDb > HEARD_DB) return true;
    return levelDb < UNHEARD_DB ? false : levelDb;
  };
  const listen = async (): Promise<unknown> => {
    const levels = await heardTones(page, tonesHz, LISTEN_MS);
    return Object.fromEntries(MARK_NAMES.map((name, index) => [name, judge(levels[index])]));
  };
  const expected = Object.fromEntries(MARK_NAMES.map((name) => [name, names.includes(name)]));
  await expect.poll(listen, { message: what }).toEqual(expected);
};

/** Waits until the page's picture shows these marks in equal parts, beside each other in this order, and no other; a null shows none. */
export const expectSideBySide = async (page: Page, names: readonly (MarkName | null)[]): Promise<void> => {
  const look = async (): Promise<string> => {
    const areas = await findMarks(
      page,
      MARK_NAMES.map((name) => MARKS[name]),
    );
    const isPlaced = areas.every((area, index) => {
      const place = names.findIndex((name) => name === MARK_NAMES[index]);
      if (area === null || place === -1) return (area === null) === (place === -1);
      const [left, right] = [place / names.length, (place + 1) / names.length];
      return Math.abs(area.left - left) < SLACK && Math.abs(area.right - right) < SLACK;
    });
    return isPlaced ? 'placed' : JSON.stringify(areas);
  };
  await expect
    .poll(look, { message: `${names.map((name) => name ?? 'a card').join(', ')} side by side` })
    .toBe('placed');
};
