import type { FlashSale } from '../../shared/show/flash.ts';
import type { HoldCard } from '../../shared/show/hold.ts';
import { isTold } from './is-told.ts';

/**
 * Whether a product of an embedded page goes into the shop's cart: a flash sale is drawn here, whoever would rather have it in a
 * cart, and what somebody has reserved or won here is paid for and told here.
 */
export const isForCart = (flash: FlashSale | null, hold: HoldCard | null): boolean =>
  flash === null && (hold === null || !isTold(hold));
