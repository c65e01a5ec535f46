import { hash, verify, type Options } from '@node-rs/argon2';
import type { PasswordHasher } from './password-hasher.ts';

/**
 * OWASP's first recommendation for argon2id (algorithm 2): 19 MiB, two passes, one lane; about 11 ms on two small cores.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const ARGON2ID: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const argon2Hasher: PasswordHasher = {
  hash: (password) => hash(password, ARGON2ID),
  verify: (stored, password) => verify(stored, password),
};
