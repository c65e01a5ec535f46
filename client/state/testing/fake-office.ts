import * as v from 'valibot';
import { editProduct, makeProduct } from '../../../shared/catalog/edit-product.ts';
import { productCard } from '../../../shared/catalog/product-card.ts';
import type { Product } from '../../../shared/catalog/product.ts';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { AccountId, ChannelId, ShowAddress, ShowId } from '../../../shared/ids.ts';
import { ProductVersion, type PictureImport, type ProductSaved } from '../../../shared/protocol/catalog.ts';
import type { CATALOG_ENDPOINTS } from '../../../shared/protocol/catalog-endpoints.ts';
import type { BodyOf, CallOf, ResultOf } from '../../../shared/protocol/endpoint.ts';
import type { DemoOutcome } from '../../../shared/protocol/checkout.ts';
import type { ENDPOINTS, EndpointResult, Seat, ShowCard, StudioDoor, Visitor } from '../../../shared/protocol/http.ts';
import type { StudioRole } from '../../../shared/show/actor.ts';
import { NO_PLAN } from '../../../shared/show/plan.ts';

/** Another one for another product, as far as tests go. */
const fakeVersionOf = ({ title, variants: [variant] }: Product): ProductVersion =>
  v.parse(ProductVersion, `${title}${variant?.priceMinor}`.replace(/\W/g, '').padEnd(43, '0').slice(0, 43));

export const aShowCard = (id: string): ShowCard => ({
  id: v.parse(ShowId, id),
  title: id,
  address: v.parse(ShowAddress, id),
  createdAtMs: 1_000,
  plan: NO_PLAN,
  life: { phase: 'draft' },
  products: 0,
});

export const aDoor = (role: StudioRole = 'guest'): StudioDoor => ({
  showId: v.parse(ShowId, 'show1'),
  title: 'Spring teas',
  channel: { name: 'Tea House', handle: 'tea-house' },
  role,
});

type Link = { readonly door: StudioDoor; readonly name: string };

type All = typeof ENDPOINTS & typeof CATALOG_ENDPOINTS;
type Endpoints = { [Name in keyof All]: (body: BodyOf<All[Name]>) => ResultOf<All[Name]> };

/** The server's HTTP side: one account at most, its shows, and the links and seats of this browser. */
export class FakeOffice {
  readonly asked: (keyof All)[] = [];
  readonly shows: ShowCard[] = [];
  /** Endpoints that fail, and how. */
  readonly failures = new Map<keyof All, ErrorCode>();
  account: { readonly name: string; readonly handle: string; readonly password: string } | null = null;
  isSignedIn = false;
  /** By their tokens. */
  readonly links = new Map<string, Link>();
  /** The seat that this browser's cookie proves. */
  seat: Seat | null = null;
  /** By their tokens: what the demo provider's checkouts are for. */
  readonly checkouts = new Map<string, EndpointResult<'lookAtCheckout'>>();
  readonly played: DemoOutcome[] = [];
  /** The handles of the channels that this browser follows. */
  readonly followed = new Set<string>();
  readonly products: Product[] = [];
  /** What saving the next products comes to, where it is not said by the products there are. */
  readonly outcomes: ProductSaved[] = [];
  /** What the server says of the pictures that lie elsewhere. */
  pictures: PictureImport = { state: 'idle', missing: 0 };
  /** How many products a page of the list has. */
  pageSize = 50;

  readonly call: CallOf<All> = async (name, body, signal) => {
    signal.throwIfAborted();
    this.asked.push(name);
    const failure = this.failures.get(name);
    await Promise.resolve();
    if (failure) throw new AppError(failure);
    return this.#endpoints[name](body);
  };

