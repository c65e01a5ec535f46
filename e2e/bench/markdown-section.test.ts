import { expect, test } from 'vitest';
import { replaceSection } from './markdown-section.ts';

const TEXT = '# Benchmarks\n\nWords.\n\n## One\n\nold\n\n## Two\n\nkept\n';

test('a section’s body is replaced and the others stay', () => {
  expect(replaceSection(TEXT, 'One', 'new')).toBe('# Benchmarks\n\nWords.\n\n## One\n\nnew\n\n## Two\n\nkept\n');
});

test('the last section ends with the text', () => {
  expect(replaceSection(TEXT, 'Two', 'new')).toBe('# Benchmarks\n\nWords.\n\n## One\n\nold\n\n## Two\n\nnew\n');
});

test('a section that is not there yet is appended', () => {
  expect(replaceSection(TEXT, 'Three', 'new')).toBe(`${TEXT}\n## Three\n\nnew\n`);
});

test('a title that only begins like another one is another section', () => {
  expect(replaceSection(TEXT, 'On', 'new')).toBe(`${TEXT}\n## On\n\nnew\n`);
});
