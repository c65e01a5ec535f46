import { isIP } from 'node:net';

/** Longer ones are nobody's picture. */
const MAX_LENGTH = 2_000;

/**
 * The address of something that our server may ask another one for: https on its own port, and nobody's name or password.
 * Null for any other. `base` is the address that led to a relative one.
 */
export const remoteUrl = (address: string, base?: URL): URL | null => {
  if (address.length > MAX_LENGTH || !URL.canParse(address, base?.href)) return null;
  const url = new URL(address, base);
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  if (!isPlain) return null;
  url.hash = '';
  return url;
};

/** Who is asked: a name, or an address as text. The parser of URLs has made one spelling of `127.1`, `0x7f.1` and the like. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** The address that a host itself is, or null for a name. */
export const literalAddress = (host: string): string | null => (isIP(host) === 0 ? null : host);
