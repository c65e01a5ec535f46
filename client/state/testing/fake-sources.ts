import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { assert } from '../../../shared/invariant.ts';
import type { SourceId } from '../../../shared/ids.ts';
import type { Source } from '../../../shared/scene/document.ts';
import type { SoundWay } from '../../audio/mixer.ts';
import { makeOpenSource, type Faultable, type OpenSource, type SourceFacts } from '../../capture/open-source.ts';
import type { OpenSourceOf, SourceSinks } from '../source-rack.svelte.ts';
import { settle } from './settle.ts';
import { aTrack } from './fake-track.ts';

export type FakeSource = OpenSource & Faultable & { readonly isClosed: boolean };

/** One request for a source, which the test answers. */
export type Opening = {
  readonly source: Source;
  readonly signal: AbortSignal;
  readonly isAnswered: boolean;
  deliver(source?: FakeSource): Promise<FakeSource>;
  refuse(error: ErrorCode | Error): Promise<void>;
};

const HAS: Record<Source['kind'], readonly ('video' | 'audio')[]> = {
  camera: ['video'],
  microphone: ['audio'],
  screen: ['video', 'audio'],
  'test-pattern': ['video', 'audio'],
};

export const aSourceOf = ({ kind, name }: Source, facts: Partial<SourceFacts> = {}): FakeSource => {
  let isClosed = false;
  const track = (wanted: 'video' | 'audio'): MediaStreamTrack | null =>
    HAS[kind].includes(wanted) ? aTrack(wanted, name) : null;
  const open = makeOpenSource({
    video: track('video'),
    audio: track('audio'),
    facts: {
      deviceId: null,
      label: `${name} (device)`,
      surface: null,
      widthPx: null,
      heightPx: null,
      sharedSound: 'none',
      ...facts,
    },
    faultOnEnd: () => ({ code: 'camera.unplugged' }),
    onClose: () => (isClosed = true),
  });
  return {
    ...open,
    get isClosed() {
      return isClosed;
    },
  };
};

/** The capture engine as a test drives it: nothing opens before the test says so. */
export class FakeCapture {
  readonly openings: Opening[] = [];

  readonly open: OpenSourceOf = (source, _document, signal) =>
    new Promise((resolve, reject) => {
      let isAnswered = false;
      this.openings.push({
        source,
        signal,
        get isAnswered() {
          return isAnswered;
        },
        deliver: async (open = aSourceOf(source)) => {
          isAnswered = true;
          resolve(open);
          await settle();
          return open;
        },
        refuse: async (error) => {
          isAnswered = true;
          reject(typeof error === 'string' ? new AppError(error) : error);
          await settle();
        },
      });
    });

  /** Names of the sources that were asked for, in order. */
  get asked(): readonly string[] {
    return this.openings.map(({ source }) => source.name);
  }

  /** The newest request for a source. */
  opening(sourceId: SourceId): Opening {
    const opening = this.openings.findLast(({ source }) => source.id === sourceId);
    assert(opening, `${sourceId} was asked for`);
    return opening;
  }

  /** Answers everything that waits. */
  async deliverAll(): Promise<void> {
    for (const opening of this.openings.filter(({ isAnswered }) => !isAnswered)) await opening.deliver();
  }
}

/** Compositor and mixer as far as sources go there. */
export class FakeSinks implements SourceSinks {
  readonly video = new Map<SourceId, MediaStreamTrack>();
  readonly audio = new Map<SourceId, MediaStreamTrack>();
  /** Of `audio`, what is heard with the bus. */
  readonly bus = new Map<SourceId, MediaStreamTrack>();
  readonly slates = new Set<SourceId>();

  attachVideo(sourceId: SourceId, track: MediaStreamTrack): void {
    this.video.set(sourceId, track);
    this.slates.delete(sourceId);
  }

  detachVideo(sourceId: SourceId, reason: 'removed' | 'lost'): void {
    this.video.delete(sourceId);
    if (reason === 'lost') this.slates.add(sourceId);
    else this.slates.delete(sourceId);
  }

  attachAudio(sourceId: SourceId, track: MediaStreamTrack, way: SoundWay): void {
    this.audio.set(sourceId, track);
    if (way === 'bus') this.bus.set(sourceId, track);
    else this.bus.delete(sourceId);
  }

  detachAudio(sourceId: SourceId): void {
    this.audio.delete(sourceId);
    this.bus.delete(sourceId);
  }
}
