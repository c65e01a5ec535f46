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

/** The cart of the shop's page around this one, which is asked for it; null where there is no such page. */
export const openShopCart = (page: Page, scope: Scope): ShopCart | null => {
  const { embed, boot, window, clock, random } = page;
  const { origins } = v.parse(EmbedBoot, JSON.parse(embed));
  if (window.parent === window) return null;
  const line = { shop: window.parent, origins, listen: listenTo(window), clock, random };
  const greet = (): void => void cart.greet(boot.show.address, boot.show.title);
  const frame: ShopFrame = scope.use(
    new ShopFrame({ ...line, onCart: (lines) => cart.handleCart(lines), onHello: greet }),
  );
  const cart = new ShopCart({ tell: (event) => frame.tell(event) });
  greet();
  return cart;
};
