import type { ItemId } from '../../shared/ids.ts';
import type { HitArea } from '../../shared/scene/draw-list.ts';
import type { PlayerBox } from '../../shared/scene/hit.ts';

/** Where the card lies in the player, CSS pixels from its left and bottom edges, and the least size that covers the card in the picture. */
export type CalloutPlace =
  | { readonly kind: 'docked' }
  /** Under the picture, where the screen is taller than the picture. */
  | { readonly kind: 'below' }
  | {
      readonly kind: 'over';
      readonly leftPx: number;
      readonly bottomPx: number;
      readonly widthPx: number;
      readonly heightPx: number;
    };

/** What the card's words, picture and button need. A smaller card in the picture is covered by one of this size. */
const READABLE_WIDTH_PX = 280;

/** The page's card covers the card that is in the picture, so that people see one card, and can press it. */
export const placeCallout = (areas: readonly HitArea[], itemId: ItemId | null, box: PlayerBox): CalloutPlace => {
  const rect = areas.find((area) => area.itemId === itemId)?.rect;
  const { player, picture, objectFit } = box;
  if (!rect || Math.min(player.widthPx, player.heightPx, picture.widthPx, picture.heightPx) <= 0)
    return { kind: 'docked' };
  const scaleX = player.widthPx / picture.widthPx;
  const scaleY = player.heightPx / picture.heightPx;
  const scale = objectFit === 'contain' ? Math.min(scaleX, scaleY) : Math.max(scaleX, scaleY);
  const shownWidthPx = picture.widthPx * scale;
  const shownHeightPx = picture.heightPx * scale;
  const widthPx = rect.width * shownWidthPx;
  const leftPx = (player.widthPx - shownWidthPx) / 2 + rect.x * shownWidthPx;
  if (leftPx < 0 || leftPx + Math.max(widthPx, READABLE_WIDTH_PX) > player.widthPx) return { kind: 'docked' };
  const bottomPx = (player.heightPx - shownHeightPx) / 2 + (1 - rect.y - rect.height) * shownHeightPx;
  return { kind: 'over', leftPx, bottomPx, widthPx, heightPx: rect.height * shownHeightPx };
};
