import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { EditId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { seededRandom } from '../random.ts';
import { between } from './diff.ts';
import type { SceneDocument } from './document.ts';
import { setLayerFrame, setLayerOpacity } from './edit-layers.ts';
import { addScene, removeScene, renameScene } from './edit-scenes.ts';
import { EditedByTwo } from './edited-by-two.ts';
import { aColorLayer, aDocument, granted, layerId, sceneId } from './sample-documents.ts';
import {
  isConfirmed,
  loseSent,
  rebase,
  receiveEdit,
  refuseSent,
  restoreScene,
  sendNext,
  shareDocument,
  type SharedDocument,
} from './shared-document.ts';
import { editShared, sceneEditOf } from './shared-edit.ts';

const [sky, sea] = [layerId('sky'), layerId('sea')];
const [ONE, TWO] = [sceneId('s1'), sceneId('s2')];
const start = aDocument({ scenes: { s1: [aColorLayer('sky')], s2: [aColorLayer('sea')] } });
const editId = (id: string) => v.parse(EditId, id);
const frame = { x: 0.2, y: 0.2, width: 0.5, height: 0.5 };

const faded = (document: SceneDocument, opacity = 0.5) => granted(setLayerOpacity(document, sky, opacity));
const moved = (document: SceneDocument) => granted(setLayerFrame(document, sky, frame));
const changed = (shared: SharedDocument, change: (document: SceneDocument) => SceneDocument): SharedDocument => ({
  ...shared,
  local: change(shared.local),
});
const sentAs = (id: string, shared: SharedDocument, onAirSceneId = ONE) => {
  const next = sendNext(shared, { editId: editId(id), onAirSceneId });
  assert(next, 'there is something to send');
  return next;
};
/** The log's document after the edit that is on its way. */
const taken = ({ confirmed, sent }: SharedDocument): SceneDocument => {
  assert(sent, 'an edit is on its way');
  return granted(editShared(confirmed, sent.edit));
};

describe('an edit of one’s own', () => {
  it('is seen at once, sent, and confirmed by the log', () => {
    const edited = changed(shareDocument(start), faded);
    expect([edited.local.layers[sky]?.opacity, isConfirmed(edited)]).toEqual([0.5, false]);
    const sent = sentAs('e1', edited);
    expect(sent.sent.edit.layers.updated).toEqual({ sky: { from: { opacity: 1 }, to: { opacity: 0.5 } } });
    expect(sent.local).toBe(edited.local);
    expect(isConfirmed(sent)).toBe(false);
    const back = receiveEdit(sent, editId('e1'), taken(sent));
    expect(back.local).toBe(edited.local);
    expect(back.confirmed).toEqual(edited.local);
    expect(isConfirmed(back)).toBe(true);
  });

  it('waits for the one before it, and is one with what came meanwhile', () => {
    const sent = sentAs('e1', changed(shareDocument(start), faded));
    const dragged = changed(changed(sent, moved), (document) => faded(document, 0.7));
    expect(sendNext(dragged, { editId: editId('e2'), onAirSceneId: ONE })).toBeNull();
    const back = receiveEdit(dragged, editId('e1'), taken(sent));
    expect(back.local).toBe(dragged.local);
    expect(sentAs('e2', back).sent.edit.layers.updated).toEqual({
      sky: { from: { opacity: 0.5, frame: start.layers[sky]?.frame }, to: { opacity: 0.7, frame } },
    });
  });

  it('is nothing to send when it changed nothing', () => {
    expect(sendNext(shareDocument(start), { editId: editId('e1'), onAirSceneId: ONE })).toBeNull();
  });
});

describe('an edit of somebody else', () => {
  const theirs = granted(setLayerOpacity(start, sea, 0.3));

  it('is shown where there is nothing of one’s own', () => {
    const shared = receiveEdit(shareDocument(start), editId('t1'), theirs);
    expect(shared).toEqual({ confirmed: theirs, local: theirs, sent: null });
  });

  it('goes below what is on its way and what is not sent yet', () => {
    const sent = sentAs('e1', changed(shareDocument(start), faded));
    const shared = receiveEdit(changed(sent, moved), editId('t1'), theirs);
    expect(shared.confirmed).toBe(theirs);
    expect(shared.local).toEqual(moved(faded(theirs)));
    const back = receiveEdit(shared, editId('e1'), faded(theirs));
    expect(sentAs('e2', back).sent.edit.layers.updated).toMatchObject({ sky: { to: { frame } } });
  });

  it('of the same property holds until one’s own comes after it', () => {
    const sent = sentAs('e1', changed(shareDocument(start), faded));
    const shared = receiveEdit(sent, editId('t1'), faded(start, 0.9));
    expect(shared.local.layers[sky]?.opacity).toBe(0.5);
    expect(taken(shared).layers[sky]?.opacity).toBe(0.5);
  });
});

describe('what the server will not have', () => {
  it('is gone here too, and what was done since stays', () => {
    const sent = sentAs('e1', changed(shareDocument(start), faded));
    const refused = refuseSent(changed(sent, moved));
    expect(refused.local).toEqual(moved(start));
    expect(refused.sent).toBeNull();
  });

  it('is not asked for: the removal of the scene on air waits until another one is', () => {
    const removed = changed(shareDocument(start), (document) => granted(removeScene(document, ONE, null)));
    expect(sendNext(removed, { editId: editId('e1'), onAirSceneId: ONE })).toBeNull();
    const both = changed(removed, (document) => granted(renameScene(document, TWO, 'Two')));
    const sent = sentAs('e1', both);
    expect(Object.keys(sent.sent.edit.scenes.removed)).toEqual([]);
    expect(sent.local.sceneIds).toEqual([TWO]);
    const back = receiveEdit(sent, editId('e1'), taken(sent));
    expect(back.confirmed.sceneIds).toEqual([ONE, TWO]);
    expect(Object.keys(sentAs('e2', back, TWO).sent.edit.scenes.removed)).toEqual([ONE]);
  });

  it('comes back when others have put it on air meanwhile', () => {
    const removed = changed(shareDocument(start), (document) => granted(removeScene(document, TWO, null)));
    const restored = restoreScene(removed, TWO);
    expect(restored.local).toEqual(start);
    expect(isConfirmed(restored)).toBe(true);
  });
});

describe('an edit whose fate is unknown', () => {
  it('is sent again', () => {
    const lost = loseSent(sentAs('e1', changed(shareDocument(start), faded)));
    expect(sentAs('e2', lost).sent.edit.layers.updated).toMatchObject({ sky: { to: { opacity: 0.5 } } });
  });

  it('is not sent again when the log turns out to have it', () => {
    const lost = loseSent(sentAs('e1', changed(shareDocument(start), faded)));
    expect(isConfirmed(receiveEdit(lost, editId('e1'), faded(start)))).toBe(true);
  });

  it('goes on top of a later document of the log', () => {
    const lost = loseSent(sentAs('e1', changed(shareDocument(start), faded)));
    const later = granted(addScene(start, { id: sceneId('s3'), name: 'Three', layers: [] }));
    expect(rebase(lost, later).local).toEqual(faded(later));
  });
});

it('an order of members that only a reader changed is no difference', () => {
  const read = granted(editShared(start, sceneEditOf(between(start, start))));
  const layer = read.layers[sky];
  assert(layer, 'the layer is there');
  const { id, ...rest } = layer;
  const turnedLayer = { ...rest, id };
  expect(Object.keys(turnedLayer)).not.toEqual(Object.keys(layer));
  const turned = { ...read, layers: { ...read.layers, [sky]: turnedLayer } };
  expect(isConfirmed({ confirmed: start, local: turned, sent: null })).toBe(true);
});

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));

describe.each([SEED, SEED + 1, SEED + 2])('two people who edit one document over a slow network (seed %i)', (seed) => {
  it('see what the server has after 200 edits, and take back what is their own and nothing else', () => {
    const desks = new EditedByTwo(seededRandom(seed));
    const settle = (): void => {
      desks.settle();
      expect(desks.seen).toEqual([desks.document, desks.document]);
    };
    for (let edits = 0; edits < 200; edits += 1) {
      desks.edit();
      desks.wait();
    }
    settle();
    for (const who of ['ann', 'bob'] as const) {
      while (desks.undo(who)) desks.wait();
      settle();
    }
    expect(desks.foreign).toEqual([]);
  });
});
