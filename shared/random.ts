/** A source of randomness: a uniform number in [0, 1). Pages and servers pass a cryptographic one, tests a seeded one. */
export type Random = () => number;

const ID_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 20 characters of 62 are 119 bits: unguessable and collision-free for every id in a show's life. */
const ID_LENGTH = 20;

/** Makes the text of a new id; brand it at the call site through the id's own schema or `as` helper in `ids.ts`. */
export const makeIdText = (random: Random): string => {
  let text = '';
  for (let index = 0; index < ID_LENGTH; index += 1) {
    text += ID_ALPHABET.charAt(Math.floor(random() * ID_ALPHABET.length));
  }
  return text;
};

/**
 * A deterministic generator for tests and rehearsals (mulberry32).
 * @see https://github.com/cprosche/mulberry32
 */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
