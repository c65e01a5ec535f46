import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import * as v from 'valibot';
import { AppError, ERRORS } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { makeIdText, type Random } from '../../shared/random.ts';
import type { Refusal } from '../../shared/result.ts';
import { isOwnOrigin, type OriginPolicy } from '../auth/origin.ts';

/** What Express and its parsers throw at requests that they cannot read. */
const RequestError = v.object({ status: v.pipe(v.number(), v.minValue(400), v.maxValue(499)) });

const PAYLOAD_TOO_LARGE = 413;

export const sendRefusal = (response: Response, refusal: Refusal): void => {
  response.set('Cache-Control', 'no-store').status(ERRORS[refusal.code].httpStatus).json(refusal);
};

/** Every request that may change state must come from one of our own pages. */
export const requireOwnOrigin =
  (policy: OriginPolicy): RequestHandler =>
  (request, response, next) => {
    const readsOnly = request.method === 'GET' || request.method === 'HEAD';
    if (readsOnly || isOwnOrigin(request.headers, policy)) next();
    else sendRefusal(response, { code: 'request.wrong-origin' });
  };

/** The one place where what was thrown becomes an answer. Unknown errors are logged under an id, and say nothing. */
export const makeErrorMapper =
  ({ log, random }: { readonly log: Log; readonly random: Random }): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const refusal = refusalOf(error);
    if (ERRORS[refusal.code].httpStatus >= ERRORS['server.internal'].httpStatus) {
      const failureId = makeIdText(random);
      response.set('X-Failure-Id', failureId);
      log.error({ failureId, method: request.method, code: refusal.code }, 'a request failed', error);
    }
    // Half an answer is out already: Express can only break the connection.
    if (response.headersSent) next(error);
    else sendRefusal(response, refusal);
  };

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof AppError) return { code: error.code };
  const requestError = v.safeParse(RequestError, error);
  if (!requestError.success) return { code: 'server.internal' };
  return { code: requestError.output.status === PAYLOAD_TOO_LARGE ? 'request.too-large' : 'request.malformed' };
};
