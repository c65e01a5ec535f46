import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { CrewMedia } from '../../shared/protocol/crew-media.ts';
import { makeOpenSource, type OpenSource } from '../capture/open-source.ts';
import { Talkback } from './talkback.svelte.ts';
import { aTrack } from './testing/fake-track.ts';

const aVoice = () =>
  makeOpenSource({
    video: null,
    audio: aTrack('audio', 'headset'),
    facts: { deviceId: 'headset', label: 'headset', surface: null, widthPx: null, heightPx: null, ownAudio: 'none' },
    faultOnEnd: () => ({ code: 'microphone.unplugged' }),
  });

const aTalkback = (openVoice: () => Promise<OpenSource>) => {
  const sent: [CrewMedia, MediaStreamTrack | null][] = [];
  const problems: ErrorCode[] = [];
  const talkback = new Talkback({
    media: { send: (media, track) => void sent.push([media, track]) },
    openVoice,
    onProblem: (code) => void problems.push(code),
  });
  return { talkback, sent, problems };
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

  it('lets the microphone go with its page', async () => {
    const voice = aVoice();
    const { talkback } = aTalkback(() => Promise.resolve(voice));
    await talkback.turnOn();
    talkback.close();
    expect(voice.audio?.readyState).toBe('ended');
  });
});
