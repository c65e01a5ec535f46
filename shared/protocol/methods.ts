import * as v from 'valibot';
import { CalloutId, ItemId, SessionId, ShowAddress, ShowId } from '../ids.ts';
import { ItemFacts } from '../show/item.ts';
import { AtMs, ProgramMark, ShowState, ShowTitle } from '../show/state.ts';
import { PROTOCOL_VERSION } from './frame.ts';
import {
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
  WatchAsk,
  WatchOffer,
} from './rtp.ts';

const short = v.pipe(v.string(), v.maxLength(256));
const nothing = v.object({});
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9));
/** 1e6 ms: clocks that are hours apart are allowed, nonsense is not. */
const latencyMs = v.pipe(v.number(), v.finite(), v.minValue(-1e6), v.maxValue(1e6));
const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));

const ChannelCard = v.object({ name: v.string(), handle: v.string() });
export type ChannelCard = v.InferOutput<typeof ChannelCard>;

/** Proof that a page is the same session as before its socket broke; secret, of this page only, never in a URL. */
const Resume = v.object({ sessionId: SessionId, token: short, seq: index });

/** The first frame of every socket. `studio` needs the owner's cookie on the upgrade request; `viewer` needs nothing. */
const OpenParams = v.variant('as', [
  v.object({
    as: v.literal('viewer'),
    version: v.literal(PROTOCOL_VERSION),
    address: ShowAddress,
    resume: v.nullable(Resume),
    /** Null when this browser cannot receive WebRTC, or when the page's media survived and needs no new offer. */
    watch: v.nullable(WatchAsk),
  }),
  v.object({
    as: v.literal('studio'),
    version: v.literal(PROTOCOL_VERSION),
    showId: ShowId,
    resume: v.nullable(Resume),
    /** `take-over` replaces another studio page of the same show; `ask` is refused with `session.replaced` while one is connected. */
    claim: v.picklist(['ask', 'take-over']),
  }),
]);

const Opened = v.object({
  sessionId: SessionId,
  resumeToken: v.string(),
  /** `resumed`: this session's transports and consumers are still there. `fresh`: anything older is gone. */
  session: v.picklist(['fresh', 'resumed']),
  serverAtMs: AtMs,
  /** The whole state on a fresh session or when the gap is too long; null when the missed events follow as events. */
  show: v.nullable(ShowState),
  channel: ChannelCard,
  watchers: index,
  /** The program, when it is on air and was asked for. */
  watch: v.nullable(WatchOffer),
  /** Host's wall clock minus the server's, when known: turns capture times into server time. */
  hostClockOffsetMs: v.nullable(v.number()),
});
export type Opened = v.InferOutput<typeof Opened>;

const PlaybackReport = v.object({
  /** Glass-to-glass over the last window, from capture times; null where the browser does not tell. */
  latencyP50Ms: v.nullable(latencyMs),
  latencyP95Ms: v.nullable(latencyMs),
  framesPerSecond: seconds,
  freezes: index,
  packetsLost: seconds,
});
export type PlaybackReport = v.InferOutput<typeof PlaybackReport>;

/** Who may call a method: `studio` is the owner's control page, `viewer` anybody's watch page. Deny by default. */
export type Caller = 'studio' | 'viewer';

type Method = {
  readonly params: v.GenericSchema;
  readonly result: v.GenericSchema;
  readonly callers: readonly Caller[];
};

const both = ['studio', 'viewer'] as const;
const studio = ['studio'] as const;
const viewer = ['viewer'] as const;

/** The method table: both ends' types, the server's checks and the permissions follow from it. */
export const METHODS = {
  'session.open': { params: OpenParams, result: Opened, callers: both },
  'clock.ping': { params: nothing, result: v.object({ serverAtMs: v.number() }), callers: both },

  'show.rename': { params: v.object({ title: ShowTitle }), result: nothing, callers: studio },
  /** Refused with `show.no-program` until both producers of the program exist. */
  'show.start': { params: nothing, result: nothing, callers: studio },
  'show.end': { params: nothing, result: nothing, callers: studio },
  'shelf.add': { params: v.object({ facts: ItemFacts }), result: v.object({ itemId: ItemId }), callers: studio },
  'shelf.change': { params: v.object({ itemId: ItemId, facts: ItemFacts }), result: nothing, callers: studio },
  'shelf.move': { params: v.object({ itemId: ItemId, toIndex: index }), result: nothing, callers: studio },
  'shelf.remove': { params: v.object({ itemId: ItemId }), result: nothing, callers: studio },
  'callout.open': { params: v.object({ itemId: ItemId }), result: v.object({ calloutId: CalloutId }), callers: studio },
  'callout.close': { params: v.object({ calloutId: CalloutId }), result: nothing, callers: studio },
  'program.mark': { params: v.object({ mark: ProgramMark }), result: nothing, callers: studio },

  /** Capabilities of the router, and the one send transport of this studio; calling again replaces the transport. */
  'media.openSend': {
    params: nothing,
    result: v.object({ routerRtpCapabilities: RtpCapabilities, transport: TransportOffer }),
    callers: studio,
  },
  'media.connect': {
    params: v.object({ transportId: short, dtlsParameters: DtlsParameters }),
    result: nothing,
    callers: studio,
  },
  'media.produce': {
    params: v.object({ transportId: short, kind: MediaKind, rtpParameters: RtpParameters }),
    result: v.object({ producerId: v.string() }),
    callers: studio,
  },
  'media.closeProducer': { params: v.object({ producerId: short }), result: nothing, callers: studio },
  'media.restartIce': {
    params: v.object({ transportId: short }),
    result: v.object({ iceParameters: IceParameters }),
    callers: both,
  },
  /** Asks for a new offer of the program; the old transport of this viewer is closed. `media.unavailable` when nothing is on air: an offer then comes by itself as a `watch.offered` tick. */
  'media.watch': { params: WatchAsk, result: v.object({ watch: WatchOffer }), callers: viewer },

  /** The host page's wall clock minus the server's, measured by `clock.ping`. */
  'studio.clock': { params: v.object({ offsetMs: v.pipe(v.number(), v.finite()) }), result: nothing, callers: studio },
  'viewer.report': { params: PlaybackReport, result: nothing, callers: viewer },
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;
export type MethodParams<Name extends MethodName> = v.InferOutput<(typeof METHODS)[Name]['params']>;
export type MethodResult<Name extends MethodName> = v.InferOutput<(typeof METHODS)[Name]['result']>;

export const isMethodName = (name: string): name is MethodName => Object.hasOwn(METHODS, name);
