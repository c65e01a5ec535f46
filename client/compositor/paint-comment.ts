import type { CommentLayout } from './comment-layout.ts';
import { paintLine, type Pen } from './paint-text.ts';

/** Dark enough that white letters are readable over a white wall (14 to 1): what is read to the end needs more than a name does. */
const GROUND = 'rgb(14 17 22 / 90%)';
const WHITE = '#ffffff';
/** Who speaks is not who sells: the product's card is paper. */
const VOICE = '#ffc65c';

export const paintComment = (pen: Pen, { ground, radiusPx, edge, name, text }: CommentLayout): void => {
  const { context } = pen;
  context.save();
  context.beginPath();
  context.roundRect(ground.x, ground.y, ground.width, ground.height, radiusPx);
  context.clip();
  context.fillStyle = GROUND;
  context.fillRect(ground.x, ground.y, ground.width, ground.height);
  context.fillStyle = VOICE;
  context.fillRect(edge.x, edge.y, edge.width, edge.height);
  context.restore();
  paintLine(pen, name, VOICE);
  for (const line of text) paintLine(pen, line, WHITE);
};
