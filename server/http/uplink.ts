import { Router } from 'express';
import { UPLINK_BYTES, UPLINK_PATH } from '../../shared/protocol/http.ts';
import type { HttpDeps } from './deps.ts';
import { sendRefusal } from './failures.ts';
import { limitRate } from './rate-limits.ts';
import { readBytes } from './read-bytes.ts';

/** Takes bytes and throws them away: a studio measures by them how much its line carries. */
export const makeUplink = ({ config, sessions }: HttpDeps): Router => {
  const router = Router();
  router.post(UPLINK_PATH, limitRate(config.limits.uplinks, 'all'), async (request, response) => {
    if (!sessions.sessionOf(request.headers.cookie)) return sendRefusal(response, { code: 'auth.required' });
    await readBytes(request, UPLINK_BYTES);
    response.set('Cache-Control', 'no-store').json({});
  });
  return router;
};
