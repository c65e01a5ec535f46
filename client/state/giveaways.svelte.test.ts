import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { ChatSelf } from '../../shared/protocol/chat-self.ts';
import { chatSelf } from '../../shared/protocol/chat-self-of.ts';
import type { MethodName, MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import { seededRandom } from '../../shared/random.ts';
import { applyPublic, isPublic } from '../../shared/show/apply-public.ts';
import { publicState } from '../../shared/show/audience.ts';
import type { GiveawayTerms } from '../../shared/show/giveaway-terms.ts';
import { ScriptedGiveaway } from '../../shared/show/giveaway-fixture.ts';
import { ReceiptReader } from '../../shared/show/receipt.ts';
import { buyer } from '../../shared/show/till-fixture.ts';
import { Giveaways } from './giveaways.svelte.ts';
import { ShowFeed } from './show-feed.svelte.ts';
import { CHANNEL } from './testing/fake-line.ts';
import { aStore } from './testing/fake-person.ts';

/** Ann's page in a room whose server is a scripted show. `tell` brings what has happened there. */
const aPage = (
  terms: Partial<GiveawayTerms> = {},
  { store = aStore(), name = 'ann' }: { store?: ReturnType<typeof aStore>; name?: string | null } = {},
) => {
  const room = ScriptedGiveaway.open({}, terms);
  const { show } = room;
  const feed = new ShowFeed(applyPublic, publicState(show.state), CHANNEL);
  const asked: { readonly method: MethodName; readonly params: unknown }[] = [];
  const written: string[] = [];
  let refusal: ErrorCode | null = null;
  let self: ChatSelf | null = null;
  const call = <Name extends MethodName>(method: Name, params: MethodParams<Name>): Promise<MethodResult<Name>> => {
    asked.push({ method, params });
    return refusal ? Promise.reject(new AppError(refusal)) : Promise.resolve({} as MethodResult<Name>);
  };
  const giveaways = new Giveaways({
    feed,
    call,
    store,
    random: seededRandom(7),
    readReceipt: (_showId, drawId) => {
      const reader = new ReceiptReader(drawId);
      for (const logged of show.log) reader.read(logged);
      const receipt = reader.receipt();
      return receipt ? Promise.resolve(receipt) : Promise.reject(new AppError('draw.no-receipt'));
    },
    self: () => self,
    name: () => name,
    write: (text) => {
      written.push(text);
      return Promise.resolve(refusal);
    },
  });
  const tell = () => {
    for (const logged of show.log) if (isPublic(logged.event)) feed.handleEvent(logged);
    self = chatSelf(show.state, buyer('ann').buyerId);
  };
  return { room, giveaways, asked, written, store, tell, refuse: (code: ErrorCode | null) => (refusal = code) };
};

describe('a giveaway on a viewer’s page', () => {
  it('is entered under the viewer’s name, by a ticket that stays this browser’s', async () => {
    const { room, giveaways, asked, store } = aPage();
    await giveaways.enter();
    await giveaways.enter();
    const intent = giveaways.intent();
    const params = { giveawayId: room.giveaway.id, intent, name: 'ann' };
    expect(asked).toEqual([
      { method: 'giveaway.enter', params },
      { method: 'giveaway.enter', params },
    ]);
    expect(aPage({}, { store }).giveaways.intent()).toBe(intent);
  });

  it('is entered by writing its word', async () => {
    const { giveaways, written, asked, refuse } = aPage({ word: 'Spring' });
    await giveaways.enter();
    expect([written, asked, giveaways.failure]).toEqual([['Spring'], [], null]);
    refuse('chat.too-fast');
    await giveaways.enter();
    expect(giveaways.failure).toBe('chat.too-fast');
  });

  it('waits for a name', async () => {
    const { giveaways, asked } = aPage({}, { name: null });
    await giveaways.enter();
    expect(asked).toEqual([]);
  });

  it('says why it was not entered, and forgets it with the next try', async () => {
    const { giveaways, refuse } = aPage();
    refuse('giveaway.name-refused');
    await giveaways.enter();
    expect([giveaways.failure, giveaways.isEntering]).toEqual(['giveaway.name-refused', false]);
    refuse(null);
    await giveaways.enter();
    expect(giveaways.failure).toBeNull();
  });

  it('knows who is in it and who won, also after a reload', () => {
    const { room, giveaways, tell } = aPage();
    expect(giveaways.part).toBe('none');
    room.enter('ann');
    tell();
    expect(giveaways.part).toBe('entered');
    room.pass(30_000);
    tell();
    expect(giveaways.part).toBe('won');
    room.start();
    tell();
    expect(giveaways.part).toBe('none');
  });

  it('is drawn again by this page, with its own ticket', async () => {
    const { room, giveaways, tell } = aPage();
    expect(await giveaways.checkDraw(room.giveaway)).toBeNull();
    room.enter('ann', giveaways.intent());
    room.enter('bo');
    room.pass(30_000);
    tell();
    const check = await giveaways.checkDraw(room.giveaway);
    await check?.run(new AbortController().signal);
    expect(check?.result).toMatchObject({ state: 'checked', draw: { fault: 'nothing', wishes: 2, granted: 1 } });
    expect(check?.result).toMatchObject({ draw: { place: { rank: expect.any(Number) as number } } });
  });
});