  readonly #endpoints: Endpoints = {
    visitor: () => this.#visitor(),
    signUp: (account) => {
      this.account = account;
      this.isSignedIn = true;
      return this.#visitor();
    },
    signIn: ({ handle, password }) => {
      if (handle !== this.account?.handle || password !== this.account.password) {
        throw new AppError('auth.wrong-password');
      }
      this.isSignedIn = true;
      return this.#visitor();
    },
    signOut: () => {
      this.isSignedIn = false;
      return {};
    },
    listShows: () => ({ shows: [...this.shows] }),
    changeChannel: ({ name, handle }) => {
      if (!this.account) throw new AppError('auth.required');
      this.account = { ...this.account, name, handle };
      return this.#visitor();
    },
    createShow: ({ title, plan = NO_PLAN }) => {
      const show = { ...aShowCard(title), plan };
      this.shows.unshift(show);
      return { show };
    },
    changeShow: ({ showId, title, plan }) => {
      const index = this.shows.findIndex(({ id }) => id === showId);
      const show = this.shows[index];
      if (!show) throw new AppError('show.not-found');
      const changed = { ...show, title, plan };
      this.shows[index] = changed;
      return { show: changed };
    },
    follow: ({ handle }) => {
      this.followed.add(handle);
      return {};
    },
    unfollow: ({ handle }) => {
      this.followed.delete(handle);
      return {};
    },
    lookAtInvite: ({ token }) => ({ ...this.#link(token), seat: this.seat }),
    enterStudio: ({ token, name }) => {
      const { showId, role } = this.#link(token).door;
      this.seat = { showId, role, name };
      return { seat: this.seat };
    },
    lookAtCheckout: ({ token }) => {
      const checkout = this.checkouts.get(token);
      if (!checkout) throw new AppError('order.unknown');
      return checkout;
    },
    playCheckout: ({ outcome }) => {
      this.played.push(outcome);
      return {};
    },
    recordKey: () => ({ publicKey: 'A'.repeat(43) }),
    listProducts: ({ search, after }) => {
      const found = this.products.filter(({ title }) => title.toLowerCase().includes(search.toLowerCase()));
      const end = (after ?? 0) + this.pageSize;
      return {
        products: found.slice(after ?? 0, end).map((product) => productCard(product)),
        next: end < found.length ? end : null,
        total: this.products.length,
      };
    },
    findProduct: ({ productId }) => {
      const product = this.products.find(({ id }) => id === productId);
      if (!product) throw new AppError('catalog.product-not-found');
      return { product, version: fakeVersionOf(product) };
    },
    saveProduct: ({ productId, version, typed }) => {
      const [failing] = this.outcomes.splice(0, 1);
      if (failing) return failing;
      const at = this.products.findIndex(({ id }) => id === productId);
      const known = this.products[at];
      const saved = known ? editProduct(known, typed) : makeProduct(productId, typed);
      if (!saved || (known && fakeVersionOf(known) !== version)) return { outcome: 'changed' };
      this.products.splice(known ? at : this.products.length, 1, saved);
      return { outcome: 'saved' };
    },
    removeProduct: ({ productId }) => {
      const at = this.products.findIndex(({ id }) => id === productId);
      if (at === -1) throw new AppError('catalog.product-not-found');
      this.products.splice(at, 1);
      return {};
    },
    lookAtPictures: () => this.pictures,
    importPictures: () => (this.pictures = { state: 'running', total: 3, kept: 0, failed: 0, problems: [] }),
    stopPictures: () => {
      const { pictures } = this;
      if (pictures.state === 'running') this.pictures = { ...pictures, state: 'ended', how: 'stopped', missing: 1 };
      return this.pictures;
    },
    findSeat: () => ({ door: this.seat && aDoor(this.seat.role), seat: this.seat }),
  };

  #link(token: string): Link {
    const link = this.links.get(token);
    if (!link) throw new AppError('invite.unknown');
    return link;
  }

  #visitor(): Visitor {
    if (!this.account) return { state: 'first-run' };
    if (!this.isSignedIn) return { state: 'signed-out', signUp: 'closed' };
    const { name, handle } = this.account;
    return {
      state: 'signed-in',
      accountId: v.parse(AccountId, 'account1'),
      channel: { id: v.parse(ChannelId, 'channel1'), name, handle },
    };
  }
}
