import { describe, expect, it } from 'vitest';
import { isOwnOrigin, type OriginPolicy } from './origin.ts';

const sameHost: OriginPolicy = { kind: 'same-host' };
const listed: OriginPolicy = { kind: 'listed', origins: ['https://live.example.org'] };

describe('isOwnOrigin', () => {
  it.each([
    ['the page of this host', sameHost, { host: 'localhost:3000', origin: 'http://localhost:3000' }, true],
    [
      'the page of this host behind TLS',
      sameHost,
      { host: 'Live.example.org', origin: 'https://live.example.org' },
      true,
    ],
    ['another port', sameHost, { host: 'localhost:3000', origin: 'http://localhost:3001' }, false],
    ['another host', sameHost, { host: 'localhost:3000', origin: 'https://evil.example' }, false],
    ['an origin that is none', sameHost, { host: 'localhost:3000', origin: 'localhost:3000' }, false],
    ['no host', sameHost, { origin: 'http://localhost:3000' }, false],
    ['no origin', sameHost, { host: 'localhost:3000' }, false],
    ['no origin from another site', sameHost, { host: 'a', 'sec-fetch-site': 'cross-site' }, false],
    ['no origin from a sibling', sameHost, { host: 'a', 'sec-fetch-site': 'same-site' }, false],
    ['a withheld origin, vouched for', sameHost, { host: 'a', origin: 'null', 'sec-fetch-site': 'same-origin' }, true],
    ['a withheld origin', sameHost, { host: 'a', origin: 'null' }, false],
    ['a listed origin', listed, { host: 'inside:80', origin: 'https://live.example.org' }, true],
    ['a listed host without TLS', listed, { host: 'live.example.org', origin: 'http://live.example.org' }, false],
    ['this host, not listed', listed, { host: 'other:80', origin: 'http://other:80' }, false],
  ])('judges %s', (_what, policy, headers, verdict) => {
    expect(isOwnOrigin(headers, policy)).toBe(verdict);
  });
});
