import { expect, it } from 'vitest';
import { hostOf, literalAddress, remoteUrl } from './remote-url.ts';

it.each([
  ['https://a.example/1.jpg?w=2#top', 'https://a.example/1.jpg?w=2', 'a.example'],
  ['https://A.Example:443/1.jpg', 'https://a.example/1.jpg', 'a.example'],
  ['https://a.example./1.jpg', 'https://a.example./1.jpg', 'a.example'],
  ['https://蜂蜜.example/1.jpg', 'https://xn--3d2a1b.example/1.jpg', 'xn--3d2a1b.example'],
  ['HTTPS://1.1.1.1/a', 'https://1.1.1.1/a', '1.1.1.1'],
  ['https://[2606:4700::1111]/a', 'https://[2606:4700::1111]/a', '2606:4700::1111'],
])('%s can be asked for', (address, href, host) => {
  const url = remoteUrl(address);
  expect(url?.href).toBe(href);
  expect(url && hostOf(url)).toBe(host);
});

it.each([
  'http://a.example/1.jpg',
  'ftp://a.example/1.jpg',
  'file:///etc/passwd',
  'data:image/png;base64,AA',
  'https://a.example:8443/1.jpg',
  'https://a.example:80/1.jpg',
  'https://me@a.example/1.jpg',
  'https://me:secret@a.example/1.jpg',
  'https://',
  '//a.example/1.jpg',
  '1.jpg',
  '',
  `https://a.example/${'x'.repeat(2_000)}`,
])('%s cannot', (address) => {
  expect(remoteUrl(address)).toBeNull();
});

it('a relative address is read against the one that led to it', () => {
  const base = remoteUrl('https://a.example/deep/1.jpg') ?? undefined;
  expect(remoteUrl('../2.jpg', base)?.href).toBe('https://a.example/2.jpg');
  expect(remoteUrl('//b.example/2.jpg', base)?.href).toBe('https://b.example/2.jpg');
  expect(remoteUrl('http://a.example/2.jpg', base)).toBeNull();
});

it.each([
  ['https://127.1/', '127.0.0.1'],
  ['https://2130706433/', '127.0.0.1'],
  ['https://0x7f.0.0.1/', '127.0.0.1'],
  ['https://0177.0.0.1/', '127.0.0.1'],
  ['https://127.0.0.1./', '127.0.0.1'],
  ['https://１２７.０.０.１/', '127.0.0.1'],
  ['https://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
  ['https://localhost/', null],
])('%s is a way to write %s', (address, literal) => {
  const url = remoteUrl(address);
  expect(url && literalAddress(hostOf(url))).toBe(literal);
});
