import { describe, expect, it } from 'vitest';
import { aDocument, sceneId } from '../../../shared/scene/sample-documents.ts';
import { HOST_ID } from '../../../shared/show/actor.ts';
import type { Participant } from '../../../shared/show/participant.ts';
import { actorAs, personId, ScriptedShow } from '../../../shared/show/show-fixture.ts';
import { isToStandBy, personStates, type PersonState, type SentMedia } from './person-states.ts';

const MEI = personId('mei');
const BOTH = ['camera', 'microphone'] as const;
const NOBODY = { cuedId: null, spotlightId: null, production: null };

const aPerson = (over: Partial<Participant> = {}): Participant => ({
  id: MEI,
  role: 'guest',
  name: 'Mei',
  inviteId: null,
  joinedAtMs: 1_000,
  presence: { state: 'here' },
  switches: { microphone: 'on', camera: 'on', screen: 'off' },
  voice: 'free',
  picture: 'shown',
  quality: 'auto',
  faderDb: 0,
  explaining: 'at-once',
  ...over,
});

describe('what a tile says of a person', () => {
  const said = (over: Partial<Participant>, crew: Partial<typeof NOBODY> | object = {}) =>
    personStates(aPerson(over), { crew: { ...NOBODY, ...crew }, media: 'live', sent: BOTH });

  it('tells who would go on with the program', () => {
    const show = ScriptedShow.in('live');
    show.join(HOST_ID, 'host');
    const document = aDocument({ scenes: { s1: [] } });
    show.must({ type: 'production.open', document, sceneId: sceneId('s1') });
    const coHost = show.join('lin', 'co-host');
    show.must({ type: 'production.standBy', standby: 'ready' }, actorAs('co-host', coHost));
    const { production } = show.crew;
    expect(said({ id: coHost, role: 'co-host' }, { production })).toEqual(['standing-by']);
    expect(said({}, { production })).toEqual([]);
  });

  it('marks who shall stand by before their page can, and who does once they make the program', () => {
    const show = ScriptedShow.in('live');
    show.join(HOST_ID, 'host');
    show.must({ type: 'production.open', document: aDocument({ scenes: { s1: [] } }), sceneId: sceneId('s1') });
    const [lin, bo] = [show.join('lin', 'co-host'), show.join('bo', 'co-host')];
    const ready = { type: 'production.standBy', standby: 'ready' } as const;
    const marked = () => [lin, bo].map((id) => isToStandBy(show.crew, id));
    show.must(ready, actorAs('co-host', lin));
    expect(marked()).toEqual([true, false]);
    show.must({ type: 'production.appoint', participantId: bo });
    expect(marked()).toEqual([false, true]);
    show.must(ready, actorAs('co-host', bo));
    show.must({ type: 'production.handOver', participantId: bo });
    show.must(ready, actorAs('co-host', lin));
    expect(marked()).toEqual([true, false]);
  });

  it('is nothing while all is as it should be', () => {
    expect(said({})).toEqual([]);
  });

  it.each([
    [
      'the microphone and the camera are off',
      { switches: { microphone: 'off', camera: 'off', screen: 'off' } },
      ['muted', 'camera-off'],
    ],
    ['the picture is hidden', { picture: 'hidden' }, ['hidden']],
    ['the quality is another than the automatic one', { quality: 'audio-only' }, ['audio-only']],
    [
      'a further angle is silent by nature',
      { role: 'camera', switches: { microphone: 'off', camera: 'on', screen: 'off' } },
      [],
    ],
    [
      'a producer sends nothing at all',
      { role: 'producer', switches: { microphone: 'off', camera: 'off', screen: 'off' } },
      [],
    ],
  ] satisfies [string, Partial<Participant>, string[]][])('that %s', (_, over, states) => {
    expect(said(over)).toEqual(states);
  });

  it('is the stage’s word first', () => {
    expect(said({ switches: { microphone: 'off', camera: 'on', screen: 'off' } }, { cuedId: MEI })).toEqual([
      'next',
      'muted',
    ]);
    expect(said({}, { spotlightId: MEI })).toEqual(['spotlit']);
  });

  it('is that they are away, and then nothing of what they last sent', () => {
    const away = { state: 'away', sinceMs: 5_000 } as const;
    const switches = { microphone: 'off', camera: 'off', screen: 'off' } as const;
    expect(said({ presence: away, switches })).toEqual(['away']);
  });

  it('is that media has yet to arrive, when something is sent', () => {
    const states = (over: Partial<Participant>) =>
      personStates(aPerson(over), { crew: NOBODY, media: 'connecting', sent: BOTH });
    expect(states({})).toEqual(['connecting']);
    expect(states({ switches: { microphone: 'off', camera: 'off', screen: 'off' } })).toEqual(['muted', 'camera-off']);
  });

  describe('is that something does not arrive, when it is turned on and nobody has it', () => {
    const OFF = { microphone: 'off', camera: 'off', screen: 'off' } as const;
    const states = (over: Partial<Participant>, sent: readonly SentMedia[] | null) =>
      personStates(aPerson(over), { crew: NOBODY, media: sent?.length ? 'live' : 'none', sent });

    it.each<[string, Partial<Participant>, readonly SentMedia[] | null, PersonState[]]>([
      ['nothing of both', {}, [], ['not-arriving']],
      ['the camera', {}, ['microphone'], ['not-arriving']],
      ['the microphone', {}, ['camera'], ['not-arriving']],
      ['no microphone that is off', { switches: { ...OFF, camera: 'on' } }, ['camera'], ['muted']],
      ['nothing that is off', { switches: OFF }, [], ['muted', 'camera-off']],
      ['no picture that is not asked for', { quality: 'audio-only' }, ['microphone'], ['audio-only']],
      ['nothing of somebody who is away', { presence: { state: 'away', sinceMs: 5_000 } }, [], ['away']],
      ['nothing of oneself', {}, null, []],
    ])('%s', (_, over, sent, said) => expect(states(over, sent)).toEqual(said));

    it('not of the host, whose sources are in the document', () => {
      expect(states({ id: HOST_ID, role: 'host' }, [])).toEqual([]);
    });
  });
});
