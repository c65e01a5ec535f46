import { describe, expect, it } from 'vitest';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import { readStamp } from '../../shared/scene/frame-stamp.ts';
import { CARD_MOTION } from '../../shared/scene/animate.ts';
import {
  aCallout,
  aCamera,
  aCameraLayer,
  aColorLayer,
  aDocument,
  aLayer,
  aProgram,
  sceneId,
} from '../../shared/scene/sample-documents.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import { Composer } from './composer.ts';
import { gradientRaster } from './gradient-raster.ts';
import type { StampSwitch } from './messages.ts';
import { I420Painter } from './painter-i420.ts';
import { RasterCache } from './raster-cache.ts';
import { SourceShelf } from './source-shelf.ts';
import { FakeFrame } from '../planes/testing.ts';
import { sourceId } from './testing.ts';

const FORMAT = { ...PROGRAM_FORMATS['landscape-720'], widthPx: 320, heightPx: 176 };
const SIZE = { widthPx: 320, heightPx: 176 };
const camera = sourceId('camera');
const table = sourceId('table');
const START_MS = 1_780_000_000_000;

/** A program frame: which kind of making it was, and the picture's luma at a few places. */
type Sent = {
  readonly made: 'painted' | 'passed';
  readonly luma: (x: number, y: number) => number;
};

class ProgramFrame extends FakeFrame {
  readonly sent: Sent;
  constructor(sent: Sent) {
    super(SIZE);
    this.sent = sent;
  }
}

const makeBench = ({ stamp = 'off' }: { readonly stamp?: StampSwitch } = {}) => {
  const sent: Sent[] = [];
  const marks: ProgramMark[] = [];
  const frames: FakeFrame[] = [];
  /** Pixels that each painting touched. */
  const painted: number[] = [];
  const painter = new I420Painter();
  let version = 0;
  let composer: Composer<FakeFrame> | null = null;
  const shelf = new SourceShelf<FakeFrame>(
    () => new Uint8ClampedArray(),
    () => composer?.planAnew(),
  );
  const rasters = new RasterCache({
    rasterize: ({ widthPx, heightPx }) => {
      version += 1;
      return gradientRaster({ color: '#ffffff', toColor: '#ffffff', widthPx, heightPx }, { version, outsetPx: 0 });
    },
    nowMs: () => 0,
    maxBytes: 1e9,
    frameBudgetMs: 5,
  });
  const keep = (frame: ProgramFrame): ProgramFrame => {
    frames.push(frame);
    return frame;
  };
  composer = new Composer<FakeFrame>(
    {
      painter: {
        paint: (target, list, damage, input) => {
          painted.push(damage.reduce((sum, { width, height }) => sum + width * height, 0));
          painter.paint(target, list, damage, input);
        },
      },
      rasters,
      shelf,
      onMark: (mark) => marks.push(mark),
      output: {
        make: ({ y }) => {
          const bytes = y.bytes.slice();
          return keep(new ProgramFrame({ made: 'painted', luma: (x, row) => bytes[row * y.stride + x] ?? -1 }));
        },
        pass: (frame) => keep(new ProgramFrame({ made: 'passed', luma: () => frame.luma })),
        send: (frame) => {
          if (frame instanceof ProgramFrame) sent.push(frame.sent);
          frame.close();
        },
      },
    },
    FORMAT,
    stamp,
  );
  const put = (id: typeof camera, luma: number): FakeFrame => {
    const frame = new FakeFrame({ ...SIZE, luma });
    frames.push(frame);
    shelf.put(id, frame);
    return frame;
  };
  return { composer, shelf, sent, marks, frames, painted, put };
};

const pictureInPicture = aDocument({
  sources: [aCamera('camera'), aCamera('table')],
  scenes: {
    s1: [
      aCameraLayer('back', 'camera'),
      aCameraLayer('corner', 'table', { frame: { x: 0.5, y: 0.5, width: 0.25, height: 0.25 } }),
    ],
  },
});

