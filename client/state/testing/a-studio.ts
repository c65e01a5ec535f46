import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { PictureId, ShowId } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import { Scope } from '../../../shared/lifetime.ts';
import { maySend } from '../../../shared/protocol/crew-media.ts';
import { seededRandom } from '../../../shared/random.ts';
import {
  aDocument,
  aCamera,
  aCameraLayer,
  aLayer,
  aTextLayer,
  sceneId,
} from '../../../shared/scene/sample-documents.ts';
import { personId, ScriptedShow } from '../../../shared/show/show-fixture.ts';
import type { Devices } from '../../capture/devices.ts';
import { fakeClock } from '../../platform/fake-clock.ts';
import { PersonDevices } from '../person-devices.svelte.ts';
import type { Handover, StudioDraft, StudioOptions } from '../studio-options.ts';
import { Studio } from '../studio.svelte.ts';
import { HOST as HOST_ACTOR, type StudioActor } from '../../../shared/show/actor.ts';
import { FakeCompositor, FakeMixer } from './fake-engines.ts';
import { FakeCrewMedia } from './fake-crew-media.svelte.ts';
import { FakeLine } from './fake-line.ts';
import { fakeLog } from './fake-log.ts';
import { FakeMonitor } from './fake-monitor.ts';
import { FakePerson } from './fake-person.ts';
import { FakePublishing } from './fake-publishing.ts';
import { FakeCapture, FakeSinks } from './fake-sources.ts';
import { settle } from './settle.ts';

export const [HOST, BREAK] = [sceneId('host'), sceneId('break')];

/** Two scenes: a camera with a place for the callout, and a text. Changes cut. */
export const aDraft = (): StudioDraft => ({
  document: aDocument({
    sources: [aCamera('camera')],
    scenes: {
      host: [aCameraLayer('picture', 'camera'), aLayer('card', { kind: 'callout' })],
      break: [aTextLayer('text')],
    },
  }),
  onAirSceneId: HOST,
  confirmed: null,
});

type Setting = Partial<Pick<StudioOptions, 'begin' | 'draft'>> & {
  readonly phase?: 'draft' | 'live';
  /** Whose page it is: the host's, unless it is somebody's who came by a link. */
  readonly self?: StudioActor;
};

/** Every engine as a fake, a server that has the show, and what came out of it all. */
class World {
  readonly show: ScriptedShow;
  readonly sinks = new FakeSinks();
  readonly capture = new FakeCapture();
  readonly publishing = new FakePublishing();
  readonly mixer = new FakeMixer(this.sinks);
  readonly lines: FakeLine[] = [];
  readonly compositors: FakeCompositor[] = [];
  readonly medias: FakeCrewMedia[] = [];
  readonly person = new FakePerson();
  readonly monitor = new FakeMonitor();
  readonly saved: StudioDraft[] = [];
  readonly problems: ErrorCode[] = [];
  readonly handovers: Handover[] = [];
  readonly closingErrors: unknown[] = [];
  readonly clock = fakeClock(1_000);
  readonly scope = new Scope((error) => void this.closingErrors.push(error));
  /** What the browser has; other pages keep drafts there too. */
  readonly browser = {
    devices: { cameras: [], microphones: [], speakers: [] } as Devices,
    draft: null as StudioDraft | null,
    soldOut: 'Sold out',
    uplinkBytesPerMs: Infinity,
  };

  readonly self: StudioActor;

  constructor(phase: 'draft' | 'live', self: StudioActor) {
    this.show = ScriptedShow.in(phase);
    this.self = self;
    // Whoever opens a studio's line is in the studio.
    for (const { participantId, role } of new Set([HOST_ACTOR, self])) this.show.join(participantId, role);
  }

