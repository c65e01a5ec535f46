import { ok, refuse, type Result } from '../../../shared/result.ts';
import type { BuyingActor } from '../../../shared/show/actor.ts';
import type { Contexts } from '../handler.ts';

/** As whom this page buys and writes. `buyer.unknown` for a browser that keeps no cookie. */
export const buyerOf = ({ session: { buyerId } }: Contexts['viewer']): Result<BuyingActor> =>
  buyerId === null ? refuse('buyer.unknown') : ok({ role: 'viewer', buyerId });
