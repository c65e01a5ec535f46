import { createContext } from 'svelte';
import {
  chooseLocale,
  formatFor,
  t,
  type Dictionary,
  type Format,
  type LocaleTag,
  type Messages,
  type Translator,
} from './translate.ts';

/** What the language of a page is read from and shown to. */
export type LocalePage = {
  readonly saved: () => string | null;
  readonly preferred: () => readonly string[];
  readonly save: (tag: LocaleTag) => void;
  readonly show: (tag: LocaleTag) => void;
};

/**
 * The language of a page. In a component: `const t = getLocale().texts(studioMessages)`, then `{t('goLive')}`;
 * texts follow at once when the person chooses another language.
 */
export class Locale {
  readonly #page: LocalePage;
  #current = $state.raw<LocaleTag>('en');
  readonly #format = $derived(formatFor(this.#current));

  constructor(page: LocalePage) {
    this.#page = page;
    this.#current = chooseLocale(page.saved(), page.preferred());
    page.show(this.#current);
  }

  get current(): LocaleTag {
    return this.#current;
  }

  get format(): Format {
    return this.#format;
  }

  choose(tag: LocaleTag): void {
    this.#current = tag;
    this.#page.save(tag);
    this.#page.show(tag);
  }

  texts<D extends Dictionary>(messages: Messages<D>): Translator<D> {
    return (key, ...params) => t(messages, { locale: this.#current, format: this.#format }, key, ...params);
  }
}

const storageKey = 'tally.locale';

/** The browser's own page. Where storage is forbidden (private windows, blocked cookies) a choice lasts as long as the page. */
export const browserLocalePage = (window: Window): LocalePage => ({
  saved: () => withStorage(window, (storage) => storage.getItem(storageKey)) ?? null,
  preferred: () => window.navigator.languages,
  save: (tag) => {
    withStorage(window, (storage) => storage.setItem(storageKey, tag));
  },
  show: (tag) => {
    window.document.documentElement.lang = tag;
  },
});

function withStorage<T>(window: Window, use: (storage: Storage) => T): T | undefined {
  try {
    return use(window.localStorage);
  } catch (refusal) {
    if (refusal instanceof DOMException) return undefined;
    throw refusal;
  }
}

export const [getLocale, setLocale] = createContext<Locale>();
