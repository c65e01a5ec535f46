import { SourceId } from '../../shared/ids.ts';
import type { DrawOp } from '../../shared/scene/draw-list.ts';
import { parse } from 'valibot';

/** Fixtures of this folder's tests. */

export const sourceId = (text: string): SourceId => parse(SourceId, text);

type VideoOp = Extract<DrawOp, { op: 'video' }>;

export const videoOp = (facts: Partial<VideoOp> & Pick<VideoOp, 'to'>): VideoOp => ({
  op: 'video',
  sourceId: sourceId('camera'),
  from: { x: 0, y: 0, width: 1, height: 1 },
  opacity: 1,
  orientation: 'normal',
  ...facts,
});
