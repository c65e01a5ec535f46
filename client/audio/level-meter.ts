import { AppError } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { orAbort } from '../platform/or-abort.ts';
import { resumeSound } from '../platform/resume-sound.ts';
import { silentLevels, type Levels } from './level-window.ts';
import { openMeter, type Meter } from './meter.ts';
import meterUrl from './meter.worklet.ts?worker&url';

/** Shows how loud one track is, without playing or sending it. */
export type LevelMeter = Closable & {
  /** Null listens to nothing. The track stays its owner's. */
  listen(track: MediaStreamTrack | null): void;
  /** Newest levels. One object, changed in place: read it, do not keep it. */
  levels(): Readonly<Levels>;
};

type Ear = { readonly source: MediaStreamAudioSourceNode; readonly meter: Meter };

export const openLevelMeter = async (signal: AbortSignal): Promise<LevelMeter> => {
  signal.throwIfAborted();
  // The device's own rate: Firefox refuses a track of another rate than its context's.
  const context = new AudioContext({ latencyHint: 'interactive' });
  try {
    await orAbort(context.audioWorklet.addModule(meterUrl), signal, () => undefined);
  } catch (error) {
    await context.close();
    signal.throwIfAborted();
    throw new AppError('browser.unsupported', error);
  }
  return new TrackMeter(context);
};

class TrackMeter implements LevelMeter {
  readonly #context: AudioContext;
  readonly #silence = silentLevels();
  #ear: Ear | null = null;

  constructor(context: AudioContext) {
    this.#context = context;
  }

  listen(track: MediaStreamTrack | null): void {
    this.#ear?.meter.close();
    this.#ear?.source.disconnect();
    this.#ear = null;
    if (!track) return;
    const source = new MediaStreamAudioSourceNode(this.#context, { mediaStream: new MediaStream([track]) });
    this.#ear = { source, meter: openMeter(source) };
    // A page that captures may run its context without a gesture.
    void resumeSound(this.#context);
  }

  levels(): Readonly<Levels> {
    return this.#ear?.meter.levels ?? this.#silence;
  }

  async close(): Promise<void> {
    this.listen(null);
    if (this.#context.state !== 'closed') await this.#context.close();
  }
}
