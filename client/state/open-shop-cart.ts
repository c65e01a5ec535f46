import * as v from 'valibot';
import type { Scope } from '../../shared/lifetime.ts';
import { EmbedBoot } from '../../shared/protocol/embed.ts';
import type { WatchBoot } from '../../shared/protocol/watch-boot.ts';
import type { Random } from '../../shared/random.ts';
import { listenTo, ShopFrame } from '../net/shop-frame.ts';
import type { Clock } from '../platform/clock.ts';
import { ShopCart } from './shop-cart.svelte.ts';

type Page = {
  /** What the server wrote into the page (`EmbedBoot`). */
  readonly embed: string;
  readonly boot: WatchBoot;
  readonly window: Window;
  readonly clock: Clock;
  readonly random: Random;
};

/** The cart of the shop's page around this one; null where there is none, or it has no cart for us. */
export const openShopCart = async (page: Page, scope: Scope): Promise<ShopCart | null> => {
  const { embed, boot, window, clock, random } = page;
  const { origins } = v.parse(EmbedBoot, JSON.parse(embed));
  if (window.parent === window) return null;
  const line = { shop: window.parent, origins, listen: listenTo(window), clock, random };
  const frame: ShopFrame = scope.use(new ShopFrame({ ...line, onCart: (lines) => cart.handleCart(lines) }));
  const cart = new ShopCart({ tell: (event) => frame.tell(event) });
  return (await cart.greet(boot.show.address, boot.show.title)) ? cart : null;
};
