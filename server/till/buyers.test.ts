import { describe, expect, it } from 'vitest';
import { Buyers } from './buyers.ts';

const pairOf = (setCookie: string | null): string => setCookie?.split(';')[0] ?? '';

describe('who buys', () => {
  it('is known by a cookie of their browser, the same each time, and another one in another browser', () => {
    const buyers = new Buyers('http');
    const [ann, bo] = [pairOf(buyers.welcome(undefined)), pairOf(buyers.welcome('other=1'))];
    expect(buyers.find(ann)).toMatch(/^[\w-]{27}$/);
    expect(buyers.find(`a=b; ${ann}`)).toBe(buyers.find(ann));
    expect(buyers.find(bo)).not.toBe(buyers.find(ann));
    expect(buyers.welcome(ann)).toBeNull();
  });

  it('is known in the frame of another site too, by a cookie of that place', () => {
    const cookie = new Buyers('https').welcome(undefined, 'frame');
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=None; Secure; Partitioned$/);
    expect(new Buyers('http').welcome(undefined, 'frame')).toMatch(/; SameSite=Lax$/);
  });

  it('is nobody without it, and the cookie does not say the name', () => {
    const buyers = new Buyers('https');
    const cookie = buyers.welcome(undefined);
    expect(cookie).toMatch(/^__Host-tally-buyer=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(cookie).not.toContain(buyers.find(pairOf(cookie)));
    expect([buyers.find(undefined), buyers.find('__Host-tally-buyer=short')]).toEqual([null, null]);
  });
});
