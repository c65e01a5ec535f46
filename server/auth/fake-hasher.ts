import type { PasswordHasher } from './password-hasher.ts';

/** Hashes nothing, so that tests are fast, and counts what was asked of it. */
export const makeFakeHasher = (): PasswordHasher & { readonly work: { hashed: number; verified: number } } => {
  const work = { hashed: 0, verified: 0 };
  return {
    work,
    hash: (password) => {
      work.hashed += 1;
      return Promise.resolve(`hash of ${password}`);
    },
    verify: (hash, password) => {
      work.verified += 1;
      return Promise.resolve(hash === `hash of ${password}`);
    },
  };
};
