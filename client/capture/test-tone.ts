import type { Closable } from '../../shared/lifetime.ts';
import { gainFromDb } from '../../shared/units.ts';
import { wallClockMs } from '../platform/clock.ts';
import { onFirstGesture } from '../platform/page-signals.ts';
import { resumeSound } from '../platform/resume-sound.ts';

const SAMPLE_RATE_HZ = 48_000;
/** Quiet but over every "is there sound" threshold. */
const TONE = { frequencyHz: 440, gainDb: -32 };
/** The conventional line-up level. */
const BEEP = { frequencyHz: 1_000, gainDb: -18 };
/** Long enough to not click, short enough to keep the beep's edge on its frame. */
const EDGE_S = 0.003;

export type TestTone = Closable & {
  readonly track: MediaStreamTrack;
  /** Beeps from `atMs` (wall clock) for `durationMs`. A moment that has passed is left out. */
  beepAt(atMs: number, durationMs: number): void;
};

/**
 * A quiet tone, with beeps on demand. Browsers hold back the sound of a page that nobody has touched and that captures
 * nothing; then the tone begins with the first gesture.
 */
export const openTestTone = (): TestTone => {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE_HZ, latencyHint: 'interactive' });
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 2 });
  const tone = startOscillator(context, TONE.frequencyHz, destination);
  tone.gain.value = gainFromDb(TONE.gainDb);
  const beep = startOscillator(context, BEEP.frequencyHz, destination);
  beep.gain.value = 0;
  const gesture = onFirstGesture(window, () => void resumeSound(context));
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new TypeError('an audio destination has an audio track');
  return {
    track,
    beepAt: (atMs, durationMs) => {
      const startS = context.currentTime + (atMs - wallClockMs()) / 1_000;
      if (context.state !== 'running' || startS < context.currentTime) return;
      const endS = startS + durationMs / 1_000;
      beep.gain.setValueAtTime(0, startS);
      beep.gain.linearRampToValueAtTime(gainFromDb(BEEP.gainDb), startS + EDGE_S);
      beep.gain.setValueAtTime(gainFromDb(BEEP.gainDb), endS - EDGE_S);
      beep.gain.linearRampToValueAtTime(0, endS);
    },
    close: () => {
      gesture.close();
      track.stop();
      return context.close();
    },
  };
};

const startOscillator = (context: AudioContext, frequencyHz: number, destination: AudioNode): GainNode => {
  const oscillator = new OscillatorNode(context, { frequency: frequencyHz });
  const gain = new GainNode(context);
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  return gain;
};
