import * as v from 'valibot';
import type { Rect, SizePx } from '../../../shared/geometry.ts';
import { CalloutId, ItemId, LayerId, ParticipantId, SceneId, SourceId } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import { PROGRAM_FORMATS, type LayerContent, type SceneDocument } from '../../../shared/scene/document.ts';
import { crewSourceId } from '../../../shared/scene/crew-source.ts';
import { makeLayer } from '../../../shared/scene/edit-layers.ts';
import { EMPTY_STAGE, type Program, type StageSeat } from '../../../shared/scene/program.ts';
import { HOST_ID } from '../../../shared/show/actor.ts';
import { wallClockMs } from '../../platform/clock.ts';
import { openCompositor, type Compositor } from '../compositor.ts';
import type { CompositorStats } from '../messages.ts';
import { readFrames } from '../../platform/track-io.ts';
import './compositor-run.ts';

const FORMAT = PROGRAM_FORMATS['landscape-720'];
const camera = v.parse(SourceId, 'camera');
const table = v.parse(SourceId, 'table');
const busy = v.parse(SceneId, 'busy');
const lone = v.parse(SceneId, 'lone');
const guests = v.parse(SceneId, 'guests');
const GUEST_IDS = ['ada', 'bo', 'cy', 'dee'].map((id) => v.parse(ParticipantId, id));
const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };

const layer = (id: string, content: LayerContent, frame: Rect) => ({
  ...makeLayer({ id: v.parse(LayerId, id), name: id, content }),
  frame,
});

const cameraSource = (id: SourceId) => ({
  kind: 'camera' as const,
  id,
  name: id,
  device: null,
  size: { widthPx: FORMAT.widthPx, heightPx: FORMAT.heightPx },
  isMirrored: false,
});

/** Two callout places show the same card twice, which is what two cards cost. */
const makeDocument = (): SceneDocument => {
  const video = (sourceId: SourceId): LayerContent => ({ kind: 'source', sourceId, fit: 'cover' });
  const busyLayers = [
    layer('back', video(camera), WHOLE),
    layer('corner', video(table), { x: 0.71, y: 0.05, width: 0.24, height: 0.24 }),
    layer('left-card', { kind: 'callout' }, { x: 0.05, y: 0.733, width: 0.37, height: 0.2164 }),
    layer('right-card', { kind: 'callout' }, { x: 0.47, y: 0.733, width: 0.37, height: 0.2164 }),
  ];
  const loneLayers = [layer('alone', video(camera), WHOLE)];
  const guestLayers = [
    layer('people', { kind: 'people', layout: 'auto', hostSourceId: camera, nameTags: 'shown' }, WHOLE),
  ];
  const layers = [...busyLayers, ...loneLayers, ...guestLayers];
  return {
    version: 1,
    format: FORMAT,
    transition: { kind: 'cut' },
    programAudio: { gainDb: 0, isLimited: true },
    sources: { [camera]: cameraSource(camera), [table]: cameraSource(table) },
    sourceIds: [camera, table],
    scenes: {
      [busy]: { id: busy, name: 'Busy', layerIds: busyLayers.map(({ id }) => id) },
      [lone]: { id: lone, name: 'Lone', layerIds: loneLayers.map(({ id }) => id) },
      [guests]: { id: guests, name: 'Guests', layerIds: guestLayers.map(({ id }) => id) },
    },
    sceneIds: [busy, lone, guests],
    layers: Object.fromEntries(layers.map((each) => [each.id, each])),
  };
};

const programOf = (sceneId: SceneId): Program => ({
  sceneId,
  fade: null,
  callout: {
    calloutId: v.parse(CalloutId, 'callout'),
    itemId: v.parse(ItemId, 'honey'),
    card: {
      name: 'Wildflower honey 500 g',
      price: '¥39.90',
      formerPrice: '¥52',
      stockLine: '23 left',
      sellerLine: null,
      availability: 'available',
      pictureKey: null,
    },
    openedAtMs: wallClockMs() - 10_000,
    closedAtMs: null,
  },
  comment: null,
  stage: EMPTY_STAGE,
});

const seatOf = (participantId: ParticipantId): StageSeat => ({
  participantId,
  sourceId: crewSourceId(participantId, 'camera'),
  name: participantId,
  picture: 'shown',
  presence: 'here',
});

const guestProgram = (): Program => ({
  sceneId: guests,
  fade: null,
  callout: null,
  comment: null,
  stage: { ...EMPTY_STAGE, seats: [HOST_ID, ...GUEST_IDS].map(seatOf) },
});

const openCamera = async ({ widthPx, heightPx }: SizePx = FORMAT): Promise<MediaStreamTrack> => {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { width: widthPx, height: heightPx, frameRate: FORMAT.framesPerSecond },
  });
  const [track] = stream.getVideoTracks();
  assert(track, 'a camera has a video track');
  return track;
};

