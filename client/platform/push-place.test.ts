import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { openPushPlace } from './push-place.ts';

const bytes = (byte: number): Uint8Array<ArrayBuffer> => new Uint8Array(65).fill(byte);
const key = (byte: number): string =>
  btoa(String.fromCharCode(...bytes(byte)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** A push service that knows one place, and gives none for other keys while there is one. */
const aBrowser = () => {
  let place: { key: string; count: number } | null = null;
  let count = 0;
  const asSubscription = () => {
    if (!place) return null;
    const { key: wanted, count: number } = place;
    const binary = atob(wanted.replaceAll('-', '+').replaceAll('_', '/'));
    return {
      options: { applicationServerKey: Uint8Array.from(binary, (letter) => letter.charCodeAt(0)).buffer },
      toJSON: () => ({ endpoint: `https://push.example/${number}` }),
      unsubscribe: () => {
        place = null;
        return Promise.resolve(true);
      },
    };
  };
  const pushManager = {
    getSubscription: () => Promise.resolve(asSubscription()),
    subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => {
      if (place && place.key !== applicationServerKey) {
        return Promise.reject(new DOMException('another key', 'InvalidStateError'));
      }
      place ??= { key: applicationServerKey, count: (count += 1) };
      return Promise.resolve(asSubscription());
    },
  };
  const serviceWorker = { register: () => Promise.resolve(), ready: Promise.resolve({ pushManager }) };
  return { isSecureContext: true, PushManager: {}, navigator: { serviceWorker } };
};

beforeEach(() => {
  vi.stubGlobal('Notification', { permission: 'granted', requestPermission: () => Promise.resolve('granted') });
});
afterEach(() => vi.unstubAllGlobals());

it('keeps the place that this browser has for the server, and takes a new one when the server’s key is another', async () => {
  const place = openPushPlace(aBrowser() as unknown as Window);
  assert(place, 'this browser knows push');
  // 62 and 63 are letters of their own in addresses.
  expect(await place.subscribe(key(0xfb))).toEqual({ endpoint: 'https://push.example/1' });
  expect(await place.subscribe(`${key(0xfb)}=`)).toEqual({ endpoint: 'https://push.example/1' });
  expect(await place.subscribe(key(2))).toEqual({ endpoint: 'https://push.example/2' });
  expect(await place.subscribe(key(2))).toEqual({ endpoint: 'https://push.example/2' });
});
