import type { SizePx } from '../../shared/geometry.ts';
import type { NameCardLayout, NameTagLayout } from './name-layout.ts';
import { paintGround } from './paint-ground.ts';
import { paintLine, type Pen } from './paint-text.ts';

/** Dark enough that white letters are readable over a white wall (8 to 1), and the wall is still felt through it. */
const TAG_GROUND = 'rgb(14 17 22 / 72%)';
const WHITE = '#ffffff';
const DISC = '#39414f';
const MUTED = '#aeb7c6';

export const paintNameTag = (pen: Pen, { ground, radiusPx, line }: NameTagLayout): void => {
  const { context } = pen;
  context.fillStyle = TAG_GROUND;
  context.beginPath();
  context.roundRect(ground.x, ground.y, ground.width, ground.height, radiusPx);
  context.fill();
  paintLine(pen, line, WHITE);
};

/** What stands in a person's slot while their camera is off, hidden or lost: never black, and every pixel of it opaque. */
export const paintNameCard = (pen: Pen, size: SizePx, { disc, initial, name, state }: NameCardLayout): void => {
  const { context } = pen;
  paintGround(context, size);
  context.fillStyle = DISC;
  context.beginPath();
  context.arc(disc.x, disc.y, disc.radiusPx, 0, 2 * Math.PI);
  context.fill();
  paintLine(pen, initial, WHITE);
  for (const line of name) paintLine(pen, line, WHITE);
  if (state) paintLine(pen, state, MUTED);
};
