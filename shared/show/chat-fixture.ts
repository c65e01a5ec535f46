import { assert } from '../invariant.ts';
import type { MessageId } from '../ids.ts';
import type { Result } from '../result.ts';
import { HOST_ID, type BuyingActor } from './actor.ts';
import type { ChatMessage } from './chat-message.ts';
import type { ChatState } from './chat.ts';
import { CHAT_PAUSE_MS } from './chat-decide.ts';
import { chatterOf, type Chatter } from './chatters.ts';
import type { ShowEvent } from './event.ts';
import type { ModerationState } from './moderation.ts';
import { actorAs, ScriptedShow } from './show-fixture.ts';
import { buyer } from './till-fixture.ts';

/** A live show whose viewers write, each a good while after the one before. */
export class ScriptedChat {
  readonly show = ScriptedShow.in('live');
  readonly moderator = actorAs('moderator', this.show.join('mona', 'moderator'));

  constructor() {
    this.show.join(HOST_ID, 'host');
  }

  get chat(): ChatState {
    return this.show.state.chat;
  }

  get moderation(): ModerationState {
    return this.show.crew.moderation;
  }

  /** What everybody reads; null for a tombstone. */
  get texts(): readonly (string | null)[] {
    return this.chat.messages.map(({ text }) => text);
  }

  get last(): ChatMessage {
    const message = this.chat.messages.at(-1);
    assert(message, 'somebody has written');
    return message;
  }

  chatter(name: string): Chatter {
    const { chatters } = this.show.state;
    const chatter = chatters && chatterOf(chatters, this.viewer(name).buyerId);
    assert(chatter, `${name} has written`);
    return chatter;
  }

  viewer(name: string): BuyingActor {
    return buyer(name);
  }

  write(name: string, text: string, replyToId: MessageId | null = null): Result<readonly ShowEvent[]> {
    this.show.atMs += CHAT_PAUSE_MS;
    return this.writeAtOnce(name, text, replyToId);
  }

  writeAtOnce(name: string, text: string, replyToId: MessageId | null = null): Result<readonly ShowEvent[]> {
    return this.show.ask({ type: 'chat.write', name, text, replyToId, intent: `intent-of-${name}` }, this.viewer(name));
  }
}
