import { mount, unmount } from 'svelte';
import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { ShowId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/invariant.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { PEOPLE_PROTOCOL } from '../../shared/protocol/people-protocol.ts';
import { seatPath } from '../../shared/protocol/http.ts';
import { STUDIO_HOME_PATH } from '../../shared/protocol/page-paths.ts';
import { maySend } from '../../shared/protocol/crew-media.ts';
import type { CardWords } from '../../shared/scene/card.ts';
import { openLevelMeter } from '../audio/level-meter.ts';
import { openMixer } from '../audio/mixer.ts';
import type { Monitor } from '../audio/monitor.ts';
import { openMonitor } from '../audio/speakers.ts';
import { openCamera } from '../capture/camera.ts';
import { askForDevices } from '../capture/device-permission.ts';
import { listDevices, watchDevices } from '../capture/devices.ts';
import { readImageFile } from '../capture/image.ts';
import { openMicrophone, type MicrophoneOptions } from '../capture/microphone.ts';
import { openPersonCamera } from '../capture/person-camera.ts';
import { openScreen } from '../capture/screen.ts';
import { openTestPattern } from '../capture/test-pattern.ts';
import { openCompositor } from '../compositor/compositor.ts';
import { errorsMessages } from '../messages/errors.ts';
import { studioControlsMessages } from '../messages/studio-controls.ts';
import { studioPeopleMessages } from '../messages/studio-people.ts';
import { studioMessages } from '../messages/studio.ts';
import { studioStageMessages } from '../messages/studio-stage.ts';
import { callCatalog } from '../net/catalog-calls.ts';
import { openConnection } from '../net/connection.ts';
import { callEndpoint, loadUplink, sendThumbnail, uploadPicture } from '../net/http.ts';
import { fetchPicture } from '../net/picture.ts';
import { openBrowserSocket, socketUrl } from '../net/socket.ts';
import { blobOfBitmap } from '../platform/bitmap-blob.ts';
import { wallClockMs, type Clock } from '../platform/clock.ts';
import { browserLocalePage, Locale } from '../platform/locale.svelte.ts';
import { consoleLog } from '../platform/log.ts';
import { handOutPageHandle } from '../platform/page-handle.ts';
import { onFirstGesture, watchPage } from '../platform/page-signals.ts';
import { cryptoRandom } from '../platform/random.ts';
import { sharedDevice } from '../platform/sfu-device.ts';
import { canPaintBackdrop, detectStudioSupport } from '../platform/support.ts';
import { pageStore } from '../platform/text-store.ts';
import { openWorkerClock } from '../platform/worker-clock.ts';
import { openPublisher } from '../publish/publisher.ts';
import { crewEngines } from '../state/crew-engines.ts';
import { openCrewExchange } from '../state/crew-exchange.svelte.ts';
import { DraftKeeper } from '../state/draft-keeper.ts';
import { Catalog } from '../state/catalog.svelte.ts';
import { LiveThumbnails } from '../state/live-thumbnails.ts';
import { Now } from '../state/now.svelte.ts';
import { PersonDevices } from '../state/person-devices.svelte.ts';
import type { OpenSourceOf } from '../state/source-rack.svelte.ts';
import type { Handover, StudioOptions } from '../state/studio-options.ts';
import { Studio } from '../state/studio.svelte.ts';
import { openDrafts } from '../storage/drafts.ts';
import { openBackdrop } from '../vision/backdrop.ts';
import '../ui/base.css';
import '../ui/fonts.css';
import { ToastQueue } from '../ui/toasts.svelte.ts';
import '../ui/tokens.css';
import App from './App.svelte';
import { Notices } from '../staff/notices.ts';
import { starterDraft } from './starter.ts';

const openSource: OpenSourceOf = (source, { format }, signal) => {
  switch (source.kind) {
    case 'camera':
      return openCamera({ ...source, framesPerSecond: format.framesPerSecond }, signal);
    case 'microphone':
      return openMicrophone(source, signal);
    case 'screen':
      return openScreen(source, signal);
    case 'test-pattern':
      return openTestPattern(format, signal);
    default:
      return assertNever(source);
  }
};

const cardWords = (locale: Locale): CardWords => {
  const t = locale.texts(studioStageMessages);
  return {
    locale: locale.current,
    texts: {
      soldOut: t('cardSoldOut'),
      heldOut: t('cardHeldOut'),
      left: (count) => t('cardLeft', { count }),
      soldBy: (name) => t('cardSoldBy', { name }),
    },
  };
};

const handoverWords = (locale: Locale, { to, name, cause }: Handover): string => {
  const t = locale.texts(studioControlsMessages);
  const host = locale.texts(studioPeopleMessages)('role', { role: 'host' });
  return t(`handover.${to}.${cause}`, { name: name ?? host });
};

type Page = {
  readonly as: StudioOptions['as'];
  readonly showId: ShowId;
  readonly locale: Locale;
  readonly onProblem: (code: ErrorCode) => void;
  readonly onHandover: StudioOptions['onHandover'];
  readonly clock: Clock;
  readonly log: Log;
};

/** Echo cancellation above all: the program is heard in the same room. */
const VOICE: MicrophoneOptions = {
  device: null,
  processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

type Keeper = Pick<DraftKeeper, 'load' | 'save' | 'saveAsset' | 'loadAsset' | 'flush'>;

/** Whoever came by a link works on what everybody shares: nothing of it is kept in its browser. */
const NOTHING_KEPT: Keeper = {
  load: () => Promise.resolve(null),
  save: () => undefined,
  saveAsset: () => Promise.resolve(),
  loadAsset: () => Promise.resolve(null),
  flush: () => Promise.resolve(),
};

const openKeeper = async ({ as, showId, clock, onProblem }: Page, scope: Scope): Promise<Keeper> => {
  if (as === 'crew') return NOTHING_KEPT;
  const drafts = { showId, clock, onProblem, openDrafts: () => openDrafts(scope.signal) };
  return scope.use(await DraftKeeper.open(drafts));
};

/** The own devices of whoever came by a link; null where they are never on air, and for the host, whose are in the document. */
const openPerson = async (
  { as, showId, onProblem }: Page,
  monitor: Monitor,
  scope: Scope,
): Promise<PersonDevices | null> => {
  if (as === 'studio') return null;
  const { seat } = await callEndpoint('findSeat', { showId }, scope.signal);
  if (!seat) throw new AppError('auth.required');
  if (!maySend(seat.role, 'camera')) return null;
  const ports = { openCamera: openPersonCamera, openMicrophone, openScreen, askForDevices, listDevices, monitor };
  const paints = { openBackdrop: canPaintBackdrop(window) ? openBackdrop : null };
  const store = pageStore(window, 'tab');
  const options = {
    ...ports,
    ...paints,
    role: seat.role,
    openMeter: openLevelMeter,
    canShareScreen: true,
    store,
    onProblem,
  };
  return new PersonDevices(options, scope);
};

const openStudio = async (page: Page, scope: Scope): Promise<Studio> => {
  const { as, showId, locale, onProblem, onHandover, clock, log } = page;
  const monitor = scope.use(openMonitor());
  const [keeper, mixer, person] = await Promise.all([
    openKeeper(page, scope),
    openMixer({}, scope.signal),
    openPerson(page, monitor, scope),
  ]);
  scope.use(mixer);
  const draft = await keeper.load();
  const stamp = new URLSearchParams(location.search).get('stamp') === '1' ? 'on' : 'off';
  // Probed by the time that this page takes a program over.
  const makeDevice = sharedDevice();
  // Going live, and whoever comes, find it loaded.
  const warmUp = requestIdleCallback(
    () => void makeDevice().catch((error: unknown) => log.error({}, 'no SFU client yet', error)),
  );
  scope.defer(() => cancelIdleCallback(warmUp));
  const studio = new Studio(
    {
      showId,
      as,
      person,
      draft: draft ?? starterDraft(locale, cryptoRandom),
      begin: as === 'crew' ? 'wait' : draft ? 'at-once' : 'welcome',
      stamp,
      openCompositor: (format, onEvent) => openCompositor({ format, stamp, onEvent }, scope.signal),
      mixer,
      openSource,
      openVoice: (signal) => openMicrophone(VOICE, signal),
      listDevices,
      uploadPicture: (picture, signal) => uploadPicture(showId, picture, signal),
      loadUplink,
      connect: (makeOpenParams, handlers, child) => {
        const line = { url: socketUrl(location), protocol: PEOPLE_PROTOCOL, clock, random: cryptoRandom, log };
        return openConnection({ ...line, makeOpenParams, socketFactory: openBrowserSocket, ...handlers }, child);
      },
      publish: (ports, handlers, child) => openPublisher({ ...ports, ...handlers, clock, makeDevice }, child),
      openCrewMedia: (call, sinks, child) =>
        openCrewExchange({ call, sinks, log, ...crewEngines({ clock, profile: 'desktop', makeDevice }) }, child),
      monitor,
      loadDraft: () => keeper.load(),
      save: (changed) => keeper.save(changed),
      saveAsset: (assetId, blob) => keeper.saveAsset(assetId, blob),
      loadAsset: (assetId) => keeper.loadAsset(assetId),
      readImage: readImageFile,
      fetchPicture,
      cardWords: () => cardWords(locale),
      droppedWord: () => locale.texts(studioMessages)('stateReconnecting'),
      ...{ onProblem, onHandover },
      nowMs: wallClockMs,
      clock,
      random: cryptoRandom,
      log,
    },
    scope,
  );
  watch({ studio, keeper, page }, scope);
  return studio;
};

/** Lets the lobby see what this page has on air. */
const showInLobby = (studio: Studio, { showId, clock, log }: Page, scope: Scope): LiveThumbnails =>
  new LiveThumbnails(
    {
      onAir: () => (studio.isOnAir && studio.makesProgram ? studio.air.sceneId : null),
      draw: (sceneId, widthPx) => studio.thumbnail(sceneId, widthPx),
      encode: blobOfBitmap,
      send: (picture, signal) => sendThumbnail(showId, picture, signal),
      clock,
      log,
    },
    scope,
  );

type Watched = { readonly studio: Studio; readonly keeper: Keeper; readonly page: Page };

/** Joins the studio with what happens to its page and its machine. */
const watch = ({ studio, keeper, page }: Watched, scope: Scope): void => {
  showInLobby(studio, page, scope);
  scope.use(watchDevices(() => void studio.refreshDevices()));
  scope.use(onFirstGesture(window, () => void studio.resumeSound()));
  scope.use(
    watchPage({
      window,
      clock: page.clock,
      systemNowMs: Date.now,
      onSignal: (signal) => {
        if (signal.type === 'hidden') void keeper.flush();
        if (signal.type === 'visible') studio.probe();
        if (signal.type === 'online' || signal.type === 'woke') studio.handleNetworkChange();
      },
    }),
  );
};

const start = (): void => {
  const log = consoleLog();
  const target = document.getElementById('app');
  const [, place, id] = location.pathname.split('/');
  const showId = v.safeParse(ShowId, id);
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
  const page: Page = {
    as: place === 'controls' ? 'crew' : 'studio',
    showId: showId.output,
    locale,
    onProblem: (code) => notices.problem(code),
    onHandover: (handover) => notices.handover(() => handoverWords(locale, handover)),
    clock,
    log,
  };
  const app = mount(App, {
    target,
    props: {
      locale,
      home: page.as === 'crew' ? seatPath(page.showId) : STUDIO_HOME_PATH,
      support: detectStudioSupport(window),
      notices,
      now: new Now(wallClockMs),
      catalog: new Catalog(callCatalog, page.showId, scope.signal),
      open: () => openStudio(page, scope),
    },
  });
  scope.defer(() => unmount(app));
};

start();
