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
      const subscription = former ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
      return subscription.toJSON();
    },
  };
};
