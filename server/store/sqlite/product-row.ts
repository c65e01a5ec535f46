import * as v from 'valibot';
import { StoredProduct, type Product } from '../../../shared/catalog/product.ts';

export const ProductRow = v.pipe(
  v.object({ position: v.number(), body: v.pipe(v.string(), v.parseJson(), StoredProduct) }),
  v.transform(({ position, body: product }) => ({ position, product })),
);

/** What the column of this name says, so that nobody reads every product to find those that lack a picture. */
export const missingPictures = ({ pictures }: Product): number =>
  pictures.filter(({ pictureId }) => pictureId === null).length;
