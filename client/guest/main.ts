import { mount, unmount } from 'svelte';
import type { ErrorCode } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { PEOPLE_PROTOCOL } from '../../shared/protocol/people-protocol.ts';
import { seatPath } from '../../shared/protocol/http.ts';
import { openLevelMeter } from '../audio/level-meter.ts';
import { openMonitor } from '../audio/speakers.ts';
import { askForDevices } from '../capture/device-permission.ts';
import { listDevices, watchDevices } from '../capture/devices.ts';
import { openMicrophone } from '../capture/microphone.ts';
import { openPersonCamera } from '../capture/person-camera.ts';
import { openScreen } from '../capture/screen.ts';
import { errorsMessages } from '../messages/errors.ts';
import { openConnection } from '../net/connection.ts';
import { callEndpoint, uploadPicture } from '../net/http.ts';
import { openBrowserSocket, socketUrl } from '../net/socket.ts';
import type { Clock } from '../platform/clock.ts';
import { loadPart } from '../platform/load-part.ts';
import { browserLocalePage, Locale } from '../platform/locale.svelte.ts';
import { consoleLog } from '../platform/log.ts';
import { handOutPageHandle } from '../platform/page-handle.ts';
import { onFirstGesture, watchPage } from '../platform/page-signals.ts';
import { cryptoRandom } from '../platform/random.ts';
import { canPaintBackdrop, detectStudioSupport } from '../platform/support.ts';
import { sharedDevice } from '../platform/sfu-device.ts';
import { pageStore } from '../platform/text-store.ts';
import { keepAwake } from '../platform/wake-lock.ts';
import { openWorkerClock } from '../platform/worker-clock.ts';
import { crewEngines } from '../state/crew-engines.ts';
import { openCrewExchange } from '../state/crew-exchange.svelte.ts';
import { guestAddressOf } from '../state/guest-address.ts';
import { Guest } from '../state/guest.svelte.ts';
import { openBackdrop } from '../vision/backdrop.ts';
import '../ui/base.css';
import '../ui/fonts.css';
import { ToastQueue } from '../ui/toasts.svelte.ts';
import '../ui/tokens.css';
import App from './App.svelte';
import { obstacleOf } from './obstacle.ts';

type Page = { readonly onProblem: (code: ErrorCode) => void; readonly clock: Clock; readonly log: Log };

/** Whoever holds the machine in their hands: one small encoder, and no screen to share. */
const isHandHeld = (): boolean => matchMedia('(pointer: coarse) and (hover: none)').matches;

const openGuest = ({ onProblem, clock, log }: Page, scope: Scope): Guest => {
  const guest = new Guest(
    {
      address: guestAddressOf(location),
      callEndpoint,
      uploadPicture,
      previewShelf: async (...asked) => (await loadPart(() => import('../net/shelf-table.ts'))).previewShelf(...asked),
      clock,
      showSeat: ({ showId }) => history.replaceState(null, '', seatPath(showId)),
      canControl: !isHandHeld() && detectStudioSupport(window).kind === 'full',
      goTo: (path) => location.assign(path),
      stores: { device: pageStore(window, 'device'), tab: pageStore(window, 'tab') },
      connect: (makeOpenParams, handlers, child) => {
        const line = { url: socketUrl(location), makeOpenParams, clock, random: cryptoRandom, log };
        return openConnection(
          { ...line, protocol: PEOPLE_PROTOCOL, socketFactory: openBrowserSocket, ...handlers },
          child,
        );
      },
      openMedia: (call, sinks, child) => {
        const engines = crewEngines({ clock, profile: isHandHeld() ? 'phone' : 'desktop', makeDevice: sharedDevice() });
        return openCrewExchange({ call, sinks, log, ...engines }, child);
      },
      monitor: scope.use(openMonitor()),
      keepAwake: () => keepAwake(window),
      openCamera: openPersonCamera,
      openBackdrop: canPaintBackdrop(window) ? openBackdrop : null,
      openMicrophone,
      openScreen,
      askForDevices,
      listDevices,
      openMeter: openLevelMeter,
      canShareScreen: 'getDisplayMedia' in navigator.mediaDevices && !isHandHeld(),
      onProblem,
    },
    scope,
  );
  watch(guest, clock, scope);
  void guest.entry.look();
  return guest;
};

/** Joins the guest's place with what happens to its page and its machine. */
const watch = (guest: Guest, clock: Clock, scope: Scope): void => {
  scope.use(watchDevices(() => guest.handleDeviceChange()));
  scope.use(onFirstGesture(window, () => void guest.resumeSound()));
  scope.use(watchPage({ window, clock, systemNowMs: Date.now, onSignal: (signal) => guest.handleSignal(signal) }));
};

const start = (): void => {
  const log = consoleLog();
  const target = document.getElementById('app');
  if (!target) return;
  const scope = new Scope((error) => log.error({}, 'closing failed', error));
  handOutPageHandle(window);
  window.addEventListener('pagehide', () => void scope.close());
  // A page that the browser kept frozen comes back with everything closed: start over.
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  // Another link in the same tab differs from this one in its fragment at most, which does not load the page anew.
  window.addEventListener('hashchange', () => location.reload());
  const locale = new Locale(browserLocalePage(window));
  const toasts = scope.use(new ToastQueue());
  const onProblem = (code: ErrorCode): void => {
    toasts.show({ text: () => locale.texts(errorsMessages)(code), tone: 'error', key: code });
  };
  // Whoever shares a screen looks at another tab, where this page's own timers would be slowed down.
  const clock = scope.use(openWorkerClock());
  const app = mount(App, {
    target,
    props: {
      locale,
      obstacle: obstacleOf(window, navigator.userAgent),
      toasts,
      open: () => openGuest({ onProblem, clock, log }, scope),
    },
  });
  scope.defer(() => unmount(app));
};

start();
