import compression from 'compression';
import express, { type Express } from 'express';
import { makeCatalogFiles } from './catalog-files.ts';
import type { HttpDeps } from './deps.ts';
import { makeEndpoints } from './endpoints.ts';
import { makeErrorMapper, requireOwnOrigin } from './failures.ts';
import { securityHeaders } from './headers.ts';
import { makeHealthRoutes } from './health.ts';
import { makeLobbyRoutes } from './lobby-routes.ts';
import { makePages } from './pages.ts';
import { makePictures } from './pictures.ts';
import { makeDownloads } from './downloads.ts';
import { makeReceipts } from './receipts.ts';
import { makeShelfFiles } from './shelf-files.ts';
import { makeStaticFiles } from './static-files.ts';
import { makeUplink } from './uplink.ts';
import { makeWebhookRoutes } from './webhook-routes.ts';
import { requireOwnHost } from './wrong-host.ts';

/** Everything that answers HTTP: a request listener for the server that also carries the socket. */
export const makeHttpApp = (deps: HttpDeps): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', deps.config.trustedProxies);
  app.set('query parser', 'simple');
  // Before all else: a health check needs no headers, and must answer when much else is broken.
  app.use(makeHealthRoutes(deps));
  app.use(securityHeaders(deps.config));
  app.use(requireOwnHost(deps.config.origins));
  app.use(makeWebhookRoutes(deps));
  app.use(requireOwnOrigin(deps.config.origins));
  app.use(compression());
  app.use(makeEndpoints(deps));
  app.use(makeDownloads(deps));
  app.use(makeReceipts(deps));
  app.use(makePictures(deps));
  app.use(makeLobbyRoutes(deps));
  app.use(makeCatalogFiles(deps));
  app.use(makeShelfFiles(deps));
  app.use(makeUplink(deps));
  app.use(makeStaticFiles(deps.config));
  app.use(makePages(deps));
  app.use(makeErrorMapper(deps));
  return app;
};
