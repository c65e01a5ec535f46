import { AppError } from '../../shared/errors.ts';
import type { CalloutId, ItemId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { Scope } from '../../shared/lifetime.ts';
import { seededRandom } from '../../shared/random.ts';
import { publicState } from '../../shared/show/audience.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { anOffer, CHROMIUM, fakeBrowser } from '../watch/fake-browser.ts';
import { type Preparation, prepareWatch } from '../watch/prepare.ts';
import { CHANNEL, FakeLine } from './testing/fake-line.ts';
import { fakeLog } from './testing/fake-log.ts';
import { FakeWatching } from './testing/fake-watching.ts';
import { Chat } from './chat.svelte.ts';
import { Purchases } from './purchases.svelte.ts';
import { Viewer } from './viewer.svelte.ts';

const prepared = await prepareWatch(CHROMIUM.router, fakeBrowser().browser);
export const SOUND_AND_PICTURE = { rtpCapabilities: prepared.ask.rtpCapabilities };

type Setting = { readonly show?: ScriptedShow; readonly preparation?: Preparation | null };

const noReceipt = () => Promise.reject(new AppError('draw.no-receipt'));

export const aViewer = ({ show = ScriptedShow.in('live'), preparation = prepared }: Setting = {}) => {
  const watching = new FakeWatching();
  const clock = fakeClock(1_000_000);
  const lines: FakeLine[] = [];
  const closingErrors: unknown[] = [];
  const scope = new Scope((error) => void closingErrors.push(error));
  const viewer = new Viewer(
    {
      boot: { channel: CHANNEL, show: publicState(show.state), routerRtpCapabilities: CHROMIUM.router },
      prepare: () => Promise.resolve(preparation),
      connect: (makeOpenParams, handlers, child) => {
        const line = child.use(new FakeLine(show, makeOpenParams, handlers));
        lines.push(line);
        return line;
      },
      subscribe: watching.subscribe,
      loadPurchases: () =>
        Promise.resolve(
          (line) =>
            new Purchases({
              ...line,
              clock,
              random: seededRandom(2),
              store: null,
              openTab: () => null,
              readReceipt: noReceipt,
            }),
        ),
      loadChat: () =>
        Promise.resolve(
          (wire) => new Chat({ ...wire, clock, random: seededRandom(3), store: null, readReceipt: noReceipt }),
        ),
      clock,
      random: seededRandom(1),
      log: fakeLog(),
    },
    scope,
  );
  const [line] = lines;
  assert(line, 'the page opened a line');
  return { viewer, line, watching, show, clock, scope, closingErrors };
};

/** A viewer who sees the program move. */
export const aWatcher = async (setting: Setting = {}) => {
  const parts = aViewer(setting);
  await parts.line.open({ watch: anOffer() });
  const subscriber = await parts.watching.newest.succeed();
  parts.viewer.watchFrames(document.createElement('video'));
  parts.viewer.handlePlaying();
  return { ...parts, subscriber };
};

export const PRICE_TAG = { x: 0.5, y: 0.5, width: 0.25, height: 0.25 };

/** The frame captured at `captureAtMs` shows the callout and where its product can be clicked. */
export const aMark = (captureAtMs: number, calloutId: CalloutId | null, itemId?: ItemId): ProgramMark => ({
  captureAtMs,
  calloutId,
  areas: itemId ? [{ itemId, rect: PRICE_TAG }] : [],
});

export const calloutOf = (show: ScriptedShow): CalloutId => {
  assert(show.state.callout, 'a product is explained');
  return show.state.callout.id;
};

export const frame = (captureAtMs: number | null, presentedAtMs = (captureAtMs ?? 0) + 50) => ({
  captureAtMs,
  presentedAtMs,
});
