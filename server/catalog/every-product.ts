import type { Product } from '../../shared/catalog/product.ts';
import type { ChannelId } from '../../shared/ids.ts';
import type { CatalogStore } from '../store/catalog-port.ts';

const PAGE = 500;

/** A channel's whole catalog in its order, a page at a time. */
export function* everyProduct(catalog: CatalogStore, channelId: ChannelId): Generator<Product> {
  let afterPosition = 0;
  for (;;) {
    const page = catalog.productPage(channelId, { search: '', afterPosition, limit: PAGE });
    for (const { product } of page) yield product;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    afterPosition = last.position;
  }
}
