import { Router } from 'express';
import type { HttpDeps } from './deps.ts';

/** Asking the store costs a write to disk; anybody may ask us, so its answer is good for this long. */
const PROBE_EVERY_MS = 1_000;

const OK = 200;
const UNAVAILABLE = 503;

/**
 * `/livez`: the event loop turns and a media worker answers; otherwise restart the server. `/readyz`: new work is
 * welcome. The store is no part of liveness: a restart does not empty a full disk, and the show on air would be lost.
 */
export const makeHealthRoutes = ({ plane, store, phase, clock }: HttpDeps): Router => {
  const router = Router();
  let probe = { atMs: -Infinity, isWritable: false };
  const isWritable = (): boolean => {
    if (Math.abs(clock() - probe.atMs) >= PROBE_EVERY_MS) probe = { atMs: clock(), isWritable: store.isWritable() };
    return probe.isWritable;
  };
  router.get('/livez', (_request, response) => {
    const media = plane.isHealthy() ? 'up' : 'down';
    response
      .set('Cache-Control', 'no-store')
      .status(media === 'up' ? OK : UNAVAILABLE)
      .json({ media });
  });
  router.get('/readyz', (_request, response) => {
    const answer = { store: isWritable() ? 'writable' : 'unavailable', server: phase() };
    const isReady = answer.store === 'writable' && answer.server === 'serving';
    response
      .set('Cache-Control', 'no-store')
      .status(isReady ? OK : UNAVAILABLE)
      .json(answer);
  });
  return router;
};
