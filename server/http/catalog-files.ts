import { Router, type Request, type RequestHandler, type Response } from 'express';
import * as v from 'valibot';
import { exportTable } from '../../shared/catalog/export-table.ts';
import { Currency } from '../../shared/money.ts';
import { CATALOG_EXPORT_PATH } from '../../shared/protocol/catalog.ts';
import {
  CATALOG_IMPORT_PATH,
  CATALOG_PREVIEW_PATH,
  MAX_TABLE_BYTES,
  PlanToken,
} from '../../shared/protocol/table-import.ts';
import type { Result } from '../../shared/result.ts';
import { everyProduct } from '../catalog/every-product.ts';
import { Imports, type ImportFile } from '../catalog/imports.ts';
import { bodyStream } from './body-stream.ts';
import type { HttpDeps } from './deps.ts';
import { sendRefusal } from './failures.ts';
import { limitRate } from './rate-limits.ts';
import { csvParts, sendFile } from './send-file.ts';

const PreviewQuery = v.object({ currency: Currency });
const ImportQuery = v.object({ currency: Currency, plan: PlanToken });

/** The owner's catalog as files: in by a preview, out as CSV. */
export const makeCatalogFiles = (deps: HttpDeps): Router => {
  const { store, planner, clock } = deps;
  const imports = new Imports({ catalog: store.catalog, planner, clock });
  const router = Router();
  const limit = limitRate(deps.config.limits.tables, 'all');
  router.post(
    CATALOG_PREVIEW_PATH,
    limit,
    takeFile(deps, PreviewQuery, (file) => imports.preview(file)),
  );
  router.post(
    CATALOG_IMPORT_PATH,
    limit,
    takeFile(deps, ImportQuery, (file, { plan }) => imports.commit(file, plan)),
  );
  router.get(CATALOG_EXPORT_PATH, giveCatalog(deps));
  return router;
};

/** The body is the file: no browser sends it from another site's form without asking, and its origin is checked before. */
const takeFile =
  <Query extends v.GenericSchema<unknown, { currency: Currency }>>(
    { sessions, log }: HttpDeps,
    query: Query,
    answer: (file: ImportFile, asked: v.InferOutput<Query>) => Promise<Result<unknown>>,
  ): RequestHandler =>
  async (request, response) => {
    const channel = sessions.sessionOf(request.headers.cookie)?.channel;
    if (!channel) return sendRefusal(response, { code: 'auth.required' });
    const asked = v.safeParse(query, request.query);
    if (!asked.success) return sendRefusal(response, { code: 'request.malformed' });
    const { currency } = asked.output;
    const bytes = bodyStream(request, MAX_TABLE_BYTES, 'import.too-large');
    const result = await answer({ channelId: channel.id, bytes, currency }, asked.output);
    log.info({ channelId: channel.id, path: request.path, ok: result.ok }, 'a table was read');
    if (result.ok) response.set('Cache-Control', 'no-store').json(result.value);
    else sendRefusal(response, result.error);
  };

const giveCatalog =
  ({ sessions, store }: HttpDeps): RequestHandler =>
  async (request: Request, response: Response) => {
    const channel = sessions.sessionOf(request.headers.cookie)?.channel;
    if (!channel) return sendRefusal(response, { code: 'auth.required' });
    const parts = csvParts(exportTable(everyProduct(store.catalog, channel.id)));
    await sendFile(request, response, { name: `${channel.handle}-products.csv`, type: 'text/csv', parts });
  };
