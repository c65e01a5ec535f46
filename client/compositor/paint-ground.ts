import type { SizePx } from '../../shared/geometry.ts';
import type { Canvas2d } from './paint-text.ts';

const GROUND = ['#1c212b', '#0e1116'] as const;
const LINE = '#2a303d';

/** The quiet ground of everything that stands in for a picture. Opaque to its edges, so that nothing shines through. */
export const paintGround = (context: Canvas2d, { widthPx, heightPx }: SizePx): void => {
  const ground = context.createLinearGradient(0, 0, 0, heightPx);
  ground.addColorStop(0, GROUND[0]);
  ground.addColorStop(1, GROUND[1]);
  context.fillStyle = ground;
  context.fillRect(0, 0, widthPx, heightPx);
  context.strokeStyle = LINE;
  context.lineWidth = 2;
  context.strokeRect(1, 1, widthPx - 2, heightPx - 2);
};
