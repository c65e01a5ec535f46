import { describe, expect, it } from 'vitest';
import type { Rect } from '../geometry.ts';
import { seededRandom } from '../random.ts';
import { PROGRAM_FORMATS, type Layer, type ProgramFormat, type SceneDocument, type Source } from './document.ts';
import { calloutFrame, cameraCornerFrame, largeCalloutFrame, reflowFrame } from './frames.ts';
import { settledHitAreas } from './hit.ts';
import { readDocument } from './migrate.ts';
import { CARD_ASPECT } from './place.ts';
import { plan } from './plan.ts';
import { EMPTY_STAGE } from './program.ts';
import { aCallout, aProgram, aStarter, granted } from './sample-documents.ts';
import { withTestPattern } from './templates.ts';

const FORMATS: [string, ProgramFormat][] = Object.entries(PROGRAM_FORMATS);

const layerNames = (document: SceneDocument): string[][] =>
  document.sceneIds.map((id) => document.scenes[id]?.layerIds.map((layer) => document.layers[layer]?.name ?? '') ?? []);
const kinds = (document: SceneDocument): string[] => Object.values<Source>(document.sources).map(({ kind }) => kind);

describe.each(FORMATS)('the starter show in %s', (_, format) => {
  const document = aStarter(format);

  it('is a sound document', () => {
    expect(granted(readDocument(document))).toEqual({ document, repairs: [] });
  });

  it('has seven scenes of the sources that a host has', () => {
    expect(document.sceneIds.map((id) => document.scenes[id]?.name)).toEqual([
      'Host',
      'Screen with host',
      'Product close-up',
      'Guests',
      'Product close-up with guests',
      'Starting soon',
      'Be right back',
    ]);
    expect(kinds(document)).toEqual(['camera', 'microphone', 'screen']);
    expect(layerNames(document)).toEqual([
      ['Camera', 'Callout'],
      ['Screen', 'Camera', 'Callout'],
      ['Camera', 'Callout'],
      ['Background', 'People', 'Callout'],
      ['Camera', 'People', 'Callout'],
      ['Background', 'Title', 'Callout'],
      ['Background', 'Title', 'Callout'],
    ]);
  });

  it('shows a card in every scene, inside the picture', () => {
    for (const sceneId of document.sceneIds) {
      const areas = settledHitAreas(
        document,
        { sceneId, fade: null, callout: aCallout(), comment: null, stage: EMPTY_STAGE },
        new Map(),
      );
      expect(areas).toHaveLength(1);
    }
  });

  it('never has the card over the small camera picture', () => {
    const [card, corner] = [calloutFrame(format), cameraCornerFrame(format)];
    const isApart = card.x + card.width <= corner.x || card.y >= corner.y + corner.height;
    expect(isApart).toBe(true);
  });
});

describe('the frames', () => {
  const SAFE = 0.05 - 1e-9;
  const isSafe = ({ x, y, width, height }: Rect): boolean =>
    x >= SAFE && y >= SAFE && x + width <= 1 - SAFE && y + height <= 1 - SAFE;

  it.each(FORMATS)(
    'of card and small camera are inside the title-safe area of %s and keep their shape',
    (_, format) => {
      const shape = (rect: Rect): number => (rect.width * format.widthPx) / (rect.height * format.heightPx);
      expect([calloutFrame(format), largeCalloutFrame(format), cameraCornerFrame(format)].every(isSafe)).toBe(true);
      expect(shape(calloutFrame(format))).toBeCloseTo(CARD_ASPECT, 9);
      expect(shape(largeCalloutFrame(format))).toBeCloseTo(CARD_ASPECT, 9);
      expect(shape(cameraCornerFrame(format))).toBeCloseTo(16 / 9, 9);
    },
  );

  it('never reflow to more than the picture (seed 3)', () => {
    const random = seededRandom(3);
    const [landscape, , portrait] = FORMATS.map(([, format]) => format);
    for (let run = 0; run < 1_000 && landscape && portrait; run += 1) {
      const width = 0.02 + random() * 0.98;
      const height = 0.02 + random() * 0.98;
      const frame = { x: random() * (1 - width), y: random() * (1 - height), width, height };
      const next = reflowFrame(frame, landscape, portrait);
      expect(Math.max(next.width, next.height, next.x + next.width, next.y + next.height)).toBeLessThanOrEqual(
        1 + 1e-9,
      );
      expect(Math.min(next.x, next.y)).toBeGreaterThanOrEqual(-1e-9);
    }
  });
});

describe('withTestPattern', () => {
  const document = withTestPattern(aStarter(), { random: seededRandom(9), name: 'Test pattern' });

  it('puts one test pattern in the place of cameras and asks for no device', () => {
    expect(kinds(document).sort()).toEqual(['screen', 'test-pattern']);
    expect(document.sourceIds.map((id) => document.sources[id]?.name)).toEqual(['Test pattern', 'Screen']);
    expect(layerNames(document).slice(0, 5)).toEqual([
      ['Test pattern', 'Callout'],
      ['Screen', 'Test pattern', 'Callout'],
      ['Test pattern', 'Callout'],
      ['Background', 'People', 'Callout'],
      ['Test pattern', 'People', 'Callout'],
    ]);
    const hosts = Object.values<Layer>(document.layers).flatMap(({ content }) =>
      content.kind === 'people' ? [content.hostSourceId] : [],
    );
    expect(hosts).toEqual([document.sourceIds[0], document.sourceIds[0]]);
    expect(granted(readDocument(document))).toEqual({ document, repairs: [] });
  });

  it('keeps every place and id of the layers', () => {
    const framesOf = (one: SceneDocument): unknown =>
      Object.values<Layer>(one.layers).map(({ id, frame, crop }) => ({ id, frame, crop }));
    expect(framesOf(document)).toEqual(framesOf(aStarter()));
  });

  it('is painted as video at once', () => {
    const [pattern] = document.sourceIds;
    const [sceneId] = document.sceneIds;
    if (pattern === undefined || sceneId === undefined) throw new Error('the starter has sources and scenes');
    const views = new Map([[pattern, { state: 'live', widthPx: 1280, heightPx: 720 } as const]]);
    const { ops } = plan(document, aProgram(sceneId), views, 0);
    expect(ops).toMatchObject([{ op: 'video', sourceId: pattern, to: { x: 0, y: 0, width: 1280, height: 720 } }]);
  });
});
