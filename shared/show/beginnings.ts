import type { Chatters } from './chatters.ts';
import type { CrewState } from './crew.ts';
import type { Ledger } from './ledger.ts';
import { NO_MODERATION } from './no-moderation.ts';
import type { Numbers } from './numbers.ts';

/** What a show begins with. Without the schemas of what viewers never know: their page would load them before its first picture. */

export const EMPTY_CREW: CrewState = {
  participants: {},
  participantIds: [],
  stageIds: [],
  screenIds: [],
  spotlightId: null,
  cuedId: null,
  production: null,
  asks: [],
  talk: [],
  moderation: NO_MODERATION,
  flashPlans: [],
  corrections: [],
};

export const EMPTY_LEDGER: Ledger = {
  holds: [],
  verdicts: [],
  ofBuyers: [],
  lines: {},
  draw: null,
  giveaway: null,
};

export const NO_CHATTERS: Chatters = { known: [], buyers: [], votes: [] };

export const NO_NUMBERS: Numbers = {
  unique: 0,
  views: 0,
  watchedMs: 0,
  peak: 0,
  visitors: [],
  samples: [],
  products: {},
  callouts: [],
};
