import type { ItemFacts } from '../../shared/show/item.ts';
import { celadonCup, driedChilli, honeyJar, plumWine, springTea, walnutBox } from './drawings.ts';

type DemoProduct = Pick<ItemFacts, 'name' | 'priceMinor' | 'formerPriceMinor' | 'stock'> & {
  /** The last part of its page's address. */
  readonly slug: string;
  /** The picture as SVG. */
  readonly draw: () => string;
};

/** In the order of the shelf; prices in fen. One is reduced, one sold out, so that every state is there to be seen. */
export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  {
    slug: 'wildflower-honey',
    name: 'Wildflower honey 500 g',
    priceMinor: 3_990,
    formerPriceMinor: 5_200,
    stock: 23,
    draw: honeyJar,
  },
  {
    slug: 'dried-chilli',
    name: 'Dried chilli, hot',
    priceMinor: 1_200,
    formerPriceMinor: null,
    stock: 180,
    draw: driedChilli,
  },
  {
    slug: 'spring-tea',
    name: 'Spring tea, 2nd flush',
    priceMinor: 8_800,
    formerPriceMinor: null,
    stock: 12,
    draw: springTea,
  },
  { slug: 'plum-wine', name: 'Plum wine', priceMinor: 5_900, formerPriceMinor: null, stock: 0, draw: plumWine },
  {
    slug: 'walnut-gift-box',
    name: 'Walnut gift box',
    priceMinor: 12_900,
    formerPriceMinor: 14_900,
    stock: 40,
    draw: walnutBox,
  },
  {
    slug: 'celadon-tea-cup',
    name: 'Celadon tea cup',
    priceMinor: 4_600,
    formerPriceMinor: null,
    stock: null,
    draw: celadonCup,
  },
];
