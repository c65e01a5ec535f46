import { describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { A_CARD, calloutId, sourceId } from '../../shared/scene/sample-documents.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { aDraft, aStudio, BREAK, openStudio, studioOnAir } from './testing/a-studio.ts';
import { settle } from './testing/settle.ts';

const CAMERA = sourceId('camera');
const A_FILE = new Blob(['file']);

describe('explaining a product', () => {
  it('puts its card into the program, and stopping takes it away', async () => {
    const { studio, itemId, compositor } = await studioOnAir();
    expect(await studio.shelf.explain(itemId)).toBe(true);
    expect(compositor.program?.callout).toMatchObject({
      itemId,
      card: {
        ...A_CARD,
        name: 'Longjing tea',
        price: '¥39.90',
        formerPrice: null,
        stockLine: '10 left',
        sellerLine: null,
        pictureKey: null,
      },
      closedAtMs: null,
    });
    await studio.shelf.stopExplaining();
    expect(compositor.program?.callout?.closedAtMs).not.toBeNull();
  });

  it('with nothing to stop asks the server for nothing', async () => {
    const { studio, line } = await studioOnAir();
    await studio.shelf.stopExplaining();
    expect(line.asked('callout.close')).toEqual([]);
  });

  it('shows a changed price and "sold out" at once, without entering again', async () => {
    const { studio, itemId, compositor, clock } = await studioOnAir();
    await studio.shelf.explain(itemId);
    const entered = compositor.program?.callout?.openedAtMs;
    await clock.advance(2_000);
    await studio.shelf.change(itemId, someFacts({ priceMinor: 2_990, stock: 0 }));
    expect(compositor.program?.callout).toMatchObject({
      card: { price: '¥29.90', availability: 'sold-out', stockLine: 'Sold out' },
      openedAtMs: entered,
    });
  });

  it('says the card in the language that the page changes to, without entering again', async () => {
    const { studio, itemId, compositor, browser } = await studioOnAir();
    await studio.shelf.change(itemId, someFacts({ stock: 0 }));
    await studio.shelf.explain(itemId);
    const { openedAtMs } = compositor.program?.callout ?? {};
    browser.soldOut = '已售罄';
    studio.handleLanguage();
    expect(compositor.program?.callout).toMatchObject({ card: { stockLine: '已售罄' }, openedAtMs });
  });

  it('of another product replaces the card', async () => {
    const { studio, itemId, show, compositor } = await studioOnAir();
    const honey = show.addItem({ name: 'Honey' });
    await studio.shelf.explain(itemId);
    await studio.shelf.explain(honey);
    expect(compositor.program?.callout).toMatchObject({ itemId: honey, card: { name: 'Honey' }, closedAtMs: null });
  });

  it('comes back with a reload', async () => {
    const { line, show, compositor } = aStudio({ phase: 'live' });
    const itemId = show.addItem();
    show.must({ type: 'callout.open', itemId });
    await line.open();
    expect(compositor.program?.callout).toMatchObject({ itemId, closedAtMs: null });
  });

  it('of what viewers write is in the picture until it is taken off or removed, and after a reload', async () => {
    const { line, show, compositor } = aStudio({ phase: 'live' });
    show.must({ type: 'chat.speak', text: 'Is it fresh?', replyToId: null, tone: 'said' });
    const { id: messageId } = show.state.chat.messages[0] ?? {};
    assert(messageId, 'it is said');
    show.must({ type: 'chat.air', messageId });
    await line.open();
    expect(compositor.program?.comment).toMatchObject({ messageId, text: 'Is it fresh?', closedAtMs: null });
    await line.happen({ type: 'chat.remove', messageId });
    expect(compositor.program?.comment?.closedAtMs).not.toBeNull();
  });

  it('off air is refused, and the host is told', async () => {
    const { studio, show, problems } = await openStudio();
    expect(await studio.shelf.explain(show.addItem())).toBe(false);
    expect(problems).toEqual(['callout.show-not-running']);
  });
});

describe('the shelf', () => {
  it('follows the host’s words', async () => {
    const { studio } = await openStudio();
    await studio.shelf.add(someFacts({ name: 'Tea' }), 'listed');
    await studio.shelf.add(someFacts({ name: 'Honey' }), 'listed');
    const [tea, honey] = studio.feed.items;
    expect([tea?.name, honey?.name]).toEqual(['Tea', 'Honey']);
    if (!tea || !honey) return;
    await studio.shelf.move(honey.id, 0);
    await studio.shelf.remove(tea.id);
    expect(studio.feed.items.map(({ name }) => name)).toEqual(['Honey']);
  });

  it('fetches its pictures for the cards', async () => {
    const { studio, compositor } = await openStudio();
    const uploaded = await studio.shelf.uploadPicture(A_FILE);
    expect(uploaded.ok).toBe(true);
    if (!uploaded.ok) return;
    await studio.shelf.add(someFacts({ pictureId: uploaded.value }), 'listed');
    await settle();
    expect(compositor.images.has(uploaded.value)).toBe(true);
  });

  it('leaves a refused picture to whoever chose it', async () => {
    const { studio, problems } = await openStudio();
    expect(await studio.shelf.uploadPicture(new Blob(['a large file']))).toEqual({
      ok: false,
      error: { code: 'picture.too-large' },
    });
    expect(problems).toEqual([]);
  });

  it('renames the show', async () => {
    const { studio } = await openStudio();
    await studio.renameShow('Summer teas');
    expect(studio.feed.show?.title).toBe('Summer teas');
  });
});

describe('problems', () => {
  it('of what the host asked for are told', async () => {
    const { studio, problems, line } = await openStudio();
    await line.drop();
    expect(await studio.shelf.add(someFacts(), 'listed')).toBe(false);
    expect(await studio.keepImage(A_FILE)).toBeNull();
    expect(problems).toEqual(['net.unreachable', 'image.unreadable']);
  });

  it('of what nobody asked for are not', async () => {
    const { compositor, line, problems } = await studioOnAir();
    await line.drop();
    compositor.mark({ calloutId: calloutId('c1') });
    await line.tellClock(12);
    expect(problems).toEqual([]);
  });

  it('with a picture in the program are told', async () => {
    const { compositor, problems } = await openStudio();
    compositor.tell({ type: 'image-unreadable', key: 'logo' });
    expect(problems).toEqual(['image.unreadable']);
  });

  it('are nobody’s once the page is closed', async () => {
    const { studio, scope, problems, closingErrors, compositor, sinks, line } = await studioOnAir();
    await scope.close();
    expect(await studio.shelf.add(someFacts(), 'listed')).toBe(false);
    expect(problems).toEqual([]);
    expect(closingErrors).toEqual([]);
    expect([compositor.isClosed, line.isClosed, sinks.video.size]).toEqual([true, true, 0]);
  });
});

describe('another page with the same show', () => {
  it('makes this one stop sending, let go of its devices, and keep nothing', async () => {
    const { studio, line, publisher, capture, saved } = await studioOnAir();
    const open = await capture.opening(CAMERA).deliver();
    await line.refuse('session.replaced');
    expect([studio.feed.refusal, studio.phase, studio.isOnAir]).toEqual(['session.replaced', 'live', false]);
    expect(publisher.isClosed).toBe(true);
    expect(open.isClosed).toBe(true);
    studio.takeScene(BREAK);
    expect(saved).toEqual([]);
  });

  it('is replaced when the host says so, and this one goes on with what it kept', async () => {
    const { studio, line, lines, browser, compositor, capture, publishing } = await studioOnAir();
    await line.refuse('session.replaced');
    const kept = { ...aDraft(), onAirSceneId: BREAK };
    browser.draft = kept;
    await studio.takeOver();
    expect(lines).toHaveLength(2);
    expect(studio.editor.document).toBe(kept.document);
    expect(compositor.program?.sceneId).toBe(BREAK);
    expect(capture.asked).toEqual(['camera', 'camera']);
    expect(studio.feed.refusal).toBeNull();

    const second = lines[1];
    await second?.open();
    expect(second?.openings).toMatchObject([{ claim: 'take-over', resume: null }]);
    await publishing.newest.succeed();
    expect([studio.broadcast.state, studio.isOnAir]).toEqual([{ state: 'sending' }, true]);
  });

  it('is not robbed of the show when this one only comes back from a lost line', async () => {
    const { studio, lines, line } = await openStudio();
    await line.refuse('session.replaced');
    await studio.takeOver();
    await lines[1]?.open();
    await lines[1]?.drop();
    await lines[1]?.open();
    expect(lines[1]?.openings).toMatchObject([{ claim: 'take-over' }, { claim: 'ask' }]);
  });

  it('is replaced once, however often it is asked', async () => {
    const { studio, lines, line } = await openStudio();
    await line.refuse('session.replaced');
    await Promise.all([studio.takeOver(), studio.takeOver()]);
    expect(lines).toHaveLength(2);
    expect(line.isClosed).toBe(true);
  });

  it('leaves this one where it was when it has kept nothing', async () => {
    const { studio, line, capture } = await openStudio();
    const { document } = studio.editor;
    await line.refuse('session.replaced');
    await studio.takeOver();
    expect(studio.editor.document).toBe(document);
    expect(capture.asked).toEqual(['camera', 'camera']);
  });
});
