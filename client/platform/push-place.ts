/** A browser's place at its push service. */
export type PushPlace = {
  /** `blocked`: the person has said no, and only the browser's settings can change that. */
  permission(): 'granted' | 'blocked' | 'ask';
  /** Asks the person where that is needed; null when they say no. Rejects when the push service does not answer. */
  subscribe(key: string): Promise<PushSubscriptionJSON | null>;
  /** The place that there is already; null for none. */
  find(): Promise<PushSubscriptionJSON | null>;
};

const WORKER_PATH = '/push-worker.js';

/** Null where the browser knows no push: in private windows, without HTTPS, on an iPhone outside of the home screen. */
export const openPushPlace = (window: Window): PushPlace | null => {
  const { navigator } = window;
  if (!window.isSecureContext || !('serviceWorker' in navigator) || !('PushManager' in window)) return null;
  const permission = (): ReturnType<PushPlace['permission']> => {
    if (Notification.permission === 'granted') return 'granted';
    return Notification.permission === 'denied' ? 'blocked' : 'ask';
  };
  return {
    permission,
    find: async () => {
      const worker = await navigator.serviceWorker.getRegistration(WORKER_PATH);
      return (await worker?.pushManager.getSubscription())?.toJSON() ?? null;
    },
    subscribe: async (applicationServerKey) => {
      if ((await Notification.requestPermission()) !== 'granted') return null;
      await navigator.serviceWorker.register(WORKER_PATH);
      const { pushManager } = await navigator.serviceWorker.ready;
      const former = await pushManager.getSubscription();
      if (former && isFor(former, applicationServerKey)) return former.toJSON();
      // Browsers keep one place, and give no other while there is one for other keys.
      await former?.unsubscribe();
      return (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })).toJSON();
    },
  };
};

/** Whether the server that has this key can send there. A browser that does not say so is taken at its word. */
const isFor = ({ options }: PushSubscription, key: string): boolean => {
  const { applicationServerKey } = options;
  return applicationServerKey === null || base64Url(new Uint8Array(applicationServerKey)) === withoutPadding(key);
};

const withoutPadding = (text: string): string => text.replace(/=+$/, '');
const base64Url = (bytes: Uint8Array): string =>
  withoutPadding(
    btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  );
