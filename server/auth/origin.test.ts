import { describe, expect, it } from 'vitest';
import { isOwnHost, isOwnOrigin, type OriginPolicy } from './origin.ts';

const ownHosts: OriginPolicy = { kind: 'own-hosts', names: ['teabox', 'teabox.local'] };
const listed: OriginPolicy = { kind: 'listed', origins: ['https://live.example.org'] };

describe('isOwnHost', () => {
  it.each([
    'localhost:3000',
    'localhost',
    'LOCALHOST.:3000',
    'tally.localhost:3000',
    '127.0.0.1:3000',
    '192.168.1.20',
    '[::1]:3000',
    '[fe80::1]',
    'teabox:3000',
    'TeaBox.local',
  ])('takes %s without a public address', (host) => {
    expect(isOwnHost({ host }, ownHosts)).toBe(true);
  });

  it.each([
    'evil.example:3000',
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:3000',
    'notlocalhost',
    'teabox.evil.example',
    'teabox.local.evil.example',
    'evil.example@127.0.0.1',
    '127.0.0.1:3000/evil.example',
    '127.0.0.1, evil.example',
    '[evil]',
    '999.1.1.1',
    '2130706433',
    '::1',
    '',
    ':3000',
    undefined,
  ])('takes no %s', (host) => {
    expect(isOwnHost(host === undefined ? {} : { host }, ownHosts)).toBe(false);
  });

  it('leaves the host to the proxies where the public address is told', () => {
    expect(isOwnHost({ host: 'inside:80' }, listed)).toBe(true);
  });
});

describe('isOwnOrigin', () => {
  it.each([
    ['the page of this host', ownHosts, { host: 'localhost:3000', origin: 'http://localhost:3000' }, true],
    ['the page of this host behind TLS', ownHosts, { host: 'TeaBox:3000', origin: 'https://teabox:3000' }, true],
    ['another port', ownHosts, { host: 'localhost:3000', origin: 'http://localhost:3001' }, false],
    ['another host', ownHosts, { host: 'localhost:3000', origin: 'https://evil.example' }, false],
    ['an origin that is none', ownHosts, { host: 'localhost:3000', origin: 'localhost:3000' }, false],
    ['no host', ownHosts, { origin: 'http://localhost:3000' }, false],
    ['no origin', ownHosts, { host: 'localhost:3000' }, false],
    ['no origin from another site', ownHosts, { host: 'a', 'sec-fetch-site': 'cross-site' }, false],
    ['no origin from a sibling', ownHosts, { host: 'a', 'sec-fetch-site': 'same-site' }, false],
    ['a withheld origin, vouched for', ownHosts, { host: 'a', origin: 'null', 'sec-fetch-site': 'same-origin' }, true],
    ['a withheld origin', ownHosts, { host: 'a', origin: 'null' }, false],
    ['a listed origin', listed, { host: 'inside:80', origin: 'https://live.example.org' }, true],
    ['a listed host without TLS', listed, { host: 'live.example.org', origin: 'http://live.example.org' }, false],
    ['this host, not listed', listed, { host: 'other:80', origin: 'http://other:80' }, false],
  ])('judges %s', (_what, policy, headers, verdict) => {
    expect(isOwnOrigin(headers, policy)).toBe(verdict);
  });
});
