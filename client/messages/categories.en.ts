import type { Category } from '../../shared/show/plan.ts';

/** What a show sells. */
export const categoriesEn = {
  beauty: 'Beauty',
  fashion: 'Fashion',
  jewelry: 'Jewelry',
  home: 'Home and kitchen',
  food: 'Food and drink',
  electronics: 'Electronics',
  toys: 'Toys and games',
  collectibles: 'Collectibles',
  sports: 'Sports and outdoors',
  crafts: 'Arts and crafts',
  other: 'Everything else',
} satisfies Record<Category, string>;
