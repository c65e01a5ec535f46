import { expect, it } from 'vitest';
import { hasHeldWord } from './held-words.ts';

it.each([
  ['What a scam', 'scam', true],
  ['SCAM!', 'scam', true],
  ['sc\u200bam', 'scam', true],
  ['scám', 'scam', true],
  ['ｓｃａｍ', 'scam', true],
  ['Scampi for two', 'scam', false],
  ['my word: concatenate', 'cat', false],
  ['cat', 'concatenate', false],
  ['call  me', 'call me', false],
  ['please call me now', 'call me', true],
  ['加我微信聊', '微信', true],
  ['微 信', '微信', false],
  ['pay $$$ here', '$$$', true],
  ['scam', '', false],
])('%j with the word %j is held: %s', (text, word, isHeld) => {
  expect(hasHeldWord(text, ['other', word])).toBe(isHeld);
});

it('holds nothing without words', () => {
  expect(hasHeldWord('scam', [])).toBe(false);
});
