import { describe, expect, it } from 'vitest';
import { socketUrl } from './socket.ts';

describe('socketUrl', () => {
  it('leads to the server of the page, whatever the page itself is at', () => {
    const href = 'http://localhost:3000/join/abc?x=1#secret';
    expect(socketUrl({ href, protocol: 'http:' })).toBe('ws://localhost:3000/socket');
  });

  it('is as secure as the page', () => {
    expect(socketUrl({ href: 'https://tally.example/join', protocol: 'https:' })).toBe('wss://tally.example/socket');
  });
});
