import { AppError } from '../../shared/errors.ts';
import type { SourceId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { orAbort } from '../platform/or-abort.ts';
import { resumeSound } from '../platform/resume-sound.ts';
import { silentLevels, type Levels } from './level-window.ts';
import limiterUrl from './limiter.worklet.ts?worker&url';
import meterUrl from './meter.worklet.ts?worker&url';
import { openMeter, type Meter } from './meter.ts';
import { LIMITER_PROCESSOR, type LimiterMode } from './worklet-messages.ts';

export type MixerState = 'running' | 'suspended';

/** How the people in the studio hear a source: with the bus, or straight from whoever sends it. */
export type SoundWay = 'bus' | 'straight';

export type Mixer = Closable & {
  /** Program sound: stereo, limited. The same track for the mixer's life. */
  readonly track: MediaStreamTrack;
  /**
   * The program's sound without what people in the studio hear straight: with each other's voices, which they get from one
   * another, it is the show without oneself. The same track for the mixer's life.
   */
  readonly bus: MediaStreamTrack;
  /** Adds a source, or replaces its track. The track stays its owner's; a source without a gain is silent. */
  attach(sourceId: SourceId, track: MediaStreamTrack, way: SoundWay): void;
  detach(sourceId: SourceId): void;
  /** Linear factors; sources that are not named fall silent. */
  setGains(gains: ReadonlyMap<SourceId, number>): void;
  setProgram(program: { readonly gain: number; readonly limiter: LimiterMode }): void;
  /** Newest levels, after the fader. One object per strip, changed in place: read it, do not keep it. */
  levels(sourceId: SourceId | 'program'): Readonly<Levels>;
  /**
   * Starts the sound. Browsers allow it after a gesture, or while the page captures a camera or microphone; before that the
   * promise stays pending, at most until the mixer closes.
   */
  resume(): Promise<void>;
  readonly state: MixerState;
  onState(listener: (state: MixerState) => void): void;
};

export type MixerOptions = { readonly sampleRate?: 48_000 };

type Strip = Closable & { readonly gain: GainNode; readonly meter: Meter };

/** A mix on its way out: what is connected to `gain` leaves by the track. */
type Output = { readonly gain: GainNode; readonly limiter: AudioWorkletNode; readonly track: MediaStreamTrack };

/** Time constant of fader moves: no audible steps, and still at once for a hand. */
const SMOOTHING_S = 0.01;

export const openMixer = async ({ sampleRate = 48_000 }: MixerOptions, signal: AbortSignal): Promise<Mixer> => {
  signal.throwIfAborted();
  const context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
  try {
    const loading = Promise.all([context.audioWorklet.addModule(limiterUrl), context.audioWorklet.addModule(meterUrl)]);
    await orAbort(loading, signal, () => undefined);
  } catch (error) {
    await context.close();
    signal.throwIfAborted();
    throw new AppError('browser.unsupported', error);
  }
  return new WebAudioMixer(context);
};

class WebAudioMixer implements Mixer {
  readonly #context: AudioContext;
  readonly #program: Output;
  readonly #bus: Output;
  readonly #programMeter: Meter;
  readonly #strips = new Map<SourceId, Strip>();
  readonly #nothing = silentLevels();
  #gains: ReadonlyMap<SourceId, number> = new Map();

  constructor(context: AudioContext) {
    this.#context = context;
    this.#program = openOutput(context);
    this.#bus = openOutput(context);
    this.#programMeter = openMeter(this.#program.limiter);
    this.onState((state) => {
      if (state === 'suspended') this.#resetMeters();
    });
  }

  get track(): MediaStreamTrack {
    return this.#program.track;
  }

  get bus(): MediaStreamTrack {
    return this.#bus.track;
  }

  attach(sourceId: SourceId, track: MediaStreamTrack, way: SoundWay): void {
    this.detach(sourceId);
    const source = new MediaStreamAudioSourceNode(this.#context, { mediaStream: new MediaStream([track]) });
    const gain = new GainNode(this.#context, { gain: 0 });
    source.connect(gain).connect(this.#program.gain);
    if (way === 'bus') gain.connect(this.#bus.gain);
    const meter = openMeter(gain);
    const close = (): void => {
      meter.close();
      source.disconnect();
      gain.disconnect();
    };
    this.#strips.set(sourceId, { gain, meter, close });
    this.#follow(gain, this.#gains.get(sourceId));
    // A microphone that was opened just now is what allows a page without a gesture to sound.
    if (this.state === 'suspended') void this.resume();
  }

  detach(sourceId: SourceId): void {
    this.#strips.get(sourceId)?.close();
    this.#strips.delete(sourceId);
  }

  setGains(gains: ReadonlyMap<SourceId, number>): void {
    this.#gains = gains;
    for (const [sourceId, { gain }] of this.#strips) this.#follow(gain, gains.get(sourceId));
  }

  setProgram({ gain, limiter }: { readonly gain: number; readonly limiter: LimiterMode }): void {
    for (const output of [this.#program, this.#bus]) {
      this.#follow(output.gain, gain);
      output.limiter.port.postMessage(limiter);
    }
  }

  levels(sourceId: SourceId | 'program'): Readonly<Levels> {
    if (sourceId === 'program') return this.#programMeter.levels;
    return this.#strips.get(sourceId)?.meter.levels ?? this.#nothing;
  }

  resume(): Promise<void> {
    return resumeSound(this.#context);
  }

  get state(): MixerState {
    return this.#context.state === 'running' ? 'running' : 'suspended';
  }

  onState(listener: (state: MixerState) => void): void {
    this.#context.addEventListener('statechange', () => {
      if (this.#context.state !== 'closed') listener(this.state);
    });
  }

  async close(): Promise<void> {
    for (const sourceId of this.#strips.keys()) this.detach(sourceId);
    this.#programMeter.close();
    this.track.stop();
    this.bus.stop();
    if (this.#context.state !== 'closed') await this.#context.close();
  }

  #follow(node: GainNode, gain = 0): void {
    node.gain.setTargetAtTime(gain, this.#context.currentTime, SMOOTHING_S);
  }

  #resetMeters(): void {
    this.#programMeter.reset();
    for (const { meter } of this.#strips.values()) meter.reset();
  }
}

const openOutput = (context: AudioContext): Output => {
  // Explicitly two channels from here on: a mono microphone is heard on both sides.
  const stereo = { channelCount: 2, channelCountMode: 'explicit' } as const;
  const gain = new GainNode(context, stereo);
  const limiter = new AudioWorkletNode(context, LIMITER_PROCESSOR, { ...stereo, outputChannelCount: [2] });
  const destination = new MediaStreamAudioDestinationNode(context, stereo);
  gain.connect(limiter).connect(destination);
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new AppError('browser.unsupported');
  return { gain, limiter, track };
};
