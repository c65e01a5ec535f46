import { describe, expect, it } from 'vitest';
import { FULL_FRAME } from '../geometry.ts';
import { PROGRAM_FORMATS, type ProgramFormat } from './document.ts';
import { setFormat, setProgramAudio, setTransition } from './edit-program.ts';
import { calloutFrame } from './frames.ts';
import { aCamera, aCameraLayer, aDocument, aLayer, aTextLayer, granted, layerId } from './sample-documents.ts';

const LANDSCAPE = PROGRAM_FORMATS['landscape-720'];
const PORTRAIT = PROGRAM_FORMATS['portrait-1024'];
const corner = { x: 0.75, y: 0.7, width: 0.2, height: 0.2 };
const document = aDocument({
  sources: [aCamera('cam')],
  scenes: {
    s1: [
      aCameraLayer('host', 'cam'),
      aCameraLayer('pip', 'cam', { frame: corner }),
      aTextLayer('title', { frame: { x: 0, y: 0.4, width: 1, height: 0.2 } }),
      aLayer('card', { kind: 'callout' }, { frame: corner }),
    ],
  },
});

const boxPx = (
  current: typeof document,
  id: string,
  { widthPx, heightPx }: ProgramFormat,
): { w: number; h: number } => {
  const frame = current.layers[layerId(id)]?.frame ?? FULL_FRAME;
  return { w: frame.width * widthPx, h: frame.height * heightPx };
};

describe('setFormat', () => {
  it('changes nothing but the format when the shape stays', () => {
    const next = granted(setFormat(document, PROGRAM_FORMATS['landscape-1080']));
    expect(next).toEqual({ ...document, format: PROGRAM_FORMATS['landscape-1080'] });
  });

  it('keeps full-frame layers full and every other box in its shape and corner', () => {
    const next = granted(setFormat(document, PORTRAIT));
    expect(next.layers[layerId('host')]?.frame).toEqual(FULL_FRAME);
    const pip = boxPx(next, 'pip', PORTRAIT);
    expect(pip.w / pip.h).toBeCloseTo(16 / 9, 6);
    expect(pip.w).toBeCloseTo(0.2 * 1280 * 0.8, 6);
    const frame = next.layers[layerId('pip')]?.frame ?? FULL_FRAME;
    expect(frame.x / (1 - frame.width)).toBeCloseTo(0.75 / 0.8, 9);
    expect(frame.y / (1 - frame.height)).toBeCloseTo(0.7 / 0.8, 9);
  });

  it('keeps type as large relative to its box as it was', () => {
    const next = granted(setFormat(document, PORTRAIT));
    const { content } = next.layers[layerId('title')] ?? aTextLayer('none');
    const sizePx = content.kind === 'text' ? content.style.sizeFraction * PORTRAIT.heightPx : 0;
    expect(sizePx / boxPx(next, 'title', PORTRAIT).w).toBeCloseTo(72 / 1280, 9);
  });

  it('puts the callout into the new shape’s safe place', () => {
    expect(granted(setFormat(document, PORTRAIT)).layers[layerId('card')]?.frame).toEqual(calloutFrame(PORTRAIT));
  });

  it('gives the same frames back on the way back', () => {
    const back = granted(setFormat(granted(setFormat(document, PORTRAIT)), LANDSCAPE));
    for (const id of ['host', 'pip', 'title']) {
      const [was, is] = [document.layers[layerId(id)]?.frame, back.layers[layerId(id)]?.frame];
      for (const side of ['x', 'y', 'width', 'height'] as const) expect(is?.[side]).toBeCloseTo(was?.[side] ?? 9, 9);
    }
  });

  it('refuses a size that encoders cannot take', () => {
    expect(setFormat(document, { widthPx: 1000, heightPx: 720, framesPerSecond: 30 })).toMatchObject({
      ok: false,
      error: { code: 'document.invalid', field: 'format' },
    });
  });
});

describe('setProgramAudio and setTransition', () => {
  it('set what is given', () => {
    expect(granted(setProgramAudio(document, { isLimited: false })).programAudio).toEqual({
      gainDb: 0,
      isLimited: false,
    });
    expect(granted(setTransition(document, { kind: 'fade', durationMs: 300 })).transition).toEqual({
      kind: 'fade',
      durationMs: 300,
    });
  });

  it('refuse what is out of range', () => {
    expect(setProgramAudio(document, { gainDb: 7 }).ok).toBe(false);
    expect(setTransition(document, { kind: 'fade', durationMs: 10 }).ok).toBe(false);
  });
});
