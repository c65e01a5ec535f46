import * as v from 'valibot';
import { InviteId, ParticipantId } from '../ids.ts';
import { GainDb } from '../scene/document.ts';
import { visibleText } from '../visible-text.ts';
import { StudioRole } from './actor.ts';
import { AtMs } from './at-ms.ts';

/** In UTF-16 units. A name tag holds about as much in one line. */
const MAX_NAME_LENGTH = 40;

/** What a person asks to be called on tiles and on the name tag in the picture; what a log has is read as it was accepted. */
export const PersonName = visibleText(MAX_NAME_LENGTH);

/** As much of a longer name as a person's may have; no character is cut in two. */
export const shortenName = (name: string): string => {
  let short = '';
  for (const character of name) {
    if (short.length + character.length > MAX_NAME_LENGTH) break;
    short += character;
  }
  return short.trim();
};

const OnOff = v.picklist(['on', 'off']);

/** What a person sends at the moment, by their own word: the host can turn a microphone off, never on. */
export const MediaSwitches = v.object({ microphone: OnOff, camera: OnOff, screen: OnOff });
export type MediaSwitches = v.InferOutput<typeof MediaSwitches>;

/** How much of a person's media the studio asks for; `audio-only` helps a line that carries no picture. */
export const PersonQuality = v.picklist(['auto', 'low', 'audio-only']);
export type PersonQuality = v.InferOutput<typeof PersonQuality>;

/** A fader's position as JSON can carry it: null is silence. */
export const FaderDb = v.nullable(GainDb);

/** `away`: the line is lost; the place is kept for a while. */
export const Presence = v.variant('state', [
  v.object({ state: v.literal('here') }),
  v.object({ state: v.literal('away'), sinceMs: AtMs }),
]);
export type Presence = v.InferOutput<typeof Presence>;

/** How a seller explains a product of theirs: whenever they like, or once those in charge have said so. */
export const Explaining = v.picklist(['at-once', 'asks-first']);
export type Explaining = v.InferOutput<typeof Explaining>;

/** A person in the studio. Who is on stage, and in which order, is in `CrewState`. */
export const Participant = v.object({
  id: ParticipantId,
  role: StudioRole,
  name: v.string(),
  /** The link they came by; null for the channel's owner. */
  inviteId: v.nullable(InviteId),
  joinedAtMs: AtMs,
  presence: Presence,
  switches: MediaSwitches,
  /** `muted`: somebody in charge turned the microphone off, and it was not turned on since. A page that is new knows by it. */
  voice: v.optional(v.picklist(['free', 'muted']), 'free'),
  /** `hidden`: on stage the name card stands in for the picture, because somebody in charge wants it so. */
  picture: v.picklist(['shown', 'hidden']),
  quality: PersonQuality,
  /** How loud they are in the program; null is silence. */
  faderDb: v.optional(FaderDb, 0),
  /** Of sellers; nobody else has anything to explain. */
  explaining: v.optional(Explaining, 'at-once'),
});
export type Participant = v.InferOutput<typeof Participant>;

const NEVER_ON_AIR: ReadonlySet<StudioRole> = new Set(['producer', 'operator', 'moderator'] satisfies StudioRole[]);

/** Whether a role can come on stage at all. */
export const canBeOnStage = (role: StudioRole): boolean => !NEVER_ON_AIR.has(role);

/** People in the studio at once, the host among them. */
export const MAX_PARTICIPANTS = 15;
/** People on stage at once; more pictures than this are too small to be seen on a phone. */
export const MAX_ON_STAGE = 10;
