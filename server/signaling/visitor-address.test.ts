import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressGroup, visitorAddress } from './visitor-address.ts';

const aRequest = (remoteAddress: string, forwardedFor?: string): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwardedFor } }) as unknown as IncomingMessage;

describe('the address of a visitor', () => {
  it('is the socket’s when no proxy is trusted, whatever the visitor says', () => {
    expect(visitorAddress(aRequest('203.0.113.9', '198.51.100.1'), 0)).toBe('203.0.113.9');
  });

  it('is what the nearest trusted proxy saw', () => {
    expect(visitorAddress(aRequest('10.0.0.1', '192.0.2.66, 198.51.100.1'), 1)).toBe('198.51.100.1');
    expect(visitorAddress(aRequest('10.0.0.1', '192.0.2.66, 198.51.100.1, 10.0.0.2'), 2)).toBe('198.51.100.1');
  });

  it('is the socket’s when the proxy says nothing', () => {
    expect(visitorAddress(aRequest('10.0.0.1'), 1)).toBe('10.0.0.1');
  });
});

describe('the group of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s belongs to %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });
});
