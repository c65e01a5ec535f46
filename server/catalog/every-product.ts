import type { Product } from '../../shared/catalog/product.ts';
import type { ChannelId } from '../../shared/ids.ts';
import type { CatalogStore } from '../store/catalog-port.ts';

const PAGE = 200;

/** A channel's whole catalog in its order, a page at a time. */
export function* productPages(catalog: CatalogStore, channelId: ChannelId): Generator<readonly Product[]> {
  let afterPosition = 0;
  for (;;) {
    const page = catalog.productPage(channelId, { search: '', afterPosition, limit: PAGE });
    yield page.map(({ product }) => product);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    afterPosition = last.position;
  }
}

export function* everyProduct(catalog: CatalogStore, channelId: ChannelId): Generator<Product> {
  for (const page of productPages(catalog, channelId)) yield* page;
}
