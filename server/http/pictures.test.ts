import { request as sendRaw } from 'node:http';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { ENDPOINTS, MAX_PICTURE_BYTES, PictureUploaded, pictureUploadPath } from '../../shared/protocol/http.ts';
import { picturePath } from '../../shared/protocol/paths.ts';
import type { InvitedRole } from '../../shared/protocol/invites.ts';
import { openHttp, tea } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(() => http.close());

const asOwner = async () => {
  const owner = http.visit();
  await owner.post('/api/sign-up', { body: tea });
  return owner;
};
type Visitor = Awaited<ReturnType<typeof asOwner>>;

const upload = (visitor: Visitor, bytes: Uint8Array) => visitor.post('/api/pictures', { raw: Uint8Array.from(bytes) });

/** Uploads a picture that must be taken, and reads what became of it. */
const uploaded = async (bytes: Uint8Array) => {
  const answer = await upload(await asOwner(), bytes);
  expect(answer.status).toBe(200);
  const path = picturePath(v.parse(PictureUploaded, answer.body).pictureId);
  const response = await fetch(http.origin + path);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

/** The owner's show, and visitors who have a seat in it. */
const aShowWithSeats = async () => {
  const owner = await asOwner();
  const made = await owner.post(ENDPOINTS.createShow.path, { body: { title: 'Teas', address: null } });
  const { show: card } = v.parse(ENDPOINTS.createShow.result, made.body);
  const show = http.shows.get(card.id)?.state;
  assert(show, 'the show exists');
  const enterAs = (role: InvitedRole) => http.enterAs(show.id, role);
  return { show, enterAs };
};

const red = (widthPx: number, heightPx: number) =>
  sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#ff0000' } });

const chunk = (type: string, data: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // A wrong checksum is fine: the size is refused before anything is decoded.
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
};

/** A PNG of a few hundred bytes that says it is `side` × `side` pixels. */
const pixelBomb = (side: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(10_000));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

describe('an uploaded picture', () => {
  it.each([
    ['a wide JPEG', () => red(1_600, 900).jpeg().toBuffer(), 640],
    ['a tall PNG', () => red(300, 500).png().toBuffer(), 300],
    ['a WebP', () => red(640, 640).webp().toBuffer(), 640],
    ['an AVIF', () => red(64, 64).avif().toBuffer(), 64],
    ['a GIF', () => red(20, 10).gif().toBuffer(), 10],
  ])('becomes a square WebP of at most 640 px: %s', async (_what, make, sidePx) => {
    const { bytes } = await uploaded(await make());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: sidePx, height: sidePx });
    const { dominant } = await sharp(bytes).stats();
    expect(dominant.r).toBeGreaterThan(230);
    expect(dominant.g).toBeLessThan(30);
  });

  it.each(['co-host', 'producer', 'operator', 'seller'] as const)(
    'is taken from a %s for the show whose shelf they fill',
    async (role) => {
      const { show, enterAs } = await aShowWithSeats();
      const raw = Uint8Array.from(await red(20, 20).png().toBuffer());
      const answer = await (await enterAs(role)).post(pictureUploadPath(show.id), { raw });
      expect(answer.status).toBe(200);
      const { pictureId } = v.parse(PictureUploaded, answer.body);
      expect(http.store.records.pictureById(pictureId)?.channelId).toBe(show.channelId);
    },
  );

  it('loses its metadata, where and with what it was taken', async () => {
    const original = await red(50, 50)
      .jpeg()
      .withExif({ IFD0: { Make: 'Camera of a person' } })
      .toBuffer();
    expect((await sharp(original).metadata()).exif).toBeDefined();
    const { bytes } = await uploaded(original);
    const { exif, icc, xmp } = await sharp(bytes).metadata();
    expect([exif, icc, xmp]).toEqual([undefined, undefined, undefined]);
    expect(bytes.includes('Camera')).toBe(false);
  });

  it('stands upright when the camera only noted how it was held', async () => {
    const blue = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#0000ff' } })
      .png()
      .toBuffer();
    const sideways = await red(100, 50)
      .composite([{ input: blue, left: 0, top: 0 }])
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { bytes } = await uploaded(sideways);
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)];
    const [top, bottom] = [pixel(25, 3), pixel(25, 46)];
    expect((top[2] ?? 0) > 200 && (top[0] ?? 0) < 60).toBe(true);
    expect((bottom[0] ?? 0) > 200 && (bottom[2] ?? 0) < 60).toBe(true);
  });

  it('is its first frame when it is animated', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(2);
    const { bytes } = await uploaded(animated);
    expect((await sharp(bytes).metadata()).pages).toBeUndefined();
    expect((await sharp(bytes).stats()).dominant.r).toBeGreaterThan(230);
  });

  it('is kept by caches for good, and can be nothing but a picture', async () => {
    const { response } = await uploaded(await red(20, 20).png().toBuffer());
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  });
});

