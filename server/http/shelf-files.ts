import { Router, type RequestHandler } from 'express';
import * as v from 'valibot';
import { ShowId } from '../../shared/ids.ts';
import { Currency } from '../../shared/money.ts';
import { MAX_TABLE_BYTES } from '../../shared/protocol/table-import.ts';
import { SHELF_PREVIEW_PATH } from '../../shared/protocol/shelf-table.ts';
import { hasTill } from '../../shared/show/permissions.ts';
import { bodyStream } from './body-stream.ts';
import type { HttpDeps } from './deps.ts';
import { sendRefusal } from './failures.ts';
import { limitRate } from './rate-limits.ts';

const PreviewQuery = v.object({ show: ShowId, currency: Currency });

/** A shop's table as what a seller would bring to a show. It is only read: what they choose of it, they add by their own line. */
export const makeShelfFiles = (deps: HttpDeps): Router => {
  const router = Router();
  router.post(SHELF_PREVIEW_PATH, limitRate(deps.config.limits.tables, 'all'), readTable(deps));
  return router;
};

const readTable =
  ({ seats, shows, planner, log }: HttpDeps): RequestHandler =>
  async (request, response) => {
    const asked = v.safeParse(PreviewQuery, request.query);
    if (!asked.success) return sendRefusal(response, { code: 'request.malformed' });
    const { show: showId, currency } = asked.output;
    const seat = seats.find(request.headers.cookie, showId);
    if (!seat || !shows.get(showId)) return sendRefusal(response, { code: 'auth.required' });
    if (!hasTill(seat.role)) return sendRefusal(response, { code: 'auth.forbidden' });
    const bytes = bodyStream(request, MAX_TABLE_BYTES, 'import.too-large');
    const read = await planner.readShelf({ bytes, currency });
    log.info({ showId, ok: read.ok }, 'a seller’s table was read');
    if (read.ok) response.set('Cache-Control', 'no-store').json(read.value);
    else sendRefusal(response, read.error);
  };
