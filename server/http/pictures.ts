import { Router, type RequestHandler } from 'express';
import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { PictureId, ShowId } from '../../shared/ids.ts';
import { MAX_PICTURE_BYTES, PICTURE_UPLOAD_PATH, type PictureUploaded } from '../../shared/protocol/http.ts';
import type { HttpDeps } from './deps.ts';
import { sendRefusal } from './failures.ts';
import { limitRate } from './rate-limits.ts';
import { readBytes } from './read-bytes.ts';
import { mayBringPictures, shelfChannel } from './shelf-channel.ts';

/** A picture's id is new for every upload, so its bytes never change. */
const FOREVER = 'public, max-age=31536000, immutable';

export const makePictures = (deps: HttpDeps): Router => {
  const router = Router();
  router.post(PICTURE_UPLOAD_PATH, limitRate(deps.config.limits.pictures, 'all'), takePicture(deps));
  router.get('/pictures/:pictureId.webp', showPicture(deps));
  return router;
};

const takePicture =
  (deps: HttpDeps): RequestHandler =>
  async (request, response) => {
    const showId = v.safeParse(ShowId, request.query['show']);
    const forShowId = showId.success ? showId.output : null;
    const channelId = shelfChannel(deps, request.headers.cookie, forShowId, mayBringPictures);
    if (!channelId) return sendRefusal(response, { code: 'auth.required' });
    const kept = await deps.pictures.keep(channelId, await readBytes(request, MAX_PICTURE_BYTES));
    if (!kept.ok) return sendRefusal(response, kept.error);
    const uploaded: v.InferOutput<typeof PictureUploaded> = { pictureId: kept.value };
    response.set('Cache-Control', 'no-store').json(uploaded);
  };

const showPicture =
  ({ store }: HttpDeps): RequestHandler =>
  (request, response) => {
    const id = v.safeParse(PictureId, request.params['pictureId']);
    const picture = id.success ? store.records.pictureById(id.output) : null;
    if (!picture) throw new AppError('picture.not-found');
    response
      .set({ 'Cache-Control': FOREVER, 'Content-Security-Policy': "default-src 'none'", 'Content-Type': 'image/webp' })
      .send(Buffer.from(picture.bytes));
  };
