import { expect, it } from 'vitest';
import { namesOf } from './machine.ts';

it.each([
  ['TeaBox', ['teabox', 'teabox.local']],
  ['teabox.local', ['teabox.local', 'teabox']],
  ['teabox.example.org', ['teabox.example.org', 'teabox', 'teabox.local']],
  ['', []],
])('a machine called %j is found at its name in the network and by mDNS', (hostname, names) => {
  expect(namesOf(hostname)).toEqual(names);
});
