import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { CrewMedia } from '../../shared/protocol/crew-media.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { makeOpenSource, type OpenSource } from '../capture/open-source.ts';
import { Talkback, talkerNames } from './talkback.svelte.ts';
import { aTrack } from './testing/fake-track.ts';

const aVoice = () =>
  makeOpenSource({
    video: null,
    audio: aTrack('audio', 'headset'),
    facts: { deviceId: 'headset', label: 'headset', surface: null, widthPx: null, heightPx: null, sharedSound: 'none' },
    faultOnEnd: () => ({ code: 'microphone.unplugged' }),
  });

const aTalkback = (openVoice: () => Promise<OpenSource>) => {
  const show = ScriptedShow.in('live');
  const selfId = show.join('Ann', 'co-host');
  const sent: [CrewMedia, MediaStreamTrack | null][] = [];
  const problems: ErrorCode[] = [];
  const talkback = new Talkback({
    media: { send: (media, track) => void sent.push([media, track]) },
    crew: () => show.crew,
    selfId: () => selfId,
    openVoice,
    onProblem: (code) => void problems.push(code),
  });
  return { talkback, sent, problems, show, selfId };
};

describe('talkback', () => {
  it('opens the microphone while it is on, and only then', async () => {
    const voice = aVoice();
    const { talkback, sent } = aTalkback(() => Promise.resolve(voice));
    expect(talkback.state).toBe('off');
    await talkback.turnOn();
    expect(talkback.state).toBe('on');
    talkback.turnOff();
    expect(talkback.state).toBe('off');
    expect(sent).toEqual([
      ['talkback', voice.audio],
      ['talkback', null],
    ]);
    expect(voice.audio?.readyState).toBe('ended');
  });

  it('says why nobody hears it', async () => {
    const { talkback, sent, problems } = aTalkback(() => Promise.reject(new AppError('microphone.denied')));
    await talkback.turnOn();
    expect(talkback.state).toBe('fault');
    expect(problems).toEqual(['microphone.denied']);
    expect(sent).toEqual([]);
  });

  it('ends when its person comes on air, and cannot begin there', async () => {
    const voice = aVoice();
    const { talkback, show, selfId, sent } = aTalkback(() => Promise.resolve(voice));
    await talkback.turnOn();
    show.must({ type: 'stage.enter', participantId: selfId });
    talkback.follow();
    expect(talkback.state).toBe('off');
    expect(voice.audio?.readyState).toBe('ended');
    await talkback.turnOn();
    expect(talkback.state).toBe('off');
    expect(sent.at(-1)).toEqual(['talkback', null]);
  });

  it('tells the others who speaks', () => {
    const { show, selfId } = aTalkback(() => Promise.resolve(aVoice()));
    const media = { senders: (wanted: CrewMedia) => (wanted === 'talkback' ? [selfId] : []) };
    expect(talkerNames(show.crew, media)).toEqual([show.crew.participants[selfId]?.name]);
    expect(talkerNames(null, media)).toEqual([]);
  });

  it('lets the microphone go with its page', async () => {
    const voice = aVoice();
    const { talkback } = aTalkback(() => Promise.resolve(voice));
    await talkback.turnOn();
    talkback.close();
    expect(voice.audio?.readyState).toBe('ended');
  });
});
