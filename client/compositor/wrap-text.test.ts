import { describe, expect, it } from 'vitest';
import { elide, wrapText } from './wrap-text.ts';

const measure = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '⺀' ? 2 : 1), 0);

const wrap = (text: string, widthPx: number, maxLines = 9): string[] => wrapText({ text, widthPx, maxLines, measure });

describe('wrapping of text', () => {
  it('breaks at blanks and drops them there', () => {
    expect(wrap('honey from the hills', 10)).toEqual(['honey from', 'the hills']);
  });

  it('breaks Chinese without blanks and begins no line with a closing mark', () => {
    const lines = wrap('山里的野花蜂蜜，第一茬收获。', 14);
    expect(lines.join('')).toBe('山里的野花蜂蜜，第一茬收获。');
    expect(lines.every((line) => !/^[，。]/.test(line))).toBe(true);
    expect(lines.length).toBeGreaterThan(1);
  });

  it('breaks inside a word only when it fills more than a line', () => {
    expect(wrap('abcdefghijkl mn', 5)).toEqual(['abcde', 'fghij', 'kl mn']);
  });

  it('ends the last line that is allowed with an ellipsis when something was cut', () => {
    expect(wrap('one two three four five', 9, 2)).toEqual(['one two', 'three…']);
  });

  it('does not split an emoji or a flag', () => {
    expect(elide('👩‍🌾👩‍🌾👩‍🌾', 7, (text) => [...new Intl.Segmenter().segment(text)].length * 3)).toBe('👩‍🌾…');
  });

  it('leaves what fits as it is', () => {
    expect(elide('honey', 5, measure)).toBe('honey');
    expect(wrap('honey', 5, 1)).toEqual(['honey']);
  });
});
