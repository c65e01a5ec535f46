import type { RequestHandler } from 'express';
import type { IncomingMessage } from 'node:http';
import helmet from 'helmet';
import { EMBED_FOLDER } from '../../shared/protocol/page-paths.ts';
import type { HttpConfig } from './config.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** A `Host` header that is safe to repeat in another header. */
export const PLAIN_HOST = /^[A-Za-z0-9.-]+(?::\d{1,5})?$|^\[[0-9A-Fa-f:]+\](?::\d{1,5})?$/;

/** Older Safari does not take `'self'` for the socket's scheme, so the socket's origin is said in full. */
const socketSources = ({ headers: { host } }: IncomingMessage, publicOrigin: string | null): string => {
  // Behind a proxy the request's own host may be a name that no page knows.
  if (publicOrigin !== null) return publicOrigin.replace(/^http/, 'ws');
  return host !== undefined && PLAIN_HOST.test(host) ? `ws://${host} wss://${host}` : "'self'";
};

const WASM_WORKER = /^\/assets\/segmenter\.worker-[\w-]+\.js$/;

/** A worker has the policy that it came with: only the one that finds a person in a picture may compile WebAssembly, no page. */
const scriptSources = ({ url }: IncomingMessage): string =>
  WASM_WORKER.test(url ?? '') ? "'self' 'wasm-unsafe-eval'" : "'self'";

/** One page may be in a frame, of the shops that the settings list. */
const frameSources = ({ url = '' }: IncomingMessage, embedOrigins: readonly string[]): string =>
  url.startsWith(EMBED_FOLDER) && embedOrigins.length > 0 ? embedOrigins.join(' ') : "'none'";

/** No inline script, no inline style, nothing of other hosts, and no framing but by shops that the settings list. */
export const securityHeaders = ({
  transport,
  publicOrigin,
  embedOrigins,
}: Pick<HttpConfig, 'transport' | 'publicOrigin' | 'embedOrigins'>): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [scriptSources],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'blob:'],
        'font-src': ["'self'"],
        'media-src': ["'self'", 'blob:'],
        'connect-src': ["'self'", (request) => socketSources(request, publicOrigin)],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': [(request) => frameSources(request, embedOrigins)],
      },
    },
    // It binds every port of a name for a year: never `localhost` or an address of the network, whose HTTPS is a trial.
    strictTransportSecurity:
      transport === 'https' && publicOrigin !== null ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });

export type PageKind = 'home' | 'lobby' | 'studio' | 'viewer' | 'guest' | 'desk' | 'pay';

const PRODUCING =
  'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), picture-in-picture=(self), geolocation=()';

/** Which powerful features a page's own code may ask for; no page shares any with a frame. */
export const PERMISSIONS_POLICIES: Record<PageKind, string> = {
  home: 'camera=(), microphone=(), display-capture=(), geolocation=()',
  lobby: 'camera=(), microphone=(), display-capture=(), geolocation=()',
  pay: 'camera=(), microphone=(), display-capture=(), geolocation=()',
  studio: PRODUCING,
  guest: PRODUCING,
  desk: 'camera=(), microphone=(), display-capture=(), autoplay=(self), fullscreen=(self), geolocation=()',
  viewer:
    'camera=(), microphone=(), display-capture=(), autoplay=(self), fullscreen=(self), picture-in-picture=(self), geolocation=()',
};
