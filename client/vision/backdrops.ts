import * as v from 'valibot';
import { hexToYuv, type Yuv } from '../../shared/scene/yuv.ts';

/** What can be put behind a person. */
export const BackdropKind = v.picklist(['blur', 'light', 'dark']);
export type BackdropKind = v.InferOutput<typeof BackdropKind>;

/** A wall in daylight, and one in the evening: neither as bright nor as dark as a face can be. */
export const BACKDROP_COLORS: Readonly<Record<Exclude<BackdropKind, 'blur'>, Yuv>> = {
  light: hexToYuv('#e4ded4'),
  dark: hexToYuv('#2b3038'),
};
