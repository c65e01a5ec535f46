import type { SizePx } from '../../shared/geometry.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import type { DrawOp, RasterSpec } from '../../shared/scene/draw-list.ts';
import { plan } from '../../shared/scene/plan.ts';
import type { Program, SourceViews } from '../../shared/scene/program.ts';
import { settledProgram } from '../../shared/scene/stage.ts';
import { rasterBytes } from './raster.ts';

export type WantedRaster = { readonly key: string; readonly spec: RasterSpec };

export type Preparation = {
  readonly document: SceneDocument;
  readonly program: Program;
  readonly views: SourceViews;
  /** Bound of all rasters together, so that preparing many scenes does not push out what is on air. */
  readonly maxBytes: number;
};

/** Slates stand for what may be live by then, so they are not made before they are seen. */
const isWorthPreparing = (spec: RasterSpec): boolean => spec.kind !== 'slate';

/** The rasters that the scenes need at rest: those on air first, then the other scenes' in their order. */
export const wantedRasters = ({ document, program, views, maxBytes }: Preparation): WantedRaster[] => {
  const wanted = new Map<string, WantedRaster>();
  let bytes = 0;
  const collect = (ops: readonly DrawOp[]): void => {
    for (const op of ops) {
      if (op.op === 'group') collect(op.ops);
      if (op.op !== 'raster' || wanted.has(op.key) || !isWorthPreparing(op.spec)) continue;
      const size: SizePx = op.spec;
      bytes += rasterBytes(size);
      if (bytes <= maxBytes) wanted.set(op.key, { key: op.key, spec: op.spec });
    }
  };
  const sceneIds = [program.sceneId, ...document.sceneIds.filter((sceneId) => sceneId !== program.sceneId)];
  for (const sceneId of sceneIds) {
    collect(plan(document, settledProgram({ ...program, sceneId }), views, Number.MAX_SAFE_INTEGER).ops);
  }
  return [...wanted.values()];
};
