import type { Random } from '../../shared/random.ts';

/** Unguessable: ids made from it may be shown to anybody. */
export const cryptoRandom: Random = () => {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
};
