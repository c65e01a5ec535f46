import { HOST } from '../../shared/show/actor.ts';
import sharp from 'sharp';
import * as v from 'valibot';
import { makeId, PictureId, ShowAddress, type ChannelId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { Currency } from '../../shared/money.ts';
import { makeIdText, type Random } from '../../shared/random.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { Accounts } from '../auth/accounts.ts';
import { OperatorError } from '../operator-error.ts';
import type { ShowActor } from '../shows/actor.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import type { Records } from '../store/port.ts';
import { DEMO_PRODUCTS } from './products.ts';

export type DemoDeps = {
  readonly accounts: Accounts;
  readonly shows: ShowRegistry;
  readonly records: Records;
  readonly random: Random;
};

/** What is printed once, and kept nowhere. */
export type Demo = { readonly handle: string; readonly password: string; readonly show: ShowState };

const HANDLE = 'demo';
const PICTURE_SIDE_PX = 640;

/** The demo never mixes with what somebody has made. */
export const requireEmpty = ({ countAccounts }: Records, dataDir: string): void => {
  if (countAccounts() === 0) return;
  throw new OperatorError(
    `The data folder ${dataDir} is not empty, and --demo fills only an empty one; start without --demo, or set DATA_DIR to a new folder.`,
  );
};

/** A channel with products and a show to play with. */
export const fillWithDemo = async (deps: DemoDeps): Promise<Demo> => {
  const password = makePassword(deps.random);
  const signedUp = await deps.accounts.signUp({ name: 'Mountain Pantry', handle: HANDLE, password });
  assert(signedUp.ok, 'an empty server has no owner');
  const created = deps.shows.create({
    channelId: signedUp.value.channel.id,
    title: 'Mountain honey, first harvest',
    address: v.parse(ShowAddress, 'mountain-honey'),
    plan: { startsAtMs: null, category: 'food', visibility: 'listed' },
  });
  assert(created.ok, 'an empty server has no show');
  const actor = created.value;
  const pictures = await Promise.all(DEMO_PRODUCTS.map(({ draw }) => render(draw())));
  for (const [index, bytes] of pictures.entries()) {
    await addProduct(deps, actor, { index, bytes, channelId: signedUp.value.channel.id });
  }
  return { handle: HANDLE, password, show: actor.state };
};

/** Three groups of four: easy to copy by hand, and 71 bits. */
const makePassword = (random: Random): string =>
  makeIdText(random)
    .slice(0, 12)
    .replace(/(.{4})(?=.)/g, '$1-');

const render = (svg: string): Promise<Uint8Array> =>
  sharp(Buffer.from(svg)).resize(PICTURE_SIDE_PX, PICTURE_SIDE_PX).webp({ quality: 86 }).toBuffer();

type Picture = { readonly index: number; readonly bytes: Uint8Array; readonly channelId: ChannelId };

const addProduct = async ({ records, random }: DemoDeps, actor: ShowActor, picture: Picture): Promise<void> => {
  const product = DEMO_PRODUCTS[picture.index];
  assert(product, 'every picture is a product’s');
  const pictureId = makeId(PictureId, random);
  records.createPicture({ id: pictureId, channelId: picture.channelId, bytes: picture.bytes });
  const { name, priceMinor, formerPriceMinor, stock, slug } = product;
  // A domain that is reserved for examples: it leads to nobody's shop.
  const link = `https://example.com/${slug}`;
  const currency = v.parse(Currency, 'CNY');
  const facts = {
    name,
    priceMinor,
    formerPriceMinor,
    currency,
    stock,
    link,
    pictureId,
    sku: null,
    limitPerBuyer: null,
  };
  const added = await actor.submit({ type: 'shelf.add', facts, visibility: 'listed' }, HOST);
  assert(added.ok, 'the demo’s products are sound');
};
