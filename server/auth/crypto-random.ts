import { randomInt } from 'node:crypto';
import type { Random } from '../../shared/random.ts';

/** `randomInt` allows less than 2^48. */
const STEPS = 2 ** 47;

/** Cryptographic randomness for ids: unguessable, unlike `Math.random`. */
export const cryptoRandom: Random = () => randomInt(STEPS) / STEPS;
