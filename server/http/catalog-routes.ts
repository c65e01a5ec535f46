import { productCard } from '../../shared/catalog/product-card.ts';
import type { ChannelId } from '../../shared/ids.ts';
import { CATALOG_ENDPOINTS } from '../../shared/protocol/catalog-endpoints.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { saveProduct, versionOf } from '../catalog/save-product.ts';
import type { HttpDeps } from './deps.ts';
import { changing, reading, type Visit } from './json-route.ts';
import { shelfChannel } from './shelf-channel.ts';

const PAGE = 50;

/** The catalog as its list and the shelf's form show it. What is searched for stands in a body, never in an address. */
export const catalogRoutes = (deps: HttpDeps) => ({
  listProducts: changing(deps.sessions, CATALOG_ENDPOINTS.listProducts, ({ showId, search, after }, { cookie }) => {
    const { catalog } = deps.store;
    const channelId = shelfChannel(deps, cookie, showId);
    if (!channelId) return refuse('auth.required');
    const found = catalog.productPage(channelId, { search, afterPosition: after ?? 0, limit: PAGE + 1 });
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return ok({
      products: page.map(({ product }) => productCard(product)),
      next: last && found.length > PAGE ? last.position : null,
      total: catalog.countProducts(channelId),
    });
  }),

  findProduct: changing(deps.sessions, CATALOG_ENDPOINTS.findProduct, ({ showId, productId }, { cookie }) => {
    const channelId = shelfChannel(deps, cookie, showId);
    if (!channelId) return refuse('auth.required');
    const product = deps.store.catalog.productById(channelId, productId);
    return product ? ok({ product, version: versionOf(product) }) : refuse('catalog.product-not-found');
  }),

  saveProduct: changing(deps.sessions, CATALOG_ENDPOINTS.saveProduct, (wish, { signedIn }) =>
    signedIn ? saveProduct(deps.store.catalog, signedIn.channel.id, wish) : refuse('auth.required'),
  ),

  removeProduct: changing(deps.sessions, CATALOG_ENDPOINTS.removeProduct, ({ productId }, { signedIn }) => {
    if (!signedIn) return refuse('auth.required');
    const outcome = deps.store.catalog.removeProduct(signedIn.channel.id, productId);
    return outcome === 'removed' ? ok({}) : refuse('catalog.product-not-found');
  }),

  lookAtPictures: reading(deps.sessions, CATALOG_ENDPOINTS.lookAtPictures, (visit) =>
    asOwner(visit, (channelId) => deps.catalogPictures.look(channelId)),
  ),
  importPictures: changing(deps.sessions, CATALOG_ENDPOINTS.importPictures, (_body, visit) =>
    asOwner(visit, (channelId) => deps.catalogPictures.start(channelId)),
  ),
  stopPictures: changing(deps.sessions, CATALOG_ENDPOINTS.stopPictures, (_body, visit) =>
    asOwner(visit, (channelId) => deps.catalogPictures.stop(channelId)),
  ),
});

const asOwner = async <Value>(
  { signedIn }: Visit,
  answer: (channelId: ChannelId) => Value | Promise<Value>,
): Promise<Result<Value>> => (signedIn ? ok(await answer(signedIn.channel.id)) : refuse('auth.required'));
