import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { RateLimit } from './config.ts';
import { sendRefusal } from './failures.ts';

/** What counts towards a limit: every request, or those that did not succeed. */
type Counted = 'all' | 'failed';

/** Limits what one visitor's address (a /56 of IPv6) may ask in a window. */
export const limitRate = ({ requests, windowMs }: RateLimit, counted: Counted): RequestHandler =>
  rateLimit({
    limit: requests,
    windowMs,
    skipSuccessfulRequests: counted === 'failed',
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // A visitor may send any X-Forwarded-For; without a trusted proxy it is not read, and no reason to log.
    validate: { xForwardedForHeader: false },
    handler: (_request, response) => sendRefusal(response, { code: 'request.too-many' }),
  });