  options(draft: StudioDraft, begin: StudioOptions['begin']): StudioOptions {
    const { browser, clock } = this;
    return {
      ...this.#engines(),
      showId: v.parse(ShowId, 'show1'),
      as: this.self === HOST_ACTOR ? 'studio' : 'crew',
      person: this.#ownDevices(),
      draft,
      begin,
      stamp: 'off',
      listDevices: () => Promise.resolve(browser.devices),
      loadDraft: () => Promise.resolve(browser.draft),
      save: (changed) => void this.saved.push(changed),
      saveAsset: () => Promise.resolve(),
      loadAsset: () => Promise.resolve(null),
      readImage: () => Promise.reject(new AppError('image.unreadable')),
      fetchPicture: (pictureId) => Promise.resolve(new Blob([pictureId])),
      loadUplink: (bytes) => clock.advance(bytes.byteLength / browser.uplinkBytesPerMs),
      uploadPicture: (file) =>
        file.size > 4 ? Promise.reject(new AppError('picture.too-large')) : Promise.resolve(v.parse(PictureId, 'pic')),
      cardWords: () => ({
        locale: 'en',
        texts: {
          soldOut: browser.soldOut,
          heldOut: 'All reserved',
          left: (count) => `${count} left`,
          soldBy: (name) => `Sold by ${name}`,
        },
      }),
      droppedWord: () => 'Reconnecting',
      onProblem: (code) => void this.problems.push(code),
      onHandover: (handover) => void this.handovers.push(handover),
      nowMs: clock.now,
      clock,
      random: seededRandom(1),
      log: fakeLog(),
    };
  }

  /** Those of somebody who is to be seen and is not the host. */
  #ownDevices(): PersonDevices | null {
    const { self, person } = this;
    if (self === HOST_ACTOR || !maySend(self.role, 'camera')) return null;
    return new PersonDevices({ ...person.options(), role: self.role, store: person.store }, this.scope);
  }

  #engines(): Pick<
    StudioOptions,
    'openCompositor' | 'mixer' | 'openSource' | 'openVoice' | 'connect' | 'publish' | 'openCrewMedia' | 'monitor'
  > {
    return {
      mixer: this.mixer,
      openSource: this.capture.open,
      openVoice: () => Promise.reject(new AppError('microphone.missing')),
      openCompositor: (format, onEvent) => {
        const compositor = new FakeCompositor(format, onEvent, this.sinks);
        this.compositors.push(compositor);
        return compositor;
      },
      connect: (makeOpenParams, handlers, scope) => {
        const line = scope.use(new FakeLine(this.show, makeOpenParams, handlers));
        line.actor = this.self;
        this.lines.push(line);
        return line;
      },
      monitor: this.monitor,
      openCrewMedia: (_call, sinks, scope) => {
        const media = scope.use(new FakeCrewMedia(this.self.participantId, sinks));
        this.medias.push(media);
        return media;
      },
      publish: (ports, handlers, scope) => this.publishing.open(scope, handlers.onState, ports),
    };
  }
}

/** A studio on fakes. Its line to the server is not open yet. */
export const aStudio = ({
  self = HOST_ACTOR,
  begin = self === HOST_ACTOR ? 'at-once' : 'wait',
  draft = aDraft(),
  phase = 'draft',
}: Setting = {}) => {
  const world = new World(phase, self);
  const studio = new Studio(world.options(draft, begin), world.scope);
  const [compositor] = world.compositors;
  const [line] = world.lines;
  const [media] = world.medias;
  assert(compositor && line && media, 'the studio opened its engines');
  return { ...world, studio, compositor, line, media };
};

/** A studio whose line is open. */
export const openStudio = async (setting: Setting = {}) => {
  const parts = aStudio(setting);
  const { self, line } = parts;
  await line.open(self === HOST_ACTOR ? {} : { self });
  return parts;
};

/** Somebody who came by a link, and whose page controls the show. */
export const CO_HOST: StudioActor = { role: 'co-host', participantId: personId('ann') };
export const PRODUCER: StudioActor = { role: 'producer', participantId: personId('bo') };

/** A studio on air with a product on its shelf. */
export const studioOnAir = async () => {
  const parts = await openStudio();
  const itemId = parts.show.addItem();
  const going = parts.studio.goLive();
  await settle();
  const publisher = await parts.publishing.newest.succeed();
  await going;
  return { ...parts, itemId, publisher };
};
