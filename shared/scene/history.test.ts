import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import type { SceneDocument } from './document.ts';
import type { Edited } from './edit-parts.ts';
import { addLayer, hideLayer, renameLayer, setLayerFrame } from './edit-layers.ts';
import { addScene, removeScene } from './edit-scenes.ts';
import {
  EMPTY_HISTORY,
  MAX_HISTORY_STEPS,
  recordEdit,
  redo,
  redoLabel,
  sealHistory,
  undo,
  undoLabel,
  type EditLabel,
  type History,
  type RecordMode,
} from './history.ts';
import { randomEdit } from './random-edits.ts';
import { aColorLayer, aDocument, aStarter, granted, layerId, oneOf, sceneId } from './sample-documents.ts';

type Desk = { readonly document: SceneDocument; readonly history: History };

const start = aDocument({ scenes: { s1: [aColorLayer('sky'), aColorLayer('sea')] } });
const desk: Desk = { document: start, history: EMPTY_HISTORY };
const [sky, sea] = [layerId('sky'), layerId('sea')];

const after = ({ document, history }: Desk, edited: Edited, [label, mode]: readonly [EditLabel, RecordMode]): Desk => {
  const next = granted(edited);
  return { document: next, history: recordEdit(history, { before: document, after: next, label, mode }) };
};
const drag = (from: Desk, id: typeof sky, x: number): Desk =>
  after(from, setLayerFrame(from.document, id, { x, y: 0, width: 1, height: 1 }), ['layer.move', 'merge-with-last']);
const undone = ({ document, history }: Desk): Desk => granted(undo(history, document, null));
const redone = ({ document, history }: Desk): Desk => granted(redo(history, document, null));

describe('recordEdit', () => {
  it('makes one step of a drag, and another one after it was sealed', () => {
    const dragged = [0.1, 0.2, 0.3].reduce((current, x) => drag(current, sky, x), desk);
    const sealed = { ...dragged, history: sealHistory(dragged.history) };
    const again = drag(sealed, sky, 0.4);
    expect(again.history.done).toHaveLength(2);
    expect(undone(again).document).toEqual(dragged.document);
    expect(undone(undone(again)).document).toEqual(start);
  });

  it('does not merge edits of different layers or different kinds', () => {
    const two = drag(drag(desk, sky, 0.1), sea, 0.1);
    expect(two.history.done).toHaveLength(2);
    const renamed = after(two, renameLayer(two.document, sea, 'Sea'), ['layer.rename', 'merge-with-last']);
    expect(renamed.history.done).toHaveLength(3);
  });

  it('does not merge into a recorded step', () => {
    const moved = after(desk, setLayerFrame(start, sky, { x: 0.5, y: 0, width: 1, height: 1 }), [
      'layer.move',
      'record',
    ]);
    expect(drag(moved, sky, 0.6).history.done).toHaveLength(2);
  });

  it('does not merge into a step across an undo', () => {
    const moved = drag(desk, sky, 0.1);
    const hidden = after(moved, hideLayer(moved.document, sea), ['layer.hide', 'record']);
    expect(drag(undone(hidden), sky, 0.5).history.done).toHaveLength(2);
  });

  it('keeps nothing of an ignored edit and of one that changed nothing', () => {
    expect(after(desk, hideLayer(start, sky), ['layer.hide', 'ignore']).history).toBe(EMPTY_HISTORY);
    expect(after(desk, renameLayer(start, sky, 'sky'), ['layer.rename', 'record']).history).toBe(EMPTY_HISTORY);
  });

  it('forgets what was undone', () => {
    const back = undone(drag(desk, sky, 0.1));
    expect(redoLabel(back.history)).toBe('layer.move');
    const hidden = after(back, hideLayer(back.document, sky), ['layer.hide', 'record']);
    expect(redoLabel(hidden.history)).toBeNull();
  });

  it('keeps the newest steps only', () => {
    let current = desk;
    for (let step = 0; step < MAX_HISTORY_STEPS + 10; step += 1) {
      current = after(current, renameLayer(current.document, sky, `sky ${step}`), ['layer.rename', 'record']);
    }
    expect(current.history.done).toHaveLength(MAX_HISTORY_STEPS);
    while (undoLabel(current.history) !== null) current = undone(current);
    expect(current.document.layers[sky]?.name).toBe('sky 9');
  });
});

