/** A memory-hard password hash. Both calls run off the event loop's thread. */
export type PasswordHasher = {
  /** Salted; the text carries its own parameters. */
  hash(password: string): Promise<string>;
  /** False also for a text that is no hash. */
  verify(hash: string, password: string): Promise<boolean>;
};
