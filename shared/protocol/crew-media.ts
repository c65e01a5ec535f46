import * as v from 'valibot';
import { ParticipantId } from '../ids.ts';
import { assertNever } from '../invariant.ts';
import { HOST_ID, type ActorRole } from '../show/actor.ts';
import { makerOf, participantOf, type CrewState } from '../show/crew.ts';
import type { MediaKind } from './rtp.ts';

/**
 * What people in the studio send each other. The host's `microphone`, `camera`, `screen` and `screen-sound` are those of the
 * document, for the pages that compose the same program. `bus`: the program's sound without what is heard beside it, from the
 * page that makes the program (with everybody's microphones it is what a guest hears: never oneself). `return`: the program's
 * picture, small. `talkback`: a voice for the crew's ears only.
 */
export const CREW_MEDIA = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-sound': 'audio',
  bus: 'audio',
  return: 'video',
  talkback: 'audio',
} as const satisfies Record<string, MediaKind>;

export const CrewMedia = v.picklist(['microphone', 'camera', 'screen', 'screen-sound', 'bus', 'return', 'talkback']);
export type CrewMedia = keyof typeof CREW_MEDIA;

/** Which encoding of a simulcast picture is wanted: `high` for a large tile on the program, `low` for a small one. */
export const EncodingChoice = v.picklist(['high', 'low']);
export type EncodingChoice = v.InferOutput<typeof EncodingChoice>;

/** A stream that a page may receive, as the tick `crew.producers` lists it. */
export const CrewProducer = v.object({
  producerId: v.pipe(v.string(), v.maxLength(64)),
  participantId: ParticipantId,
  media: CrewMedia,
});
export type CrewProducer = v.InferOutput<typeof CrewProducer>;

/** What each role may send. Deny by default: a viewer, and a role that is not named here, sends nothing. */
const SENDS: Partial<Record<ActorRole, readonly CrewMedia[]>> = {
  host: ['microphone', 'camera', 'screen', 'screen-sound', 'bus', 'return', 'talkback'],
  'co-host': ['microphone', 'camera', 'screen', 'screen-sound', 'bus', 'return', 'talkback'],
  producer: ['talkback'],
  guest: ['microphone', 'camera', 'screen', 'screen-sound'],
  seller: ['microphone', 'camera', 'screen', 'screen-sound'],
  camera: ['microphone', 'camera'],
};

export const maySend = (role: ActorRole, media: CrewMedia): boolean => SENDS[role]?.includes(media) ?? false;

/** There is one program, and so one of each of these. */
const OF_THE_PROGRAM: ReadonlySet<CrewMedia> = new Set(['bus', 'return'] satisfies CrewMedia[]);

/**
 * Whether somebody of the crew may send `media` now: `bus` and `return` come from the page that makes the program alone, and
 * `talkback` from those who are off air, because viewers would hear the others by their microphones.
 */
export const maySendNow = (crew: CrewState, senderId: ParticipantId, media: CrewMedia): boolean => {
  const sender = participantOf(crew, senderId);
  if (sender === null || !maySend(sender.role, media)) return false;
  const isMaker = makerOf(crew) === senderId;
  if (OF_THE_PROGRAM.has(media)) return isMaker;
  return media !== 'talkback' || (!isMaker && !crew.stageIds.includes(senderId));
};

/**
 * Whether a person's voice, or the sound of their screen, is heard by itself, because it is not in the `bus`. What the host
 * sends are sources of the document: their screen's sound is in everybody's bus, and their voice in that of their own page.
 */
export const isBesideBus = (
  crew: CrewState,
  participantId: ParticipantId,
  media: 'microphone' | 'screen-sound',
): boolean => {
  if (participantId === HOST_ID) return media === 'microphone' && makerOf(crew) !== HOST_ID;
  return (media === 'microphone' ? crew.stageIds : crew.screenIds).includes(participantId);
};

/** Pages that control the show see and hear everybody, on stage or not. */
const SEES_ALL: ReadonlySet<ActorRole> = new Set(['host', 'co-host', 'producer'] satisfies ActorRole[]);

/**
 * Whether somebody of the crew may receive a stream now. Nobody receives their own: with the `bus` and the microphones of the
 * others on stage, everybody hears the show without themselves (mix-minus), and no echo of theirs can come back. Of somebody
 * else's program the bus holds the sound of the host's screen, and nothing that the host needs.
 */
export const mayReceive = (
  crew: CrewState,
  receiverId: ParticipantId,
  { participantId, media }: Pick<CrewProducer, 'participantId' | 'media'>,
): boolean => {
  const receiver = participantOf(crew, receiverId);
  if (!receiver || receiverId === participantId || !participantOf(crew, participantId)) return false;
  if (media === 'bus') return receiverId !== HOST_ID;
  if (SEES_ALL.has(receiver.role)) return true;
  switch (media) {
    case 'return':
    case 'talkback':
      return true;
    case 'microphone':
    case 'screen-sound':
      return isBesideBus(crew, participantId, media);
    case 'camera':
    case 'screen':
      // The `return` shows them; a phone decodes one small picture, not ten.
      return false;
    default:
      return assertNever(media);
  }
};
