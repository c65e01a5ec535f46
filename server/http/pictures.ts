import { Router, type Request, type RequestHandler } from 'express';
import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { makeId, PictureId, ShowId, type ChannelId } from '../../shared/ids.ts';
import { MAX_PICTURE_BYTES, PICTURE_UPLOAD_PATH, type PictureUploaded } from '../../shared/protocol/http.ts';
import { hasDesk } from '../../shared/show/permissions.ts';
import type { HttpDeps } from './deps.ts';
import { sendRefusal } from './failures.ts';
import { PictureEncoder } from './picture-encoder.ts';
import { limitRate } from './rate-limits.ts';
import { readBytes } from './read-bytes.ts';

/** A picture's id is new for every upload, so its bytes never change. */
const FOREVER = 'public, max-age=31536000, immutable';

export const makePictures = (deps: HttpDeps): Router => {
  const router = Router();
  router.post(PICTURE_UPLOAD_PATH, limitRate(deps.config.limits.pictures, 'all'), takePicture(deps));
  router.get('/pictures/:pictureId.webp', showPicture(deps));
  return router;
};

/** Whose shelf the picture is for: the owner's own, or that of the show which a seat puts into somebody's hands. Null for nobody's. */
const channelFor = ({ sessions, seats, shows }: HttpDeps, { headers, query }: Request): ChannelId | null => {
  const showId = v.safeParse(ShowId, query['show']);
  const seat = showId.success ? seats.find(headers.cookie, showId.output) : null;
  const show = seat && hasDesk(seat.role) && showId.success ? shows.get(showId.output) : null;
  return show?.state.channelId ?? sessions.sessionOf(headers.cookie)?.channel.id ?? null;
};

const takePicture = (deps: HttpDeps): RequestHandler => {
  const { store, random, log } = deps;
  const encoder = new PictureEncoder(log);
  return async (request, response) => {
    const channelId = channelFor(deps, request);
    if (!channelId) return sendRefusal(response, { code: 'auth.required' });
    const encoded = await encoder.encode(await readBytes(request, MAX_PICTURE_BYTES));
    if (!encoded.ok) return sendRefusal(response, encoded.error);
    const id = makeId(PictureId, random);
    store.records.createPicture({ id, channelId, bytes: encoded.value });
    const uploaded: v.InferOutput<typeof PictureUploaded> = { pictureId: id };
    response.set('Cache-Control', 'no-store').json(uploaded);
  };
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
