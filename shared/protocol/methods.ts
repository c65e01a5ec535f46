import * as v from 'valibot';
import {
  CalloutId,
  EditId,
  HoldId,
  InviteId,
  ItemId,
  MessageId,
  ParticipantId,
  SceneId,
  SessionId,
  ShowAddress,
  ShowId,
} from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import { SceneDocument, TransitionChoice } from '../scene/document.ts';
import { SceneEdit } from '../scene/shared-edit.ts';
import { StudioRole } from '../show/actor.ts';
import { MessageText } from '../show/crew.ts';
import { IntentKey, Quantity } from '../show/hold.ts';
import { ItemFacts } from '../show/item.ts';
import { FaderDb, MediaSwitches, Participant, PersonName, PersonQuality } from '../show/participant.ts';
import { AtMs } from '../show/at-ms.ts';
import { ProgramMark, ShowState, ShowTitle } from '../show/state.ts';
import { CrewMedia, EncodingChoice } from './crew-media.ts';
import { PROTOCOL_VERSION } from './frame.ts';
import { HoldVerdict, OrderCard } from './holds.ts';
import { Invite, InviteWish } from './invites.ts';
import {
  ConsumerOffer,
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

/**
 * The first frame of every socket. `studio` needs the owner's cookie on the upgrade request, `crew` that of a seat in this show;
 * `viewer` needs nothing.
 */
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
  v.object({
    as: v.literal('crew'),
    version: v.literal(PROTOCOL_VERSION),
    showId: ShowId,
    /** A page without it replaces another page of the same seat: the newest tab has the person. */
    resume: v.nullable(Resume),
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
  /** Whose page this is; null for a viewer's. */
  self: v.nullable(v.object({ participantId: ParticipantId, role: StudioRole })),
  watchers: index,
  /** The program, when it is on air and was asked for. */
  watch: v.nullable(WatchOffer),
  /** The wall clock of the page that makes the program minus the server's, when known: turns capture times into server time. */
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

/**
 * Who may call a method: `studio` is the page of the channel's owner, `crew` the page of somebody who came by a link, `viewer`
 * anybody's watch page. Deny by default; what a person's role allows is the show's to decide.
 */
export type Caller = 'studio' | 'crew' | 'viewer';

type Method = {
  readonly params: v.GenericSchema;
  readonly result: v.GenericSchema;
  readonly callers: readonly Caller[];
};

const all = ['studio', 'crew', 'viewer'] as const;
const people = ['studio', 'crew'] as const;
const aPerson = v.object({ participantId: ParticipantId });
const aPersonOrNobody = v.object({ participantId: v.nullable(ParticipantId) });
const viewer = ['viewer'] as const;

const CrewTransport = v.object({ routerRtpCapabilities: RtpCapabilities, transport: TransportOffer });

/** The method table: both ends' types, the server's checks and the permissions follow from it. */
export const METHODS = {
  'session.open': { params: OpenParams, result: Opened, callers: all },
  'clock.ping': { params: nothing, result: v.object({ serverAtMs: v.number() }), callers: all },

  'show.rename': { params: v.object({ title: ShowTitle }), result: nothing, callers: people },
  /** `auth.forbidden` unless this page makes the program, `show.no-program` until both of its producers exist. */
  'show.start': { params: nothing, result: nothing, callers: people },
  'show.end': { params: nothing, result: nothing, callers: people },
  'shelf.add': { params: v.object({ facts: ItemFacts }), result: v.object({ itemId: ItemId }), callers: people },
  'shelf.change': { params: v.object({ itemId: ItemId, facts: ItemFacts }), result: nothing, callers: people },
  'shelf.move': { params: v.object({ itemId: ItemId, toIndex: index }), result: nothing, callers: people },
  'shelf.remove': { params: v.object({ itemId: ItemId }), result: nothing, callers: people },
  'callout.open': { params: v.object({ itemId: ItemId }), result: v.object({ calloutId: CalloutId }), callers: people },
  'callout.close': { params: v.object({ calloutId: CalloutId }), result: nothing, callers: people },
  /** `auth.forbidden` unless this page makes the program. */
  'program.mark': { params: v.object({ mark: ProgramMark }), result: nothing, callers: people },

  /** Links into the studio. The token is told once, to the page that asked for the link. */
  'invite.create': {
    params: InviteWish,
    result: v.object({ invite: Invite, token: v.string() }),
    callers: people,
  },
  'invite.list': { params: nothing, result: v.object({ invites: v.array(Invite) }), callers: people },
  /** Whoever came by the link is removed at once. */
  'invite.revoke': { params: v.object({ inviteId: InviteId }), result: nothing, callers: people },

  'people.leave': { params: nothing, result: nothing, callers: ['crew'] },
  'people.remove': { params: aPerson, result: nothing, callers: people },
  'people.rename': { params: v.object({ name: PersonName }), result: nothing, callers: people },
  'people.switch': { params: v.object({ switches: MediaSwitches }), result: nothing, callers: people },
  'people.mute': { params: aPerson, result: nothing, callers: people },
  'people.setPicture': {
    params: v.object({ participantId: ParticipantId, picture: Participant.entries.picture }),
    result: nothing,
    callers: people,
  },
  /** How loud somebody is in the program; null is silence. */
  'people.setFader': {
    params: v.object({ participantId: ParticipantId, faderDb: FaderDb }),
    result: nothing,
    callers: people,
  },
  'people.setQuality': {
    params: v.object({ participantId: ParticipantId, quality: PersonQuality }),
    result: nothing,
    callers: people,
  },
  'stage.enter': { params: aPerson, result: nothing, callers: people },
  'stage.leave': { params: aPerson, result: nothing, callers: people },
  'stage.move': {
    params: v.object({ participantId: ParticipantId, toIndex: index }),
    result: nothing,
    callers: people,
  },
  'stage.spotlight': { params: aPersonOrNobody, result: nothing, callers: people },
  'stage.cue': { params: aPersonOrNobody, result: nothing, callers: people },
  'stage.setScreen': {
    params: v.object({ participantId: ParticipantId, screen: v.picklist(['on-air', 'off-air']) }),
    result: nothing,
    callers: people,
  },
  /** The document that everybody works on from now on, and its scene on air. Changes nothing once there is one. */
  'production.open': {
    params: v.object({ document: SceneDocument, sceneId: SceneId }),
    result: nothing,
    callers: people,
  },
  /** Comes back to every page, the asking one too, as `production.edited` with the same `editId`. */
  'production.edit': { params: v.object({ editId: EditId, edit: SceneEdit }), result: nothing, callers: people },
  'production.take': {
    params: v.object({ sceneId: SceneId, transition: TransitionChoice }),
    result: nothing,
    callers: people,
  },
  /** Whether this page could take the program over at once. */
  'production.standBy': {
    params: v.object({ standby: v.picklist(['ready', 'off']) }),
    result: nothing,
    callers: people,
  },
  /** The program of the maker before ends with it. */
  'production.handOver': { params: aPerson, result: nothing, callers: people },

  'talk.post': {
    params: v.object({ text: MessageText }),
    result: v.object({ messageId: MessageId }),
    callers: people,
  },
  'talk.remove': { params: v.object({ messageId: MessageId }), result: nothing, callers: people },

  /**
   * Media among the people in the studio. One transport a direction; opening again replaces it, and everything on it.
   * What may be sent is `maySendNow`’s to say; what may be received is in the tick `crew.producers`.
   */
  'crew.openSend': { params: nothing, result: CrewTransport, callers: people },
  'crew.openReceive': { params: nothing, result: CrewTransport, callers: people },
  'crew.connect': {
    params: v.object({ transportId: short, dtlsParameters: DtlsParameters }),
    result: nothing,
    callers: people,
  },
  'crew.restartIce': {
    params: v.object({ transportId: short }),
    result: v.object({ iceParameters: IceParameters }),
    callers: people,
  },
  /** A second one of the same media replaces the first. */
  'crew.produce': {
    params: v.object({ transportId: short, media: CrewMedia, rtpParameters: RtpParameters }),
    result: v.object({ producerId: v.string() }),
    callers: people,
  },
  'crew.closeProducer': { params: v.object({ producerId: short }), result: nothing, callers: people },
  /** Begins paused where it is a picture: the page lets it flow with `crew.tuneConsumer` when it is ready to show it. */
  'crew.consume': {
    params: v.object({ producerId: short, rtpCapabilities: RtpCapabilities }),
    result: v.object({ consumer: ConsumerOffer }),
    callers: people,
  },
  'crew.tuneConsumer': {
    params: v.object({ consumerId: short, encoding: EncodingChoice, flow: v.picklist(['on', 'off']) }),
    result: nothing,
    callers: people,
  },
  'crew.closeConsumer': { params: v.object({ consumerId: short }), result: nothing, callers: people },

  /**
   * Publishing the program: `auth.forbidden` unless this page makes it. Capabilities of the router, and the one send transport
   * of the program; calling again replaces the transport.
   */
  'media.openSend': {
    params: nothing,
    result: v.object({ routerRtpCapabilities: RtpCapabilities, transport: TransportOffer }),
    callers: people,
  },
  'media.connect': {
    params: v.object({ transportId: short, dtlsParameters: DtlsParameters }),
    result: nothing,
    callers: people,
  },
  'media.produce': {
    params: v.object({ transportId: short, kind: MediaKind, rtpParameters: RtpParameters }),
    result: v.object({ producerId: v.string() }),
    callers: people,
  },
  'media.closeProducer': { params: v.object({ producerId: short }), result: nothing, callers: people },
  'media.restartIce': {
    params: v.object({ transportId: short }),
    result: v.object({ iceParameters: IceParameters }),
    callers: all,
  },
  /** Asks for a new offer of the program; the old transport of this viewer is closed. `media.unavailable` when nothing is on air: an offer then comes by itself as a `watch.offered` tick. */
  'media.watch': { params: WatchAsk, result: v.object({ watch: WatchOffer }), callers: viewer },

  /** What came of the wish: a hold, a place in the line, or the reason for neither. Asked again, the same. `buyer.unknown`. */
  'hold.request': {
    params: v.object({
      intent: IntentKey,
      itemId: ItemId,
      quantity: Quantity,
      seen: v.object({ priceMinor: PriceMinor, currency: Currency }),
    }),
    result: HoldVerdict,
    callers: viewer,
  },
  /** Once, and while nobody waits: `hold.contended`, `hold.not-open`. */
  'hold.extend': { params: v.object({ holdId: HoldId }), result: nothing, callers: viewer },
  /** Where it is paid, on the page of the provider. `hold.not-open`. */
  'hold.startCheckout': {
    params: v.object({ holdId: HoldId }),
    result: v.object({ url: short }),
    callers: viewer,
  },
  'hold.cancel': { params: v.object({ holdId: HoldId }), result: nothing, callers: viewer },

  /** The newest holds and orders of the show, for who has it in hand. */
  'orders.list': { params: nothing, result: v.object({ orders: v.array(OrderCard) }), callers: people },

  /** This page's wall clock minus the server's, measured by `clock.ping`. `auth.forbidden` unless it makes the program. */
  'studio.clock': { params: v.object({ offsetMs: v.pipe(v.number(), v.finite()) }), result: nothing, callers: people },
  'viewer.report': { params: PlaybackReport, result: nothing, callers: viewer },
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;
export type MethodParams<Name extends MethodName> = v.InferOutput<(typeof METHODS)[Name]['params']>;
export type MethodResult<Name extends MethodName> = v.InferOutput<(typeof METHODS)[Name]['result']>;

export const isMethodName = (name: string): name is MethodName => Object.hasOwn(METHODS, name);