describe('undo and redo', () => {
  it('name what they take back and do again', () => {
    const hidden = after(drag(desk, sky, 0.1), hideLayer(start, sea), ['layer.hide', 'record']);
    expect([undoLabel(hidden.history), redoLabel(hidden.history)]).toEqual(['layer.hide', null]);
    expect([undoLabel(undone(hidden).history), redoLabel(undone(hidden).history)]).toEqual([
      'layer.move',
      'layer.hide',
    ]);
  });

  it('change nothing when there is nothing to undo or redo', () => {
    expect(granted(undo(EMPTY_HISTORY, start, null))).toEqual({ history: EMPTY_HISTORY, document: start, label: null });
    expect(granted(redo(EMPTY_HISTORY, start, null))).toEqual({ history: EMPTY_HISTORY, document: start, label: null });
  });

  it('refuse to remove the scene on air', () => {
    const s2 = sceneId('s2');
    const added = after(desk, addScene(start, { id: s2, name: 'Two', layers: [] }), ['scene.add', 'record']);
    const refused = { ok: false, error: { code: 'scene.on-air' } };
    expect(undo(added.history, added.document, s2)).toEqual(refused);
    expect(undo(added.history, added.document, sceneId('s1')).ok).toBe(true);
  });

  it('give a sound document on which others have worked: their layers go with the scene', () => {
    const s2 = sceneId('s2');
    const added = after(desk, addScene(start, { id: s2, name: 'Two', layers: [] }), ['scene.add', 'record']);
    const theirs = granted(addLayer(added.document, s2, aColorLayer('theirs')));
    expect(granted(undo(added.history, theirs, null)).document).toEqual(start);
  });

  it('refuse to take the last scene away', () => {
    const s2 = sceneId('s2');
    const added = after(desk, addScene(start, { id: s2, name: 'Two', layers: [] }), ['scene.add', 'record']);
    const alone = granted(removeScene(added.document, sceneId('s1'), null));
    expect(undo(added.history, alone, null)).toEqual({ ok: false, error: { code: 'scene.last' } });
  });

  it('refuse to redo the removal of a scene that is on air now', () => {
    const s2 = sceneId('s2');
    const two = granted(addScene(start, { id: s2, name: 'Two', layers: [] }));
    const back = undone(
      after({ document: two, history: EMPTY_HISTORY }, { ok: true, value: start }, ['scene.remove', 'record']),
    );
    expect(back.document).toEqual(two);
    expect(redo(back.history, back.document, s2)).toEqual({ ok: false, error: { code: 'scene.on-air' } });
  });
});

describe.each(Array.from({ length: 25 }, (_, index) => index + 100))('random edits (seed %i)', (seed) => {
  const MODES = ['record', 'merge-with-last'] as const;

  it('undone to the start and redone to the end give equal documents', () => {
    const random = seededRandom(seed);
    const first: Desk = { document: aStarter(undefined, seed), history: EMPTY_HISTORY };
    let current = first;
    for (let step = 0; step < 80; step += 1) {
      const { label, edited } = randomEdit(current.document, random);
      if (edited.ok) current = after(current, edited, [label, oneOf(MODES, random)]);
      if (random() < 0.1) current = undone(current);
      if (random() < 0.05) current = redone(current);
    }
    const last = current;
    while (undoLabel(current.history) !== null) current = undone(current);
    expect(current.document).toEqual(first.document);
    while (redoLabel(current.history) !== null) current = redone(current);
    expect(current.history.done.length).toBeGreaterThan(10);
    while (
      undoLabel(current.history) !== undoLabel(last.history) ||
      current.history.done.length > last.history.done.length
    ) {
      current = undone(current);
    }
    expect(current.document).toEqual(last.document);
  });
});
