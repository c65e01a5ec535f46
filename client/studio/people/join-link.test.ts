import { expect, test } from 'vitest';
import { joinLink, opensHereOnly } from './join-link.ts';

test('a link is on the server of the studio, and its secret is in the fragment', () => {
  const link = new URL(joinLink('s3cret', 'https://shop.example:8443/studio/x?y=1'));
  expect(link.origin).toBe('https://shop.example:8443');
  expect([link.search, link.hash.includes('s3cret')]).toEqual(['', true]);
});

test.each([
  ['http://localhost:3000/join#x', true],
  ['http://tally.localhost/join#x', true],
  ['http://127.0.0.1:3000/join#x', true],
  ['http://[::1]:3000/join#x', true],
  ['https://192.168.1.7:3000/join#x', false],
  ['https://localhost.example/join#x', false],
])('whether %s opens on this computer only: %s', (link, expected) => {
  expect(opensHereOnly(link)).toBe(expected);
});
