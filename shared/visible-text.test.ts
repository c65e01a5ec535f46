import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { visibleLine, visibleText } from './visible-text.ts';

const Title = visibleText(12);
const read = (typed: string): string | null => {
  const parsed = v.safeParse(Title, typed);
  return parsed.success ? parsed.output : null;
};

describe('visibleText', () => {
  it.each([
    ['blanks around it', '  Tea \u00a0', 'Tea'],
    ['a decomposed letter', 'Cafe\u0301', 'Café'],
    ['controls', 'T\u0000e\u001b\u007fa\u009f', 'Tea'],
    ['line breaks and tabs', 'Tea\r\n\tand\u2028cups', 'Tea and cups'],
    ['an override of direction', 'Tea \u202eegap', 'Tea egap'],
    ['an embedding and an isolate', '\u202aTea\u202c \u2066cups\u2069', 'Tea cups'],
    ['half of a surrogate pair', 'Tea\ud83c', 'Tea'],
    ['a control between a letter and its accent', 'e\u0000\u0301', 'é'],
  ])('cleans %s', (_what, typed, kept) => {
    expect(read(typed)).toBe(kept);
  });

  it.each([
    ['joined emoji', '👩🏽‍🌾❤️'],
    ['a flag of tags', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['a joiner that Persian needs', 'می\u200cروم'],
    ['a mark of direction', 'א\u200f!'],
    ['Chinese', '龙井 2026'],
    ['a digit', '7'],
    ['an emoji', '🎉'],
  ])('leaves %s as it is', (_what, typed) => {
    expect(v.parse(visibleText(40), typed)).toBe(typed);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \u3000\t\n'],
    ['controls', '\u0000\u0007\u001b'],
    ['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
    ['overrides', '\u202e\u202c'],
    ['marks of direction', '\u200e\u200f\u061c'],
    ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
    ['a blank of Braille', '\u2800'],
    ['soft hyphens', '\u00ad \u00ad'],
    ['variation selectors', '\ufe0f\u{e0101}'],
    ['tags', '\u{e0067}\u{e007f}'],
    ['an accent without a letter', '\u0301'],
    ['too much', 'x'.repeat(13)],
  ])('refuses %s', (_what, typed) => {
    expect(read(typed)).toBeNull();
  });

  it('counts what is left, not what was typed', () => {
    expect(read(`${' '.repeat(40)}${'x'.repeat(12)}\u0000`)).toBe('x'.repeat(12));
  });

  it('reads back what it gave', () => {
    const once = v.parse(visibleText(40), ' \u0958\u202e e\u0301 ');
    expect(v.parse(visibleText(40), once)).toBe(once);
  });

  it('refuses what is no text', () => {
    expect(v.is(Title, 7)).toBe(false);
  });
});

describe('visibleLine', () => {
  it.each([
    ['  Tea\r\n\u202eand\u0000 cups ', 'Tea and cups'],
    ['\u200b\u202e\u2800', ''],
  ])('of %j leaves %j', (typed, kept) => {
    expect(visibleLine(typed)).toBe(kept);
  });
});
