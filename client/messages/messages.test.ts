import { describe, expect, it } from 'vitest';
import { LOCALES, type Dictionary, type Messages } from '../platform/translate.ts';
import { beforeShowMessages } from './before-show.ts';
import { categoriesMessages } from './categories.ts';
import { catalogMessages } from './catalog.ts';
import { errorsMessages } from './errors.ts';
import { guestDoorMessages } from './guest-door.ts';
import { guestMessages } from './guest.ts';
import { homeMessages } from './home.ts';
import { itemFormMessages } from './item-form.ts';
import { lobbyMessages } from './lobby.ts';
import { notFoundMessages } from './not-found.ts';
import { rowProblemsMessages } from './row-problems.ts';
import { shopCartMessages } from './shop-cart.ts';
import { shelfSetsMessages } from './shelf-sets.ts';
import { studioControlsMessages } from './studio-controls.ts';
import { studioPeopleMessages } from './studio-people.ts';
import { studioStageMessages } from './studio-stage.ts';
import { studioMessages } from './studio.ts';
import { tillMessages } from './till.ts';
import { uiMessages } from './ui.ts';
import { viewerMessages } from './viewer.ts';

const pages: Readonly<Record<string, Messages<Dictionary>>> = {
  ui: uiMessages,
  guest: guestMessages,
  guestDoor: guestDoorMessages,
  beforeShow: beforeShowMessages,
  shopCart: shopCartMessages,
  home: homeMessages,
  categories: categoriesMessages,
  lobby: lobbyMessages,
  shelfSets: shelfSetsMessages,
  studio: studioMessages,
  studioStage: studioStageMessages,
  studioControls: studioControlsMessages,
  studioPeople: studioPeopleMessages,
  itemForm: itemFormMessages,
  notFound: notFoundMessages,
  till: tillMessages,
  viewer: viewerMessages,
  errors: errorsMessages,
  catalog: catalogMessages,
  rowProblems: rowProblemsMessages,
};

describe.each(Object.entries(pages))('the texts of %s', (_page, messages) => {
  it('have the same keys in every language', () => {
    const english = Object.keys(messages.en).toSorted();
    for (const tag of LOCALES) expect(Object.keys(messages[tag]).toSorted()).toEqual(english);
  });

  it('are never empty and never end in blanks', () => {
    for (const tag of LOCALES) {
      for (const [key, entry] of Object.entries(messages[tag])) {
        if (typeof entry === 'string') expect(entry, `${tag} ${key}`).toMatch(/^\S(.*\S)?$/s);
      }
    }
  });

  it('are Chinese in the Chinese dictionary wherever the English ones are sentences', () => {
    for (const [key, entry] of Object.entries(messages['zh-CN'])) {
      const english = messages.en[key];
      const isSentence = typeof english === 'string' && english.includes(' ') && /[a-z]{3}/.test(english);
      if (typeof entry === 'string' && isSentence) expect(entry, key).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
