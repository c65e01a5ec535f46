import { expect, it } from 'vitest';
import { obstacleOf } from './obstacle.ts';

const full = { isSecureContext: true, RTCPeerConnection: class {}, AudioWorkletNode: class {} };
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
const WECHAT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0';

it('is nothing in a current browser', () => {
  expect(obstacleOf(full, CHROME)).toEqual({ kind: 'none' });
});

it('is the page itself where it is not secure', () => {
  expect(obstacleOf({ ...full, isSecureContext: false }, CHROME)).toEqual({ kind: 'insecure' });
});

it('is the browser where it lacks something', () => {
  expect(obstacleOf({ isSecureContext: true, RTCPeerConnection: class {} }, CHROME)).toEqual({ kind: 'unsupported' });
});

it('is the app around the browser before anything else, passable where all seems to be there', () => {
  const browser = { app: 'wechat', system: 'ios' };
  expect(obstacleOf(full, WECHAT)).toEqual({ kind: 'in-app', browser, isPassable: true });
  expect(obstacleOf({ isSecureContext: true }, WECHAT)).toEqual({ kind: 'in-app', browser, isPassable: false });
});