const pause = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

class Bench {
  readonly #compositor: Compositor;
  readonly #stats: CompositorStats[] = [];

  constructor(signal: AbortSignal) {
    this.#compositor = openCompositor(
      {
        format: FORMAT,
        stamp: 'off',
        onEvent: (event) => {
          if (event.type === 'stats') this.#stats.push(event.stats);
        },
      },
      signal,
    );
    this.#compositor.setDocument(makeDocument());
  }

  attach(tracks: readonly [MediaStreamTrack, MediaStreamTrack]): void {
    this.#compositor.attach(camera, tracks[0]);
    this.#compositor.attach(table, tracks[1]);
    // Without a reader the track would drop what is written to it.
    const video = document.body.appendChild(document.createElement('video'));
    video.muted = true;
    video.srcObject = new MediaStream([this.#compositor.track]);
    video.play().catch(reportError);
  }

  attachGuests(tracks: readonly MediaStreamTrack[]): void {
    for (const [index, guestId] of GUEST_IDS.entries()) {
      const track = tracks[index];
      if (track) this.#compositor.attach(crewSourceId(guestId, 'camera'), track);
    }
  }

  /** Statistics of the seconds that lie wholly inside the time that `program` is on air. */
  async observe(program: Program, windowMs: number): Promise<readonly CompositorStats[]> {
    this.#compositor.setProgram(program);
    await pause(1_500);
    this.#stats.length = 0;
    await pause(windowMs + 500);
    return [...this.#stats];
  }

  async observeBlocked(blockedMs: number): Promise<number> {
    const before = this.#stats.at(-1)?.composedFrames ?? 0;
    const startedAtMs = performance.now();
    while (performance.now() - startedAtMs < blockedMs);
    await pause(1_200);
    const seconds = Math.round((performance.now() - startedAtMs) / 1_000);
    const after = this.#stats.at(-1)?.composedFrames ?? 0;
    return (after - before) / seconds;
  }
}

const measureCanvas = async (
  tracks: readonly [MediaStreamTrack, MediaStreamTrack],
  windowMs: number,
): Promise<number> => {
  const worker = new Worker(new URL('./canvas-painter.worker.ts', import.meta.url), { type: 'module' });
  const [backTrack, cornerTrack] = [tracks[0].clone(), tracks[1].clone()];
  const [back, corner] = [readFrames(backTrack), readFrames(cornerTrack)];
  worker.postMessage({ back, corner, widthPx: FORMAT.widthPx, heightPx: FORMAT.heightPx }, [back, corner]);
  await pause(1_500 + windowMs);
  const timings = await new Promise<number[]>((resolve) => {
    worker.addEventListener('message', ({ data }) => resolve(v.parse(v.array(v.number()), data)), { once: true });
    worker.postMessage({ take: 'timings' });
  });
  worker.terminate();
  backTrack.stop();
  cornerTrack.stop();
  return timings[0] ?? 0;
};

window.runCompositorBench = async (windowMs) => {
  const tracks = [await openCamera(), await openCamera()] as const;
  const controller = new AbortController();
  const bench = new Bench(controller.signal);
  bench.attach(tracks);
  const painted = await bench.observe(programOf(busy), windowMs);
  const blockedFps = await bench.observeBlocked(3_000);
  const fade = { fromSceneId: busy, startedAtMs: wallClockMs() - 1_000, durationMs: windowMs * 4 };
  const faded = await bench.observe({ ...programOf(lone), fade }, windowMs / 2);
  const alone = await bench.observe(programOf(lone), windowMs);
  const guestTracks = await Promise.all(GUEST_IDS.map(() => openCamera({ widthPx: 640, heightPx: 360 })));
  bench.attachGuests(guestTracks);
  const crowded = await bench.observe(guestProgram(), windowMs);
  controller.abort();
  for (const track of guestTracks) track.stop();
  const canvasP50 = await measureCanvas(tracks, windowMs);
  for (const track of tracks) track.stop();
  const [first] = painted;
  const last = painted.at(-1);
  return {
    paintedP50: mean(painted.map(({ composeMsP50 }) => composeMsP50)),
    paintedP95: mean(painted.map(({ composeMsP95 }) => composeMsP95)),
    canvasP50,
    loneP50: mean(alone.map(({ composeMsP50 }) => composeMsP50)),
    fadeP50: mean(faded.map(({ composeMsP50 }) => composeMsP50)),
    guestsP50: mean(crowded.map(({ composeMsP50 }) => composeMsP50)),
    guestsP95: mean(crowded.map(({ composeMsP95 }) => composeMsP95)),
    guestsFps: mean(crowded.map(({ composedPerSecond }) => composedPerSecond)),
    blockedFps,
    missedFrames: (last?.missedFrames ?? 0) - (first?.missedFrames ?? 0),
  };
};
