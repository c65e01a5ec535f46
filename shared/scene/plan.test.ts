import { describe, expect, it } from 'vitest';
import { FULL_FRAME } from '../geometry.ts';
import { seededRandom } from '../random.ts';
import { PROGRAM_FORMATS } from './document.ts';
import type { DrawOp } from './draw-list.ts';
import { makeSource } from './edit-sources.ts';
import { CARD_ASPECT } from './place.ts';
import { plan } from './plan.ts';
import type { SourceView, SourceViews } from './program.ts';
import { editedAtRandom } from './random-edits.ts';
import { rasterKey } from './raster-key.ts';
import {
  A_CARD,
  A_STYLE,
  aCallout,
  aCamera,
  aCameraLayer,
  aColorLayer,
  aDocument,
  aLayer,
  aProgram,
  aStarter,
  aTextLayer,
  assetId,
  color,
  itemId,
  sceneId,
  sourceId,
} from './sample-documents.ts';

const LIVE: SourceView = { state: 'live', widthPx: 1280, heightPx: 720 };
const viewsOf = (views: Readonly<Record<string, SourceView>>): SourceViews =>
  new Map(Object.entries(views).map(([id, view]) => [sourceId(id), view]));
const NO_VIEWS = viewsOf({});
const PROGRAM_RECT = { x: 0, y: 0, width: 1280, height: 720 };
const CALLOUT_FRAME = { x: 0.05, y: 0.75, width: 0.37, height: 0.2 };

const camera = aCamera('cam');
const host = aCameraLayer('host', 'cam');

