import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/random.ts';
import { Accounts } from '../auth/accounts.ts';
import { makeFakeHasher } from '../auth/fake-hasher.ts';
import { ShowRegistry } from '../shows/registry.ts';
import { makeTestLog, openTestStore } from '../shows/shows-fixture.ts';
import { fillWithDemo, requireEmpty } from './fill.ts';

describe('the demo', () => {
  it('is a channel with a show, six products and their pictures', async () => {
    const store = openTestStore();
    const { records } = store;
    const random = seededRandom(3);
    const log = makeTestLog();
    const shows = new ShowRegistry({ records, events: store.log, clock: () => 1_000, random, log });
    const accounts = new Accounts({ records, hasher: makeFakeHasher(), random, signUp: 'first-only' });
    expect(() => requireEmpty(records, './data')).not.toThrow();
    const demo = await fillWithDemo({ accounts, shows, records, random });
    expect(demo.show).toMatchObject({ title: 'Mountain honey, first harvest', address: 'mountain-honey' });
    const items = demo.show.itemIds.map((id) => demo.show.items[id]);
    expect(items.map((item) => item?.name)).toEqual([
      'Wildflower honey 500 g',
      'Dried chilli, hot',
      'Spring tea, 2nd flush',
      'Plum wine',
      'Walnut gift box',
      'Celadon tea cup',
    ]);
    for (const item of items) {
      const picture = item?.pictureId ? records.pictureById(item.pictureId) : null;
      const { format, width, height } = await sharp(picture?.bytes).metadata();
      expect([format, width, height]).toEqual(['webp', 640, 640]);
    }
    const signedIn = await accounts.signIn({ handle: demo.handle, password: demo.password });
    expect(signedIn.ok).toBe(true);
    expect(() => requireEmpty(records, './data')).toThrow('The data folder ./data is not empty');
    expect(demo.password).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    store.close();
  });
});
