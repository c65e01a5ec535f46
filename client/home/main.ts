import { mount, unmount } from 'svelte';
import * as v from 'valibot';
import { Scope } from '../../shared/lifetime.ts';
import { HomeBoot } from '../../shared/protocol/home-boot.ts';
import { Category } from '../../shared/show/plan.ts';
import { callEndpoint } from '../net/http.ts';
import { readChannel, readLobby } from '../net/read-listings.ts';
import { pageClock } from '../platform/clock.ts';
import { browserLocalePage, Locale } from '../platform/locale.svelte.ts';
import { consoleLog } from '../platform/log.ts';
import { openPushPlace } from '../platform/push-place.ts';
import { pageStore } from '../platform/text-store.ts';
import { Listings } from '../state/listings.svelte.ts';
import { Reminder } from '../state/reminder.svelte.ts';
import '../ui/base.css';
import '../ui/fonts.css';
import '../ui/tokens.css';
import App from './App.svelte';

const readBoot = (page: Document): HomeBoot =>
  v.parse(HomeBoot, JSON.parse(page.getElementById('boot')?.textContent ?? ''));

const openListings = (boot: HomeBoot, scope: Scope): Listings => {
  const read = (signal: AbortSignal) =>
    boot.page === 'channel' ? readChannel(boot.channel.handle, signal) : readLobby(signal);
  const shows = boot.page === 'unknown-channel' ? [] : boot.shows;
  const isHidden = () => document.visibilityState === 'hidden';
  const listings = new Listings({ shows, read, isHidden, clock: pageClock() }, scope);
  document.addEventListener('visibilitychange', () => void listings.refresh(), { signal: scope.signal });
  return listings;
};

/** The chosen category is in the address, so that it can be sent to somebody. */
const followAddress = (listings: Listings, signal: AbortSignal): void => {
  const follow = (): void => {
    const category = v.safeParse(Category, new URLSearchParams(location.search).get('category'));
    listings.choose(category.success ? category.output : null);
  };
  window.addEventListener('popstate', follow, { signal });
  follow();
};

const choose = (listings: Listings, category: Category | null): void => {
  listings.choose(category);
  history.pushState(null, '', category === null ? location.pathname : `?category=${category}`);
};

const start = (): void => {
  const log = consoleLog();
  const target = document.getElementById('app');
  if (!target) return;
  const scope = new Scope((error) => log.error({}, 'closing failed', error));
  window.addEventListener('pagehide', () => void scope.close());
  // A page that the browser kept frozen comes back with everything closed: start over.
  window.addEventListener('pageshow', (event) => event.persisted && location.reload());
  const boot = readBoot(document);
  const listings = openListings(boot, scope);
  followAddress(listings, scope.signal);
  const place = openPushPlace(window);
  const store = pageStore(window, 'device');
  const app = mount(App, {
    target,
    props: {
      boot,
      listings,
      reminder:
        boot.page === 'channel' && boot.pushKey !== null && place
          ? new Reminder(
              { handle: boot.channel.handle, key: boot.pushKey, place, call: callEndpoint, store },
              scope.signal,
            )
          : null,
      locale: new Locale(browserLocalePage(window)),
      onchoose: (category: Category | null) => choose(listings, category),
    },
  });
  scope.defer(() => unmount(app));
};

start();
