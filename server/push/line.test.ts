import { createECDH } from 'node:crypto';
import { expect, it } from 'vitest';
import webPush from 'web-push';
import type { PushSubscription } from '../../shared/protocol/push.ts';
import { openPushLine } from './line.ts';

const NEWS = { title: 'Tea house · LIVE', body: 'Spring teas', path: '/watch/spring-teas' };

const subscriptionAt = (endpoint: string): PushSubscription => {
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  return { endpoint, keys: { p256dh: browser.getPublicKey('base64url'), auth: 'a'.repeat(22) } };
};

const line = () => openPushLine({ ...webPush.generateVAPIDKeys(), subject: 'mailto:host@example.org' });

it.each([
  'https://127.0.0.1/push',
  'https://[::1]/push',
  'https://169.254.169.254/latest',
  'https://10.1.2.3/push',
  'https://8.8.8.8:8443/push',
])('opens no line to %s, and forgets it', async (endpoint) => {
  const { signal } = new AbortController();
  expect(await line().send(subscriptionAt(endpoint), NEWS, signal)).toBe('gone');
});

it('forgets a browser whose key is none', async () => {
  const { signal } = new AbortController();
  const subscription = subscriptionAt('https://8.8.8.8/push');
  const broken = { ...subscription, keys: { ...subscription.keys, p256dh: 'p'.repeat(87) } };
  expect(await line().send(broken, NEWS, signal)).toBe('gone');
});
