import type { ShowId } from '../ids.ts';
import type { ShowEvent, ShowEventType } from '../show/event.ts';
import type { RecordLine, Sha256 } from './show-record.ts';

type FamilyOf<Type> = Type extends `${infer Family}.${string}` ? Family : never;

/**
 * Whether what events of a family say is in a record, or only that they happened. Withheld is what is between the people in the
 * studio (their talk, whom they hold back, the scenes with the names of their devices), which buyer has which name in the
 * chat, and the seeds of draws: what came of one is in its receipt.
 */
const FAMILIES = {
  show: 'told',
  shelf: 'told',
  callout: 'told',
  program: 'told',
  hold: 'told',
  order: 'told',
  flash: 'told',
  giveaway: 'told',
  sale: 'told',
  chat: 'told',
  question: 'told',
  people: 'told',
  stage: 'told',
  stock: 'told',
  audience: 'told',
  production: 'withheld',
  seller: 'withheld',
  talk: 'withheld',
  moderation: 'withheld',
  chatter: 'withheld',
  draw: 'withheld',
} as const satisfies Record<FamilyOf<ShowEventType>, 'told' | 'withheld'>;

const TOLD: ReadonlySet<string> = new Set(
  Object.entries(FAMILIES).flatMap(([family, treatment]) => (treatment === 'told' ? family : [])),
);

/** An event as a record has it. */
export const recordedEvent = async (event: ShowEvent, showId: ShowId, sha256: Sha256): Promise<RecordLine['event']> => {
  const [family = ''] = event.type.split('.', 1);
  if (!TOLD.has(family)) return { type: event.type, withheld: true };
  if (!('buyerId' in event)) return event;
  return { ...event, buyerId: await buyerMark(event.buyerId, showId, sha256) };
};

/** As long as a buyer's id. */
const MARK_LENGTH = 27;

/** A buyer within one show: two records, of two shows or two shops, do not tell that it was the same person. */
const buyerMark = async (buyerId: string, showId: ShowId, sha256: Sha256): Promise<string> =>
  (await sha256(`${showId}\n${buyerId}`)).slice(0, MARK_LENGTH);
