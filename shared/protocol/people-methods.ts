import * as v from 'valibot';
import { InviteId, MessageId, ParticipantId } from '../ids.ts';
import { MessageText } from '../show/crew.ts';
import { FaderDb, MediaSwitches, Participant, PersonName, PersonQuality } from '../show/participant.ts';
import { Invite, InviteWish } from './invites.ts';
import { Index, Nothing, PEOPLE, type Method } from './method.ts';

const aPerson = v.object({ participantId: ParticipantId });
const aPersonOrNobody = v.object({ participantId: v.nullable(ParticipantId) });

/** The people in the studio: their links, their places and their talk. */
export const PEOPLE_METHODS = {
  /** Links into the studio. The token is told once, to the page that asked for the link. */
  'invite.create': {
    params: InviteWish,
    result: v.object({ invite: Invite, token: v.string() }),
    callers: PEOPLE,
  },
  'invite.list': { params: Nothing, result: v.object({ invites: v.array(Invite) }), callers: PEOPLE },
  /** Whoever came by the link is removed at once. */
  'invite.revoke': { params: v.object({ inviteId: InviteId }), result: Nothing, callers: PEOPLE },

  'people.leave': { params: Nothing, result: Nothing, callers: ['crew'] },
  'people.remove': { params: aPerson, result: Nothing, callers: PEOPLE },
  'people.rename': { params: v.object({ name: PersonName }), result: Nothing, callers: PEOPLE },
  'people.switch': { params: v.object({ switches: MediaSwitches }), result: Nothing, callers: PEOPLE },
  'people.mute': { params: aPerson, result: Nothing, callers: PEOPLE },
  'people.setPicture': {
    params: v.object({ participantId: ParticipantId, picture: Participant.entries.picture }),
    result: Nothing,
    callers: PEOPLE,
  },
  /** How loud somebody is in the program; null is silence. */
  'people.setFader': {
    params: v.object({ participantId: ParticipantId, faderDb: FaderDb }),
    result: Nothing,
    callers: PEOPLE,
  },
  'people.setQuality': {
    params: v.object({ participantId: ParticipantId, quality: PersonQuality }),
    result: Nothing,
    callers: PEOPLE,
  },

  'stage.enter': { params: aPerson, result: Nothing, callers: PEOPLE },
  'stage.leave': { params: aPerson, result: Nothing, callers: PEOPLE },
  'stage.move': {
    params: v.object({ participantId: ParticipantId, toIndex: Index }),
    result: Nothing,
    callers: PEOPLE,
  },
  'stage.spotlight': { params: aPersonOrNobody, result: Nothing, callers: PEOPLE },
  'stage.cue': { params: aPersonOrNobody, result: Nothing, callers: PEOPLE },
  'stage.setScreen': {
    params: v.object({ participantId: ParticipantId, screen: v.picklist(['on-air', 'off-air']) }),
    result: Nothing,
    callers: PEOPLE,
  },

  'talk.post': {
    params: v.object({ text: MessageText }),
    result: v.object({ messageId: MessageId }),
    callers: PEOPLE,
  },
  'talk.remove': { params: v.object({ messageId: MessageId }), result: Nothing, callers: PEOPLE },
} as const satisfies Record<string, Method>;
