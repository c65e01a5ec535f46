import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { doubledSku, editProduct, makeProduct, typedOf } from '../../shared/catalog/edit-product.ts';
import type { Product } from '../../shared/catalog/product.ts';
import type { ChannelId } from '../../shared/ids.ts';
import { MAX_PRODUCTS, ProductVersion, type ProductSaved } from '../../shared/protocol/catalog.ts';
import type { CatalogEndpointBody } from '../../shared/protocol/catalog-endpoints.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { isSameValue } from '../../shared/same-value.ts';
import type { CatalogStore } from '../store/catalog-port.ts';

/** Of what can be said by hand alone: a picture that is fetched meanwhile is nobody's change. */
export const versionOf = (product: Product): ProductVersion =>
  v.parse(
    ProductVersion,
    createHash('sha256')
      .update(JSON.stringify(typedOf(product)))
      .digest('base64url'),
  );

/**
 * Keeps a product as its owner typed it. A page that asks again, because it heard no answer or was pressed twice, is told that it
 * is saved: so it is. Whoever typed over another version than the product's has not seen what they would overwrite.
 */
export const saveProduct = (
  catalog: CatalogStore,
  channelId: ChannelId,
  { productId, version, typed }: CatalogEndpointBody<'saveProduct'>,
): Result<ProductSaved> => {
  const current = catalog.productById(channelId, productId);
  if (!current && version !== null) return refuse('catalog.product-not-found');
  const wanted = current ? editProduct(current, typed) : makeProduct(productId, typed);
  if (!wanted) return current ? ok({ outcome: 'changed' }) : refuse('request.malformed', 'typed.variants');
  if (current && isSameValue(current, wanted)) return ok({ outcome: 'saved' });
  if (current && versionOf(current) !== version) return ok({ outcome: 'changed' });
  if (!current && catalog.countProducts(channelId) >= MAX_PRODUCTS) return refuse('catalog.full');
  const doubled = doubledSku(wanted);
  if (doubled !== null) return ok({ outcome: 'sku-taken', sku: doubled });
  const kept = catalog.keepProduct(channelId, wanted);
  return ok(kept.outcome === 'kept' ? { outcome: 'saved' } : kept);
};
