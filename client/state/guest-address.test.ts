import { expect, it } from 'vitest';
import { guestAddressOf } from './guest-address.ts';

const TOKEN = 'a'.repeat(43);

it('is the link while its secret stands in the fragment', () => {
  expect(guestAddressOf({ pathname: '/join', hash: `#${TOKEN}` })).toEqual({ by: 'link', token: TOKEN });
});

it('is the place in the show after it', () => {
  expect(guestAddressOf({ pathname: '/join/show1', hash: '' })).toEqual({ by: 'seat', showId: 'show1' });
});

it('is a new link before the place that there was', () => {
  expect(guestAddressOf({ pathname: '/join/show1', hash: `#${TOKEN}` })).toEqual({ by: 'link', token: TOKEN });
});

it.each([
  ['/join', ''],
  ['/join', '#cut-short'],
  ['/join/', ''],
  ['/join/a/b', ''],
])('is nothing at %s%s', (pathname, hash) => {
  expect(guestAddressOf({ pathname, hash })).toEqual({ by: 'nothing' });
});
