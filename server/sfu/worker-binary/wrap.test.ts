import { expect, test } from 'vitest';
import { wrapDirectory } from './wrap.ts';

test('the directory is read from its own line', () => {
  const text = '[wrap-file]\ndirectory = libuv-v1.51.0\nsource_url = https://example.invalid/directory = no\n';
  expect(wrapDirectory(text, 'libuv.wrap')).toBe('libuv-v1.51.0');
});

test('a patch_directory is not taken for the directory', () => {
  const text = '[wrap-file]\npatch_directory = ours\ndirectory=unordered_dense-4.8.1\n';
  expect(wrapDirectory(text, 'unordered-dense.wrap')).toBe('unordered_dense-4.8.1');
});

test.each(['', 'directory =', 'directory = ../elsewhere', 'directory = ..'])('%j is refused by name', (line) => {
  expect(() => wrapDirectory(`[wrap-file]\n${line}\n`, 'x.wrap')).toThrow(/x\.wrap names no usable directory/);
});
