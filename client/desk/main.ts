import { mount, unmount } from 'svelte';
import * as v from 'valibot';
import type { ErrorCode } from '../../shared/errors.ts';
import { ShowId } from '../../shared/ids.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { STUDIO_HOME_PATH } from '../../shared/protocol/page-paths.ts';
import { PEOPLE_PROTOCOL } from '../../shared/protocol/people-protocol.ts';
import { openMonitor } from '../audio/speakers.ts';
import { errorsMessages } from '../messages/errors.ts';
import { callCatalog } from '../net/catalog-calls.ts';
import { openConnection } from '../net/connection.ts';
import { uploadPicture } from '../net/http.ts';
import { openBrowserSocket, socketUrl } from '../net/socket.ts';
import { wallClockMs, type Clock } from '../platform/clock.ts';
import { browserLocalePage, Locale } from '../platform/locale.svelte.ts';
import { consoleLog } from '../platform/log.ts';
import { handOutPageHandle } from '../platform/page-handle.ts';
import { watchPage } from '../platform/page-signals.ts';
import { cryptoRandom } from '../platform/random.ts';
import { sharedDevice } from '../platform/sfu-device.ts';
import { keepAwake } from '../platform/wake-lock.ts';
import { openWorkerClock } from '../platform/worker-clock.ts';
import { Notices } from '../staff/notices.ts';
import { Catalog } from '../state/catalog.svelte.ts';
import { crewEngines } from '../state/crew-engines.ts';
import { openCrewExchange } from '../state/crew-exchange.svelte.ts';
import { Desk } from '../state/desk.svelte.ts';
import { Now } from '../state/now.svelte.ts';
import '../ui/base.css';
import '../ui/fonts.css';
import { ToastQueue } from '../ui/toasts.svelte.ts';
import '../ui/tokens.css';
import App from './App.svelte';

type Page = {
  readonly showId: ShowId;
  readonly onProblem: (code: ErrorCode) => void;
  readonly clock: Clock;
  readonly log: Log;
};

const openDesk = ({ showId, onProblem, clock, log }: Page, scope: Scope): Desk => {
  const desk = new Desk(
    {
      showId,
      connect: (makeOpenParams, handlers, child) => {
        const line = { url: socketUrl(location), protocol: PEOPLE_PROTOCOL, clock, random: cryptoRandom, log };
        return openConnection({ ...line, makeOpenParams, socketFactory: openBrowserSocket, ...handlers }, child);
      },
      openMedia: (call, sinks, child) => {
        const engines = crewEngines({ clock, profile: 'phone', makeDevice: sharedDevice() });
        return openCrewExchange({ call, sinks, log, ...engines }, child);
      },
      monitor: scope.use(openMonitor()),
      keepAwake: () => keepAwake(window),
      clock,
      uploadPicture: (picture, signal) => uploadPicture(showId, picture, signal),
      onProblem,
    },
    scope,
  );
  scope.use(
    watchPage({
      window,
      clock,
      systemNowMs: Date.now,
      onSignal: ({ type }) => {
        if (type === 'visible') desk.probe();
        if (type === 'online' || type === 'woke') desk.handleNetworkChange();
      },
    }),
  );
  return desk;
};

const start = (): void => {
  const log = consoleLog();
  const target = document.getElementById('app');
  const showId = v.safeParse(ShowId, location.pathname.split('/')[2]);
  if (!target) return;
  if (!showId.success) {
    location.replace(STUDIO_HOME_PATH);
    return;
  }
  const scope = new Scope((error) => log.error({}, 'closing failed', error));
  handOutPageHandle(window);
  window.addEventListener('pagehide', () => void scope.close());
  // A page that the browser kept frozen comes back with everything closed: start over.
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  const locale = new Locale(browserLocalePage(window));
  const notices = new Notices(scope.use(new ToastQueue()), (code) => locale.texts(errorsMessages)(code));
  const clock = scope.use(openWorkerClock());
  const desk = openDesk({ showId: showId.output, onProblem: (code) => notices.problem(code), clock, log }, scope);
  const app = mount(App, {
    target,
    props: {
      locale,
      desk,
      notices,
      now: new Now(wallClockMs),
      catalog: new Catalog(callCatalog, showId.output, scope.signal),
    },
  });
  scope.defer(() => unmount(app));
};

start();
