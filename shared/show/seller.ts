import * as v from 'valibot';
import { SellerId } from '../ids.ts';

/** Who sells something, and their name as it was when they brought it or it was asked for. */
export const Seller = v.object({ id: SellerId, name: v.string() });
export type Seller = v.InferOutput<typeof Seller>;

/** Null for the channel itself, which alone sold before there were others. */
export const SoldBy = v.optional(v.nullable(Seller), null);
