import type { GiveawayId, MessageId } from '../../../shared/ids.ts';
import { makeIdText, type Random } from '../../../shared/random.ts';
import type { Giveaway } from '../../../shared/show/giveaway.ts';
import type { SignalingSocket } from '../../fixtures/signaling-socket.ts';
import { orInVain } from './in-vain.ts';

const REFUSED_IN_VAIN = ['giveaway.not-open', 'request.too-many', 'chat.too-fast', 'chat.busy'] as const;

/** What somebody does for giveaways, and what they were told of it. */
export class Entrant {
  /** Whose tap was acknowledged. */
  readonly tapped = new Set<GiveawayId>();
  /** What was shown of theirs in the chat: it had the word of a giveaway. */
  readonly written: MessageId[] = [];
  readonly #random: Random;
  readonly #name: string;
  readonly #intents = new Map<GiveawayId, string>();

  constructor(name: string, random: Random) {
    this.#name = name;
    this.#random = random;
  }

  /** By a tap, or by the word; also for who is in it already. */
  async enter(socket: SignalingSocket, { id: giveawayId, word }: Giveaway): Promise<void> {
    const intent = this.#intents.get(giveawayId) ?? makeIdText(this.#random);
    this.#intents.set(giveawayId, intent);
    const name = this.#name;
    if (word === null) {
      const entered = await orInVain(socket.call('giveaway.enter', { giveawayId, intent, name }), REFUSED_IN_VAIN);
      if (entered) this.tapped.add(giveawayId);
    } else {
      const words = { name, text: `I would like some ${word}!`, replyToId: null, intent };
      const written = await orInVain(socket.call('chat.write', words), REFUSED_IN_VAIN);
      if (written?.state === 'shown') this.written.push(written.messageId);
    }
  }
}
