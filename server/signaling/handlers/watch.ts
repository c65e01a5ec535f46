import { AppError } from '../../../shared/errors.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { HandlersOf } from '../handler.ts';

/** The viewer's media, through the endpoint that this session owns. */
export const watchHandlers: Pick<HandlersOf<'viewer'>, 'media.watch' | 'media.restartIce' | 'viewer.report'> = {
  'media.watch': async ({ room, session }, ask) => {
    if (!session.mayTakeTransport()) return refuse('request.too-many');
    const watch = await room.media.watch(session, ask);
    return watch ? ok({ watch }) : refuse('media.unavailable');
  },
  'media.restartIce': async ({ session }, { transportId }) => {
    if (session.endpoint === null) throw new AppError('media.not-found');
    if (!session.mayTakeTransport()) return refuse('request.too-many');
    return ok({ iceParameters: await session.endpoint.restartIce(transportId) });
  },
  'viewer.report': ({ session, clock }, report) => {
    session.report = { atMs: clock(), report };
    return ok({});
  },
};
