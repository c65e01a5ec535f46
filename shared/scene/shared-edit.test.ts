import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { seededRandom, type Random } from '../random.ts';
import { between } from './diff.ts';
import type { SceneDocument } from './document.ts';
import { removeLayer, setLayerFrame, setLayerOpacity } from './edit-layers.ts';
import { EMPTY_HISTORY, recordEdit, undo, type History } from './history.ts';
import { randomEdit } from './random-edits.ts';
import { aColorLayer, aDocument, aStarter, granted, layerId, sceneId } from './sample-documents.ts';
import { withRecord } from './records.ts';
import { editShared, SceneEdit, sceneEditOf } from './shared-edit.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));
const start = aDocument({ scenes: { s1: [aColorLayer('sky'), aColorLayer('sea')] } });
const sky = layerId('sky');
const frame = { x: 0.2, y: 0.2, width: 0.5, height: 0.5 };

/** What the wire does to an edit. */
const sent = (edit: SceneEdit): SceneEdit => v.parse(SceneEdit, JSON.parse(JSON.stringify(edit)));
const editFrom = (before: SceneDocument, after: SceneDocument): SceneEdit => sent(sceneEditOf(between(before, after)));

describe('an edit of a shared document', () => {
  it('carries the properties that changed, and nothing else', () => {
    const edit = editFrom(start, granted(setLayerOpacity(start, sky, 0.5)));
    expect(edit.layers.updated).toEqual({ sky: { from: { opacity: 1 }, to: { opacity: 0.5 } } });
    expect(edit.scenes).toEqual({ added: {}, updated: {}, removed: {} });
  });

  it('leaves what somebody else changed in the same layer', () => {
    const faded = editFrom(start, granted(setLayerOpacity(start, sky, 0.5)));
    const moved = granted(setLayerFrame(start, sky, frame));
    expect(granted(editShared(moved, faded)).layers[sky]).toMatchObject({ opacity: 0.5, frame });
  });

  it('gives a sound document whatever it meets: a layer that is gone stays gone', () => {
    const moved = editFrom(start, granted(setLayerFrame(start, sky, frame)));
    const without = granted(removeLayer(start, sky));
    expect(granted(editShared(without, moved))).toEqual(without);
  });

  it('keeps the layers that two people add to one scene at the same time', () => {
    const scene = start.scenes[sceneId('s1')];
    if (!scene) throw new Error('the scene is there');
    const withLayer = (id: string): SceneDocument => ({
      ...start,
      layers: withRecord(start.layers, layerId(id), aColorLayer(id)),
      scenes: withRecord(start.scenes, scene.id, { ...scene, layerIds: [...scene.layerIds, layerId(id)] }),
    });
    const both = granted(editShared(withLayer('mine'), editFrom(start, withLayer('theirs'))));
    expect(both.scenes[sceneId('s1')]?.layerIds).toEqual(['sky', 'sea', 'theirs', 'mine']);
  });

  it('is refused when it would leave no scene', () => {
    const nothing: SceneEdit = { ...editFrom(start, start), scenes: { added: {}, updated: {}, removed: start.scenes } };
    expect(editShared(start, nothing)).toEqual({ ok: false, error: { code: 'document.invalid' } });
  });

  it('hands on the records that it did not touch', () => {
    const next = granted(editShared(start, editFrom(start, granted(setLayerOpacity(start, sky, 0.5)))));
    expect(next.layers[layerId('sea')]).toBe(start.layers[layerId('sea')]);
  });
});

/** One of two people: what they see, what the log has confirmed to them, and what they sent that is not confirmed yet. */
type Person = { confirmed: SceneDocument; pending: SceneEdit[]; history: History };

const seen = ({ confirmed, pending }: Person): SceneDocument =>
  pending.reduce((document, edit) => {
    const next = editShared(document, edit);
    return next.ok ? next.value : document;
  }, confirmed);

/** The log decides the order; each person's own edits come back to them as confirmations. */
const deliver = (people: readonly Person[], from: Person): void => {
  const edit = from.pending[0];
  if (!edit) return;
  for (const person of people) {
    const next = editShared(person.confirmed, edit);
    if (next.ok) person.confirmed = next.value;
    if (person === from) person.pending.shift();
  }
};

const change = (person: Person, random: Random): void => {
  const before = seen(person);
  const { label, edited } = randomEdit(before, random);
  if (!edited.ok) return;
  person.history = recordEdit(person.history, { before, after: edited.value, label, mode: 'record' });
  person.pending.push(editFrom(before, edited.value));
};

const takeOneBack = (person: Person): boolean => {
  const before = seen(person);
  const step = granted(undo(person.history, before, null));
  if (step.label === null) return false;
  person.history = step.history;
  person.pending.push(editFrom(before, step.document));
  return true;
};

describe(`two people who edit one document (seed ${SEED})`, () => {
  it('see the same after 200 edits in any interleaving, and after both have taken everything back that was theirs', () => {
    const random = seededRandom(SEED);
    const first = aStarter();
    const people = [0, 1].map((): Person => ({ confirmed: first, pending: [], history: EMPTY_HISTORY }));
    const [a, b] = people;
    if (!a || !b) throw new Error('there are two');
    const settle = (): void => {
      while (a.pending.length > 0) deliver(people, a);
      while (b.pending.length > 0) deliver(people, b);
      expect(a.confirmed).toEqual(b.confirmed);
      expect(seen(a)).toEqual(seen(b));
    };
    for (let step = 0; step < 200; step += 1) {
      change(random() < 0.5 ? a : b, random);
      if (random() < 0.6) deliver(people, random() < 0.5 ? a : b);
    }
    settle();
    while (takeOneBack(a)) if (random() < 0.3) deliver(people, a);
    settle();
    while (takeOneBack(b)) if (random() < 0.3) deliver(people, b);
    settle();
  });
});
