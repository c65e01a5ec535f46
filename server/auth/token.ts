import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A new secret of 256 bits, as text that fits cookies and JSON. */
export const makeToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is kept of a secret: it cannot be turned back, and a fast hash is enough for 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
