import type * as v from 'valibot';
import { ToldEvent } from '../show/event.ts';
import { serverFrameOf } from './frame.ts';

/** Every frame that some page may receive. */
export const ServerFrame = serverFrameOf(ToldEvent);
export type ServerFrame = v.InferOutput<typeof ServerFrame>;