describe('composer', () => {
  it('sends nothing before it knows document and program', async () => {
    const { composer, sent } = makeBench();
    await composer.compose(START_MS);
    composer.setDocument(pictureInPicture);
    await composer.compose(START_MS);
    expect(sent).toEqual([]);
  });

  it('paints the newest frames of its sources', async () => {
    const { composer, sent, put } = makeBench();
    composer.setDocument(pictureInPicture);
    composer.setProgram(aProgram('s1'));
    put(camera, 60);
    put(table, 200);
    await composer.compose(START_MS + 0.25);
    expect(sent).toHaveLength(1);
    expect([sent[0]?.luma(10, 10), sent[0]?.luma(180, 100)]).toEqual([60, 200]);
  });

  it('copies each source frame once and paints a still picture once', async () => {
    const { composer, sent, painted, put } = makeBench();
    composer.setDocument(pictureInPicture);
    composer.setProgram(aProgram('s1'));
    const [first, second] = [put(camera, 60), put(table, 200)];
    for (let step = 0; step < 4; step += 1) await composer.compose(START_MS + step * 33);
    expect([first.copies, second.copies]).toEqual([1, 1]);
    expect(sent).toHaveLength(4);
    expect(painted).toEqual([SIZE.widthPx * SIZE.heightPx]);
  });

  it('repaints only the rectangle of the source that has a new frame', async () => {
    const { composer, sent, painted, put } = makeBench();
    composer.setDocument(pictureInPicture);
    composer.setProgram(aProgram('s1'));
    const back = put(camera, 60);
    put(table, 200);
    await composer.compose(START_MS);
    put(table, 90);
    await composer.compose(START_MS + 33);
    expect(painted[1]).toBe(80 * 44);
    expect([sent[1]?.luma(10, 10), sent[1]?.luma(180, 100)]).toEqual([60, 90]);
    expect(back.copies).toBe(1);
  });

  it('passes a lone full-frame source through uncopied, but paints it when the stamp is on', async () => {
    const lone = aDocument({ sources: [aCamera('camera')], scenes: { s1: [aCameraLayer('back', 'camera')] } });
    const { composer, sent, put } = makeBench();
    composer.setDocument(lone);
    composer.setProgram(aProgram('s1'));
    const frame = put(camera, 60);
    await composer.compose(START_MS);
    expect([sent[0]?.made, frame.copies]).toEqual(['passed', 0]);
    composer.setStamp('on');
    await composer.compose(START_MS + 33);
    expect([sent[1]?.made, frame.copies]).toEqual(['painted', 1]);
  });

  it('passes no frame twice, because it could not be dated anew', async () => {
    const lone = aDocument({ sources: [aCamera('camera')], scenes: { s1: [aCameraLayer('back', 'camera')] } });
    const { composer, sent, put } = makeBench();
    composer.setDocument(lone);
    composer.setProgram(aProgram('s1'));
    put(camera, 60);
    await composer.compose(START_MS);
    await composer.compose(START_MS + 50);
    put(camera, 61);
    await composer.compose(START_MS + 66);
    expect(sent.map(({ made, luma }) => [made, luma(0, 0)])).toEqual([
      ['passed', 60],
      ['painted', 60],
      ['passed', 61],
    ]);
  });

  it('paints the whole picture after a passage, not only what changed', async () => {
    const { composer, sent, put } = makeBench();
    const document = aDocument({
      sources: [aCamera('camera')],
      scenes: { s1: [aCameraLayer('back', 'camera')], s2: [aColorLayer('gray', '#808080')] },
    });
    composer.setDocument(document);
    composer.setProgram(aProgram('s2'));
    put(camera, 60);
    await composer.compose(START_MS);
    composer.setProgram(aProgram('s1'));
    await composer.compose(START_MS + 33);
    composer.setProgram(aProgram('s2'));
    await composer.compose(START_MS + 66);
    expect(sent.map(({ made }) => made)).toEqual(['painted', 'passed', 'painted']);
    expect([sent[2]?.luma(0, 0), sent[2]?.luma(319, 175)]).toEqual([126, 126]);
  });

  it('stamps every frame with its moment and number when asked to', async () => {
    const { composer, sent, put } = makeBench({ stamp: 'on' });
    composer.setDocument(pictureInPicture);
    composer.setProgram(aProgram('s1'));
    put(camera, 60);
    for (let step = 0; step < 3; step += 1) await composer.compose(START_MS + step * 33.4);
    const readings = sent.map(({ luma }) => readStamp(luma, SIZE.widthPx));
    expect(readings.map(({ counter }) => counter)).toEqual([0, 1, 2]);
    expect(readings[2]?.atMsLow).toBe(Math.floor(START_MS + 66.8) % 2 ** 24);
  });

  it('shows a slate for a source without a picture, and the picture as soon as there is one', async () => {
    const { composer, sent, put, shelf } = makeBench();
    composer.setDocument(pictureInPicture);
    composer.setProgram(aProgram('s1'));
    shelf.attach(camera);
    await composer.compose(START_MS);
    expect(sent[0]?.luma(10, 10)).toBe(235);
    put(camera, 60);
    await composer.compose(START_MS + 33);
    expect(sent[1]?.luma(10, 10)).toBe(60);
    shelf.detach(camera, 'lost');
    await composer.compose(START_MS + 66);
    expect(sent[2]?.luma(10, 10)).toBe(235);
  });

  it('marks the frames from a callout’s start on ahead, with its resting place, and the first after its close as empty', async () => {
    const callout = aLayer('callout', { kind: 'callout' }, { frame: { x: 0.05, y: 0.7, width: 0.4, height: 0.25 } });
    const { composer, marks, put } = makeBench();
    composer.setDocument(
      aDocument({ sources: [aCamera('camera')], scenes: { s1: [aCameraLayer('back', 'camera'), callout] } }),
    );
    composer.setProgram(aProgram('s1'));
    put(camera, 60);
    await composer.compose(START_MS);
    const open = aCallout({ openedAtMs: START_MS + 30 });
    composer.setProgram(aProgram('s1', { callout: open }));
    for (let atMs = START_MS + 29; atMs < START_MS + 29 + 2 * CARD_MOTION.enterMs; atMs += 33)
      await composer.compose(atMs);
    composer.setProgram(aProgram('s1', { callout: { ...open, closedAtMs: START_MS + 600 } }));
    await composer.compose(START_MS + 601);
    await composer.compose(START_MS + 634);
    expect(marks.map(({ captureAtMs, calloutId }) => [captureAtMs - START_MS, calloutId])).toEqual([
      [0, null],
      [30, open.calloutId],
      [601, null],
    ]);
    expect(marks[1]?.areas[0]?.rect.y).toBeGreaterThan(0.7);
    expect(marks[1]?.areas[0]?.rect.y).toBeLessThan(0.74);
    expect(marks[2]?.areas).toEqual([]);
  });

  it('closes every frame exactly once', async () => {
    const { composer, frames, put } = makeBench();
    composer.setDocument(pictureInPicture);
    composer.setProgram(aProgram('s1'));
    for (let step = 0; step < 20; step += 1) {
      if (step % 3 === 0) put(camera, 60 + step);
      if (step % 4 === 1) put(table, 200 - step);
      await composer.compose(START_MS + step * 33);
    }
    composer.close();
    expect(frames.length).toBeGreaterThan(30);
    expect(frames.filter(({ closes }) => closes !== 1)).toEqual([]);
  });

  it('paints a scene that is not on air small, in the program’s shape', async () => {
    const document = aDocument({ scenes: { s1: [aColorLayer('a', '#000000')], s2: [aColorLayer('b', '#ffffff')] } });
    const { composer, sent } = makeBench();
    composer.setDocument(document);
    composer.setProgram(aProgram('s1'));
    const surface = await composer.paintScene(sceneId('s2'), 81, START_MS);
    expect([surface?.widthPx, surface?.heightPx, surface?.y.bytes[0]]).toEqual([82, 46, 235]);
    expect(await composer.paintScene(sceneId('none'), 80, START_MS)).toBeNull();
    expect(sent).toEqual([]);
  });

  it('changes the program’s size on the way', async () => {
    const { composer, sent } = makeBench();
    composer.setDocument(aDocument({ scenes: { s1: [aColorLayer('a', '#ffffff')] } }));
    composer.setProgram(aProgram('s1'));
    await composer.compose(START_MS);
    composer.setFormat({ ...FORMAT, widthPx: 160, heightPx: 288 });
    await composer.compose(START_MS + 33);
    expect([sent[0]?.luma(319, 175), sent[1]?.luma(159, 287)]).toEqual([235, 235]);
  });
});
