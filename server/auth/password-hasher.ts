/** A memory-hard password hash. Both calls run off the event loop's thread. */
export type PasswordHasher = {
  /** Salted; the text carries its own parameters. */
  hash(password: string): Promise<string>;
  /** Throws for a `hash` that is none: it comes from our own store. */
  verify(hash: string, password: string): Promise<boolean>;
};