describe('plan', () => {
  it('draws a lone full-frame camera as one untouched video op', () => {
    const document = aDocument({ sources: [camera], scenes: { s1: [host] } });
    expect(plan(document, aProgram('s1'), viewsOf({ cam: LIVE }), 0)).toEqual({
      widthPx: 1280,
      heightPx: 720,
      ops: [
        {
          op: 'video',
          sourceId: 'cam',
          from: FULL_FRAME,
          to: PROGRAM_RECT,
          opacity: 1,
          orientation: 'normal',
        },
      ],
      motion: 'still',
    });
  });

  it('draws every kind of layer from bottom to top', () => {
    const document = aDocument({
      sources: [camera],
      scenes: {
        s1: [
          aLayer('sky', { kind: 'color', color: color('#102030'), toColor: color('#405060') }),
          aColorLayer('bar', '#ff0000', { frame: { x: 0, y: 0.9, width: 1, height: 0.1 }, opacity: 0.5 }),
          aCameraLayer('pip', 'cam', { frame: { x: 0.7, y: 0.7, width: 0.25, height: 0.25 } }),
          aLayer(
            'logo',
            { kind: 'image', assetId: assetId('logo'), fit: 'contain' },
            { frame: { x: 0, y: 0, width: 0.1, height: 0.1 } },
          ),
          aTextLayer('title', { frame: { x: 0.1, y: 0.1, width: 0.5, height: 0.2 } }),
          aLayer('card', { kind: 'callout' }, { frame: CALLOUT_FRAME }),
        ],
      },
    });
    const list = plan(document, aProgram('s1', { callout: aCallout() }), viewsOf({ cam: LIVE }), 9_000);
    const raster = (
      spec: Extract<DrawOp, { op: 'raster' }>['spec'],
      op: Partial<Extract<DrawOp, { op: 'raster' }>>,
    ): unknown => ({
      op: 'raster',
      spec,
      key: rasterKey(spec),
      opacity: 1,
      itemId: null,
      ...op,
    });
    const noCrop = { top: 0, right: 0, bottom: 0, left: 0 };
    expect(list.ops).toEqual([
      raster(
        { kind: 'gradient', color: '#102030', toColor: '#405060', widthPx: 1280, heightPx: 720 },
        { to: PROGRAM_RECT },
      ),
      { op: 'fill', color: '#ff0000', to: { x: 0, y: 648, width: 1280, height: 72 }, opacity: 0.5 },
      {
        op: 'video',
        sourceId: 'cam',
        from: FULL_FRAME,
        to: { x: 896, y: 504, width: 320, height: 180 },
        opacity: 1,
        orientation: 'normal',
      },
      raster(
        { kind: 'image', assetId: assetId('logo'), fit: 'contain', crop: noCrop, widthPx: 128, heightPx: 72 },
        { to: { x: 0, y: 0, width: 128, height: 72 } },
      ),
      raster(
        { kind: 'text', text: 'title', style: A_STYLE, widthPx: 640, heightPx: 144, programHeightPx: 720 },
        { to: { x: 128, y: 72, width: 640, height: 144 } },
      ),
      raster(
        { kind: 'card', card: A_CARD, widthPx: 438, heightPx: 144 },
        { to: { x: 82, y: 540, width: 438, height: 144 }, itemId: itemId('honey') },
      ),
    ]);
    expect(list.motion).toBe('still');
  });

  it('mirrors a camera that is set to it', () => {
    const document = aDocument({ sources: [aCamera('cam', { isMirrored: true })], scenes: { s1: [host] } });
    const [op] = plan(document, aProgram('s1'), viewsOf({ cam: LIVE }), 0).ops;
    expect(op).toMatchObject({ op: 'video', orientation: 'mirrored', from: FULL_FRAME });
  });

  it('draws nothing for hidden, transparent, outside and empty layers', () => {
    const document = aDocument({
      sources: [camera],
      scenes: {
        s1: [
          aCameraLayer('hidden', 'cam', { isVisible: false }),
          aColorLayer('transparent', '#ffffff', { opacity: 0 }),
          aColorLayer('outside', '#ffffff', { frame: { x: 1, y: 0, width: 1, height: 1 } }),
          aLayer('empty', { kind: 'text', text: '  ', style: A_STYLE }),
          aLayer('card', { kind: 'callout' }),
        ],
      },
    });
    expect(plan(document, aProgram('s1'), NO_VIEWS, 0).ops).toEqual([]);
  });

  it('keeps a text box that has a background even when the text is empty', () => {
    const style = { ...A_STYLE, background: color('#000000') };
    const document = aDocument({ scenes: { s1: [aLayer('box', { kind: 'text', text: '', style })] } });
    expect(plan(document, aProgram('s1'), NO_VIEWS, 0).ops).toHaveLength(1);
  });

  it.each([
    ['lost', { cam: { state: 'lost' } }, 'lost'],
    ['starting', { cam: { state: 'starting' } }, 'starting'],
    ['unknown yet', {}, 'starting'],
  ] as const)('draws a %s camera as a slate with its name', (_, views, reason) => {
    const document = aDocument({ sources: [aCamera('cam', { name: 'Front camera' })], scenes: { s1: [host] } });
    expect(plan(document, aProgram('s1'), viewsOf(views), 0).ops).toMatchObject([
      {
        op: 'raster',
        spec: { kind: 'slate', of: 'camera', title: 'Front camera', reason, widthPx: 1280, heightPx: 720 },
        to: PROGRAM_RECT,
      },
    ]);
  });

  it('says what the slate of a screen and of a test pattern is of', () => {
    const screen = makeSource('screen', sourceId('desk'), 'Desk');
    const pattern = makeSource('test-pattern', sourceId('bars'), 'Bars');
    const document = aDocument({
      sources: [screen, pattern],
      scenes: {
        s1: [aCameraLayer('below', 'bars', { opacity: 0.5 }), aCameraLayer('above', 'desk', { opacity: 0.5 })],
      },
    });
    expect(plan(document, aProgram('s1'), NO_VIEWS, 0).ops).toMatchObject([
      { spec: { kind: 'slate', of: 'test-pattern', title: 'Bars' } },
      { spec: { kind: 'slate', of: 'screen', title: 'Desk' } },
    ]);
  });

  it('draws a layer whose source is gone as a slate with its own name', () => {
    const document = aDocument({ scenes: { s1: [aCameraLayer('host', 'nowhere')] } });
    const [op] = plan(document, aProgram('s1'), NO_VIEWS, 0).ops;
    expect(op).toMatchObject({ spec: { kind: 'slate', title: 'host', reason: 'lost' } });
  });

  describe('culling', () => {
    const idsOf = (ops: readonly DrawOp[]): string[] => ops.map((op) => (op.op === 'fill' ? op.color : op.op));

    it('leaves out what an opaque full-frame layer covers', () => {
      const document = aDocument({
        sources: [camera],
        scenes: {
          s1: [
            aColorLayer('under', '#111111'),
            aTextLayer('text'),
            host,
            aColorLayer('over', '#222222', { frame: { x: 0, y: 0, width: 0.5, height: 0.5 } }),
          ],
        },
      });
      expect(idsOf(plan(document, aProgram('s1'), viewsOf({ cam: LIVE }), 0).ops)).toEqual(['video', '#222222']);
    });

    it.each([
      ['see-through', { opacity: 0.99 }],
      ['not full', { frame: { x: 0.01, y: 0, width: 0.99, height: 1 } }],
    ])('keeps what is under a layer that is %s', (_, over) => {
      const document = aDocument({
        sources: [camera],
        scenes: { s1: [aColorLayer('under', '#111111'), aCameraLayer('host', 'cam', over)] },
      });
      expect(idsOf(plan(document, aProgram('s1'), viewsOf({ cam: LIVE }), 0).ops)).toEqual(['#111111', 'video']);
    });

    it('keeps what is beside a contained picture', () => {
      const portrait: SourceView = { state: 'live', widthPx: 720, heightPx: 1280 };
      const layer = aLayer('screen', { kind: 'source', sourceId: sourceId('cam'), fit: 'contain' });
      const document = aDocument({ sources: [camera], scenes: { s1: [aColorLayer('under', '#111111'), layer] } });
      expect(idsOf(plan(document, aProgram('s1'), viewsOf({ cam: portrait }), 0).ops)).toEqual(['#111111', 'video']);
    });

    it('never treats a text, an image or a card as opaque', () => {
      const image = aLayer('image', { kind: 'image', assetId: assetId('logo'), fit: 'cover' });
      const document = aDocument({ scenes: { s1: [aColorLayer('under', '#111111'), image, aTextLayer('text')] } });
      expect(plan(document, aProgram('s1'), NO_VIEWS, 0).ops).toHaveLength(3);
    });
  });

  describe('the callout', () => {
    const document = aDocument({ scenes: { s1: [aLayer('card', { kind: 'callout' }, { frame: CALLOUT_FRAME })] } });
    const cardAt = (atMs: number, closedAtMs: number | null = null): { ops: readonly DrawOp[]; motion: string } =>
      plan(document, aProgram('s1', { callout: aCallout({ closedAtMs }) }), NO_VIEWS, atMs);

    it('rises 24 pixels at 1280 wide while it fades in, and then rests', () => {
      const places = [1_000, 1_060, 1_120, 1_240].map((atMs) => {
        const [op] = cardAt(atMs).ops;
        return op?.op === 'raster' ? { y: op.to.y, opacity: op.opacity } : null;
      });
      expect(places).toEqual([
        null,
        { y: 550, opacity: 1 - 0.75 ** 3 },
        { y: 544, opacity: 0.875 },
        { y: 540, opacity: 1 },
      ]);
    });

    it('scales its way with the program', () => {
      const large = { ...document, format: PROGRAM_FORMATS['landscape-1080'] };
      const [before, rest] = [1_060, 9_000].map((atMs) => {
        const [op] = plan(large, aProgram('s1', { callout: aCallout() }), NO_VIEWS, atMs).ops;
        return op?.op === 'raster' ? op.to.y : Number.NaN;
      });
      expect((before ?? 0) - (rest ?? 0)).toBe(16);
    });

    it('keeps one raster during its animation', () => {
      const keys = [1_030, 1_060, 1_200, 2_000].flatMap((atMs) =>
        cardAt(atMs).ops.map((op) => (op.op === 'raster' ? op.key : '')),
      );
      expect(new Set(keys).size).toBe(1);
    });

    it('is moving until it rests, and again until it has left', () => {
      expect([999, 1_000, 1_239, 1_240].map((atMs) => cardAt(atMs).motion)).toEqual([
        'moving',
        'moving',
        'moving',
        'still',
      ]);
      expect(cardAt(5_100, 5_000)).toMatchObject({ motion: 'moving', ops: [{ itemId: 'honey' }] });
      expect(cardAt(5_160, 5_000)).toMatchObject({ motion: 'still', ops: [] });
    });

    it('does not move a scene that has no place for it', () => {
      const bare = aDocument({ scenes: { s1: [aColorLayer('sky')] } });
      expect(plan(bare, aProgram('s1', { callout: aCallout() }), NO_VIEWS, 1_100).motion).toBe('still');
    });

    it('has a new raster when the price changes or the product sells out', () => {
      const keyOf = (card: typeof A_CARD): string => {
        const [op] = plan(document, aProgram('s1', { callout: aCallout({ card }) }), NO_VIEWS, 9_000).ops;
        return op?.op === 'raster' ? op.key : '';
      };
      const keys = [
        keyOf(A_CARD),
        keyOf({ ...A_CARD, price: '¥29.90' }),
        keyOf({ ...A_CARD, availability: 'sold-out' }),
      ];
      expect(new Set(keys).size).toBe(3);
    });

    it('keeps its shape in a box of any shape', () => {
      const square = aDocument({
        scenes: { s1: [aLayer('card', { kind: 'callout' }, { frame: { x: 0, y: 0, width: 0.5, height: 0.9 } })] },
      });
      const [op] = plan(square, aProgram('s1', { callout: aCallout() }), NO_VIEWS, 9_000).ops;
      const to = op?.op === 'raster' ? op.to : PROGRAM_RECT;
      expect(to.width / to.height).toBeCloseTo(CARD_ASPECT, 1);
    });
  });

  describe('a fade', () => {
    const document = aDocument({
      sources: [camera],
      scenes: {
        from: [aColorLayer('blue', '#0000ff')],
        to: [host],
        holes: [aCameraLayer('pip', 'cam', { frame: { x: 0, y: 0, width: 0.5, height: 0.5 } })],
      },
    });
    const fading = (to: string, from: string): ReturnType<typeof aProgram> =>
      aProgram(to, { fade: { fromSceneId: sceneId(from), startedAtMs: 1_000, durationMs: 300 } });
    const blue = { op: 'fill', color: '#0000ff', to: PROGRAM_RECT, opacity: 1 };
    const video = {
      op: 'video',
      sourceId: 'cam',
      from: FULL_FRAME,
      to: PROGRAM_RECT,
      opacity: 1,
      orientation: 'normal',
    };

    it('blends the incoming scene over the outgoing one', () => {
      const at = (atMs: number): unknown => plan(document, fading('to', 'from'), viewsOf({ cam: LIVE }), atMs);
      expect(at(1_000)).toMatchObject({ ops: [blue], motion: 'moving' });
      expect(at(1_075)).toEqual({
        widthPx: 1280,
        heightPx: 720,
        ops: [blue, { op: 'group', opacity: 0.25, ops: [video] }],
        motion: 'moving',
      });
      expect(at(1_300)).toMatchObject({ ops: [video], motion: 'still' });
    });

    it('puts black under an incoming scene with gaps', () => {
      const list = plan(document, fading('holes', 'from'), viewsOf({ cam: LIVE }), 1_150);
      expect(list.ops).toMatchObject([
        blue,
        { op: 'group', opacity: 0.5, ops: [{ op: 'fill', color: '#000000', to: PROGRAM_RECT }, { op: 'video' }] },
      ]);
    });

    it.each(['gone', 'to'])('from scene "%s" is a cut', (from) => {
      expect(plan(document, fading('to', from), viewsOf({ cam: LIVE }), 1_150)).toMatchObject({
        ops: [video],
        motion: 'still',
      });
    });
  });

  it('shows the first scene when the one on air is gone', () => {
    const document = aDocument({
      scenes: { s1: [aColorLayer('one', '#111111')], s2: [aColorLayer('two', '#222222')] },
    });
    expect(plan(document, aProgram('gone'), NO_VIEWS, 0).ops).toMatchObject([{ color: '#111111' }]);
  });

  it('marks the card in a group with its product', () => {
    const card = aLayer('card', { kind: 'callout' }, { frame: CALLOUT_FRAME });
    const document = aDocument({ scenes: { a: [aColorLayer('sky')], b: [card] } });
    const program = aProgram('b', {
      fade: { fromSceneId: sceneId('a'), startedAtMs: 9_000, durationMs: 300 },
      callout: aCallout({ itemId: itemId('tea') }),
    });
    const group = plan(document, program, NO_VIEWS, 9_100).ops.at(-1);
    expect(group).toMatchObject({ op: 'group', ops: [{ op: 'fill' }, { op: 'raster', itemId: 'tea' }] });
  });

  it.each([1, 2, 3, 4, 5])('is a pure function of any document (seed %i)', (seed) => {
    const random = seededRandom(seed);
    const document = editedAtRandom(aStarter(PROGRAM_FORMATS['portrait-1024'], seed), random, 40);
    for (const scene of document.sceneIds) {
      const views = new Map(document.sourceIds.map((id) => [id, LIVE]));
      const program = aProgram(scene, { callout: aCallout() });
      const list = plan(document, program, views, 1_100);
      expect(plan(structuredClone(document), program, views, 1_100)).toEqual(list);
      for (const op of list.ops) {
        if (op.op === 'group') continue;
        expect([op.to.x, op.to.y, op.to.width, op.to.height].map((value) => Math.abs(value % 2))).toEqual([0, 0, 0, 0]);
      }
    }
  });
});
