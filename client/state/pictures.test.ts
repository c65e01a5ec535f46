import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { PictureId, type AssetId } from '../../shared/ids.ts';
import { seededRandom } from '../../shared/random.ts';
import { aDocument, aLayer, aTextLayer, assetId } from '../../shared/scene/sample-documents.ts';
import { Pictures } from './pictures.ts';
import { fakeLog } from './testing/fake-log.ts';
import { settle } from './testing/settle.ts';

const [LOGO, BANNER] = [assetId('logo'), assetId('banner')];
const TEA = v.parse(PictureId, 'tea');

const somePictures = () => {
  const stored = new Map<AssetId, Blob | AppError>();
  const shown = new Map<string, Blob>();
  const log = fakeLog();
  const controller = new AbortController();
  const server = { asked: [] as string[], picture: new Blob(['tea']) as Blob | AppError };
  const orFail = <Value>(value: Value | AppError): Promise<Value> =>
    value instanceof AppError ? Promise.reject(value) : Promise.resolve(value);
  const pictures = new Pictures(
    {
      saveAsset: (id, blob) => Promise.resolve(void stored.set(id, blob)),
      loadAsset: (id) => orFail(stored.get(id) ?? null),
      readImage: (file) =>
        orFail(file.size > 4 ? new AppError('image.too-large') : { blob: file, widthPx: 8, heightPx: 6 }),
      fetchPicture: (pictureId) => {
        server.asked.push(pictureId);
        return orFail(server.picture);
      },
      random: seededRandom(1),
      log,
    },
    { putAsset: (id, blob) => void shown.set(id, blob), putPicture: (key, blob) => void shown.set(key, blob) },
    controller.signal,
  );
  return { pictures, stored, shown, server, log, controller };
};

describe('the document’s images', () => {
  it('are stored and shown when they are kept', async () => {
    const { pictures, stored, shown } = somePictures();
    const file = new Blob(['logo']);
    const { assetId: id, widthPx, heightPx } = await pictures.keep(file);
    expect([widthPx, heightPx]).toEqual([8, 6]);
    expect(stored.get(id)).toBe(file);
    expect(shown.get(id)).toBe(file);
  });

  it('are not kept when they cannot be read', async () => {
    const { pictures, stored } = somePictures();
    await expect(pictures.keep(new Blob(['too large']))).rejects.toThrow(new AppError('image.too-large'));
    expect(stored.size).toBe(0);
  });

  it('come back from this browser, all but those that cannot be read', async () => {
    const { pictures, stored, shown, log } = somePictures();
    stored.set(LOGO, new AppError('storage.unavailable'));
    stored.set(BANNER, new Blob(['banner']));
    const image = (id: AssetId) => aLayer(id, { kind: 'image', assetId: id, fit: 'contain' });
    await pictures.loadAssets(aDocument({ scenes: { s1: [image(LOGO), aTextLayer('title'), image(BANNER)] } }));
    expect([...shown.keys()]).toEqual([BANNER]);
    expect(log.lines).toEqual(['warn asset not loaded storage.unavailable']);
  });
});

describe('products’ pictures', () => {
  it('are fetched once', async () => {
    const { pictures, shown, server } = somePictures();
    pictures.follow([TEA, null]);
    pictures.follow([TEA]);
    await settle();
    pictures.follow([TEA]);
    expect(server.asked).toEqual([TEA]);
    expect(shown.get(TEA)).toBe(server.picture);
  });

  it('that did not come are asked for the next time they are named', async () => {
    const { pictures, shown, server, log } = somePictures();
    server.picture = new AppError('net.unreachable');
    pictures.follow([TEA]);
    await settle();
    expect(log.lines).toEqual(['warn picture not loaded net.unreachable']);
    server.picture = new Blob(['tea']);
    pictures.follow([TEA]);
    await settle();
    expect(shown.has(TEA)).toBe(true);
  });

  it('that come after the page closed are nobody’s', async () => {
    const { pictures, server, log, controller } = somePictures();
    server.picture = new AppError('net.unreachable');
    pictures.follow([TEA]);
    controller.abort();
    await settle();
    expect(log.lines).toEqual([]);
  });
});
