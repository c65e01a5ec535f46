import { mount, unmount } from 'svelte';
import { AppError } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { VIEWER_PROTOCOL } from '../../shared/protocol/viewer-protocol.ts';
import type { WatchBoot } from '../../shared/protocol/watch-boot.ts';
import { openConnection } from '../net/connection.ts';
import { openBrowserSocket, socketUrl } from '../net/socket.ts';
import { loadPart } from '../platform/load-part.ts';
import { pageClock } from '../platform/clock.ts';
import { browserLocalePage, Locale } from '../platform/locale.svelte.ts';
import { consoleLog } from '../platform/log.ts';
import { handOutPageHandle } from '../platform/page-handle.ts';
import { watchPage } from '../platform/page-signals.ts';
import { openTab } from '../platform/open-tab.ts';
import { cryptoRandom } from '../platform/random.ts';
import { detectViewerSupport } from '../platform/support.ts';
import { pageStore } from '../platform/text-store.ts';
import type { ShopCart } from '../state/shop-cart.svelte.ts';
import { Viewer } from '../state/viewer.svelte.ts';
import '../ui/base.css';
import '../ui/tokens.css';
import { prepareWatch, type Preparation } from '../watch/prepare.ts';
import { openSubscriber } from '../watch/subscriber.ts';
import App from './App.svelte';
import { readBoot } from './boot.ts';

/** Null where this browser cannot receive: the room works without a picture. */
const prepare = async (boot: WatchBoot): Promise<Preparation | null> => {
  if (detectViewerSupport(window).kind === 'missing') return null;
  try {
    return await prepareWatch(boot.routerRtpCapabilities);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};

const openViewer = (boot: WatchBoot, scope: Scope, log: Log): Viewer => {
  const clock = pageClock();
  const viewer = new Viewer(
    {
      boot,
      prepare: () => prepare(boot),
      connect: (makeOpenParams, handlers, child) =>
        openConnection(
          {
            url: socketUrl(location),
            protocol: VIEWER_PROTOCOL,
            makeOpenParams,
            clock,
            random: cryptoRandom,
            socketFactory: openBrowserSocket,
            log,
            ...handlers,
          },
          child,
        ),
      subscribe: (preparation, offer, handlers, child) => openSubscriber({ preparation, offer, ...handlers }, child),
      loadPurchases: async () => {
        const [{ Purchases }, { readReceipt }] = await Promise.all([
          import('../state/purchases.svelte.ts'),
          import('../net/read-receipt.ts'),
        ]);
        const page = {
          clock,
          random: cryptoRandom,
          store: pageStore(window, 'tab'),
          openTab: () => openTab(window),
          readReceipt,
        };
        return (line) => new Purchases({ ...line, ...page });
      },
      loadChat: async () => {
        const [{ Chat }, { readReceipt }] = await Promise.all([
          import('../state/chat.svelte.ts'),
          import('../net/read-receipt.ts'),
        ]);
        const page = { clock, random: cryptoRandom, store: pageStore(window, 'device'), readReceipt };
        return (wire) => new Chat({ ...wire, ...page });
      },
      clock,
      random: cryptoRandom,
      log,
    },
    scope,
  );
  scope.use(
    watchPage({
      window,
      clock,
      systemNowMs: Date.now,
      onSignal: (signal) => (signal.type === 'online' ? viewer.handleNetworkChange() : viewer.probe()),
    }),
  );
  return viewer;
};

type Page = { readonly locale: Locale; readonly scope: Scope; readonly log: Log };

/** Hardly anybody sees it, so nobody else loads it. */
const showNotFound = async (target: HTMLElement, { locale, scope, log }: Page): Promise<void> => {
  try {
    const { default: NotFound } = await loadPart(() => import('./NotFound.svelte'));
    if (scope.isClosed) return;
    const app = mount(NotFound, { target, props: { locale } });
    scope.defer(() => unmount(app));
  } catch (error) {
    log.error({}, 'the page could not be loaded', error);
  }
};

/** Without it, people buy as on the watch page. */
const openCart = async (
  page: { readonly embed: string; readonly boot: WatchBoot },
  scope: Scope,
  log: Log,
): Promise<ShopCart | null> => {
  try {
    const { openShopCart } = await loadPart(() => import('../state/open-shop-cart.ts'));
    return openShopCart({ ...page, window, clock: pageClock(), random: cryptoRandom }, scope);
  } catch (error) {
    log.error({}, 'the shop’s cart could not be loaded', error);
    return null;
  }
};

const start = (): void => {
  const log = consoleLog();
  const scope = new Scope((error) => log.error({}, 'closing failed', error));
  handOutPageHandle(window);
  window.addEventListener('pagehide', () => void scope.close());
  // A page that the browser kept frozen comes back with everything closed: start over.
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  const target = document.getElementById('app');
  if (!target) return;
  const locale = new Locale(browserLocalePage(window));
  const boot = readBoot(document);
  if (!boot) return void showNotFound(target, { locale, scope, log });
  const embed = document.getElementById('embed')?.textContent;
  const shop = embed ? openCart({ embed, boot }, scope, log) : null;
  const app = mount(App, { target, props: { viewer: openViewer(boot, scope, log), locale, shop } });
  scope.defer(() => unmount(app));
};

start();
