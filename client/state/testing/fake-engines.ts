import { assert } from '../../../shared/invariant.ts';
import type { SceneId, SourceId } from '../../../shared/ids.ts';
import type { ProgramFormat, SceneDocument } from '../../../shared/scene/document.ts';
import type { Program } from '../../../shared/scene/program.ts';
import type { ProgramMark } from '../../../shared/show/state.ts';
import type { Mixer, MixerState, SoundWay } from '../../audio/mixer.ts';
import type { Compositor, CompositorEvent } from '../../compositor/compositor.ts';
import type { FakeSinks } from './fake-sources.ts';
import { aTrack } from './fake-track.ts';

/** A compositor that paints nothing, and knows what it was told last. */
export class FakeCompositor implements Compositor {
  readonly track = aTrack('video', 'program');
  readonly sinks: FakeSinks;
  readonly images = new Map<string, Blob>();
  document: SceneDocument | null = null;
  program: Program | null = null;
  format: ProgramFormat;
  stamp: 'off' | 'on' = 'off';
  isClosed = false;
  readonly #onEvent: (event: CompositorEvent) => void;

  constructor(format: ProgramFormat, onEvent: (event: CompositorEvent) => void, sinks: FakeSinks) {
    this.format = format;
    this.#onEvent = onEvent;
    this.sinks = sinks;
  }

  setDocument(document: SceneDocument): void {
    this.document = document;
  }

  setProgram(program: Program): void {
    this.program = program;
  }

  setFormat(format: ProgramFormat): void {
    this.format = format;
  }

  setStamp(stamp: 'off' | 'on'): void {
    this.stamp = stamp;
  }

  attach(sourceId: SourceId, track: MediaStreamTrack): void {
    this.sinks.attachVideo(sourceId, track);
  }

  detach(sourceId: SourceId, reason: 'removed' | 'lost'): void {
    this.sinks.detachVideo(sourceId, reason);
  }

  putAsset(assetId: string, blob: Blob): void {
    this.images.set(assetId, blob);
  }

  putPicture(pictureKey: string, blob: Blob): void {
    this.images.set(pictureKey, blob);
  }

  requestThumbnail(sceneId: SceneId): Promise<ImageBitmap> {
    assert(this.document?.scenes[sceneId], 'the scene exists');
    return Promise.reject(new DOMException('no pixels here', 'AbortError'));
  }

  /** A frame shows something new to click, or another callout. */
  mark(mark: Partial<ProgramMark>): void {
    this.tell({ type: 'mark', mark: { captureAtMs: 1_000, calloutId: null, areas: [], ...mark } });
  }

  /** A second's work is done. */
  compose(): void {
    const frames = { composedFrames: 30, missedFrames: 0, composedPerSecond: 30 };
    this.tell({ type: 'stats', stats: { ...frames, composeMsP50: 2, composeMsP95: 4, sourceFps: {} } });
  }

  tell(event: CompositorEvent): void {
    this.#onEvent(event);
  }

  close(): void {
    this.isClosed = true;
  }
}

/** A mixer that sounds nothing, and knows what it was told last. */
export class FakeMixer implements Mixer {
  readonly track = aTrack('audio', 'program');
  readonly bus = aTrack('audio', 'bus');
  readonly sinks: FakeSinks;
  gains: ReadonlyMap<SourceId, number> = new Map();
  program: { readonly gain: number; readonly limiter: 'on' | 'off' } | null = null;
  state: MixerState = 'suspended';
  /** Whether `resume` works: browsers let sound wait for a gesture. */
  permission: 'given' | 'held-back' = 'given';
  readonly #listeners: ((state: MixerState) => void)[] = [];

  constructor(sinks: FakeSinks) {
    this.sinks = sinks;
  }

  attach(sourceId: SourceId, track: MediaStreamTrack, way: SoundWay): void {
    this.sinks.attachAudio(sourceId, track, way);
  }

  detach(sourceId: SourceId): void {
    this.sinks.detachAudio(sourceId);
  }

  setGains(gains: ReadonlyMap<SourceId, number>): void {
    this.gains = gains;
  }

  setProgram(program: { readonly gain: number; readonly limiter: 'on' | 'off' }): void {
    this.program = program;
  }

  levels(): ReturnType<Mixer['levels']> {
    return { leftDb: -60, rightDb: -60, peakLeftDb: -60, peakRightDb: -60 };
  }

  resume(): Promise<void> {
    if (this.permission === 'held-back') return new Promise(() => undefined);
    this.state = 'running';
    for (const listener of this.#listeners) listener(this.state);
    return Promise.resolve();
  }

  onState(listener: (state: MixerState) => void): void {
    this.#listeners.push(listener);
  }

  close(): void {}
}