describe('an upload that is refused', () => {
  const unreadable = { status: 415, body: { code: 'picture.unreadable' } };
  const tooLarge = { status: 413, body: { code: 'picture.too-large' } };

  it.each([
    ['nothing', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('hello')],
    ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['SVG after a JPEG marker', () => Buffer.from('\xff\xd8\xff<svg xmlns="http://www.w3.org/2000/svg"/>', 'latin1')],
    ['a PDF', () => Buffer.from('%PDF-1.7\n')],
    ['a PNG signature and noise', () => Buffer.from(`\x89PNG\r\n\x1a\n${'x'.repeat(99)}`, 'latin1')],
    [
      'a JPEG cut in half',
      async () =>
        (
          await sharp(await noise(400))
            .jpeg()
            .toBuffer()
        ).subarray(0, 20_000),
    ],
    [
      'a PNG cut in half',
      async () =>
        (
          await sharp(await noise(400))
            .png()
            .toBuffer()
        ).subarray(0, 20_000),
    ],
  ])('because it is %s', async (_what, make) => {
    expect(await upload(await asOwner(), await make())).toMatchObject(unreadable);
  });

  it('because it would decode to a billion pixels', async () => {
    const bomb = pixelBomb(30_000);
    expect(bomb.length).toBeLessThan(1_000);
    expect(await upload(await asOwner(), bomb)).toMatchObject(tooLarge);
  });

  it('because it says that it is larger than 10 MB, before it is sent', async () => {
    const owner = await asOwner();
    const answer = await new Promise<{ status: number | undefined }>((resolve, reject) => {
      const headers = { origin: http.origin, cookie: owner.jar.cookie, 'content-length': MAX_PICTURE_BYTES + 1 };
      const request = sendRaw(`${http.origin}/api/pictures`, { method: 'POST', headers }, (response) => {
        resolve({ status: response.statusCode });
        request.destroy();
      });
      request.on('error', reject);
      request.write('\xff\xd8\xff');
    });
    expect(answer.status).toBe(413);
  });

  it('because it turns out to be larger than 10 MB, without saying so', async () => {
    const owner = await asOwner();
    const body = new ReadableStream({
      start: (controller) => {
        for (let sent = 0; sent <= MAX_PICTURE_BYTES; sent += 1_000_000) controller.enqueue(new Uint8Array(1_000_000));
        controller.close();
      },
    });
    const headers = { origin: http.origin, cookie: owner.jar.cookie };
    const answer = await fetch(`${http.origin}/api/pictures`, { method: 'POST', headers, body, duplex: 'half' });
    expect({ status: answer.status, body: await answer.json() }).toEqual(tooLarge);
    expect((await owner.get('/api/visitor')).status).toBe(200);
  });

  it('because a guest’s seat puts no product into their hands, nor any seat another show’s', async () => {
    const { show, enterAs } = await aShowWithSeats();
    const picture = Uint8Array.from(await red(20, 20).png().toBuffer());
    const [guest, producer] = [await enterAs('guest'), await enterAs('producer')];
    for (const [visitor, of] of [
      [guest, show.id],
      [producer, 'another'],
      [http.visit(), show.id],
    ] as const) {
      const answer = await visitor.post(`/api/pictures?show=${of}`, { raw: picture });
      expect(answer).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    }
  });

  it('because nobody is signed in', async () => {
    expect(await upload(http.visit(), await red(20, 20).png().toBuffer())).toMatchObject({
      status: 401,
      body: { code: 'auth.required' },
    });
  });

  it('because there were too many', async () => {
    await http.close();
    http = await openHttp({ limits: { pictures: { requests: 1, windowMs: 60_000 } } });
    const owner = await asOwner();
    const picture = await red(20, 20).png().toBuffer();
    expect((await upload(owner, picture)).status).toBe(200);
    expect(await upload(owner, picture)).toMatchObject({ status: 429, body: { code: 'request.too-many' } });
  });
});

describe('a picture that is asked for', () => {
  it.each(['/pictures/unknown.webp', '/pictures/..%2Fx.webp', '/pictures/constructor.webp'])(
    'is not found at %s',
    async (path) => {
      expect(await http.visit().get(path)).toMatchObject({ status: 404, body: { code: 'picture.not-found' } });
    },
  );
});

const noise = (side: number): Promise<Buffer> =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
