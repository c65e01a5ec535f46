/**
 * BT.601 with limited range (luma 16…235, chroma 16…240). Not BT.709: cameras give BT.601, and a viewer that is told nothing
 * (mediasoup forwards no color-space header extension) takes every picture for it. Tried with Chromium 156: a program in
 * BT.709 comes out with wrong greens and reds.
 * @see https://www.itu.int/rec/R-REC-BT.601
 */
export type Yuv = { readonly y: number; readonly u: number; readonly v: number };
export type Rgb = { readonly r: number; readonly g: number; readonly b: number };

const KR = 0.299;
const KB = 0.114;
const KG = 1 - KR - KB;
const LUMA_RANGE = 219 / 255;
const CHROMA_RANGE = 224 / 255;
const FIXED_ONE = 65_536;

const fixed = (weight: number): number => Math.round(weight * FIXED_ONE);

/**
 * Weights of red, green and blue (0…255) in units of 1/65536, without the offsets (16 and 128), for loops over whole pictures.
 * The weights of each chroma row sum to 0, so that gray stays exactly neutral.
 */
export const YUV_WEIGHTS = {
  yr: fixed(KR * LUMA_RANGE),
  yg: fixed(LUMA_RANGE) - fixed(KR * LUMA_RANGE) - fixed(KB * LUMA_RANGE),
  yb: fixed(KB * LUMA_RANGE),
  ur: -fixed((KR / (2 * (1 - KB))) * CHROMA_RANGE),
  ug: fixed((KR / (2 * (1 - KB))) * CHROMA_RANGE) - fixed(CHROMA_RANGE / 2),
  ub: fixed(CHROMA_RANGE / 2),
  vr: fixed(CHROMA_RANGE / 2),
  vg: fixed((KB / (2 * (1 - KR))) * CHROMA_RANGE) - fixed(CHROMA_RANGE / 2),
  vb: -fixed((KB / (2 * (1 - KR))) * CHROMA_RANGE),
} as const;

export const BLACK_YUV: Yuv = { y: 16, u: 128, v: 128 };

export const rgbToYuv = ({ r, g, b }: Rgb): Yuv => {
  const w = YUV_WEIGHTS;
  return {
    y: 16 + Math.round((w.yr * r + w.yg * g + w.yb * b) / FIXED_ONE),
    u: 128 + Math.round((w.ur * r + w.ug * g + w.ub * b) / FIXED_ONE),
    v: 128 + Math.round((w.vr * r + w.vg * g + w.vb * b) / FIXED_ONE),
  };
};

/** `#rrggbb` → limited-range BT.601. */
export const hexToYuv = (color: string): Yuv => {
  const rgb = Number.parseInt(color.slice(1), 16);
  return rgbToYuv({ r: (rgb >> 16) & 0xff, g: (rgb >> 8) & 0xff, b: rgb & 0xff });
};

const clampByte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

export const yuvToRgb = ({ y, u, v }: Yuv): Rgb => {
  const luma = (y - 16) / LUMA_RANGE;
  const blue = ((u - 128) / CHROMA_RANGE) * 2 * (1 - KB);
  const red = ((v - 128) / CHROMA_RANGE) * 2 * (1 - KR);
  return {
    r: clampByte(luma + red),
    g: clampByte(luma - (KB / KG) * blue - (KR / KG) * red),
    b: clampByte(luma + blue),
  };
};
