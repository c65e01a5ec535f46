import { describe, expect, it } from 'vitest';
import type { SceneId } from '../../shared/ids.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { addLayer, lockLayer, removeLayer, renameLayer, setLayerFrame } from '../../shared/scene/edit-layers.ts';
import { addScene, renameScene } from '../../shared/scene/edit-scenes.ts';
import { aDocument, aTextLayer, layerId, sceneId } from '../../shared/scene/sample-documents.ts';
import { Editor, type ChangedBy, type Edit } from './editor.svelte.ts';
import { seenBy } from './testing/seen.svelte.ts';

const title = aTextLayer('title');
const TITLE = title.id;
const S1 = sceneId('s1');
const BREAK = sceneId('break');

const anEditor = (onAir: SceneId | null = null) => {
  const changes: SceneDocument[] = [];
  const by: ChangedBy[] = [];
  const editor = new Editor({
    document: aDocument({ scenes: { s1: [title] } }),
    onAirSceneId: () => onAir,
    onChange: (document, changedBy) => {
      changes.push(document);
      by.push(changedBy);
    },
  });
  return { editor, changes, by };
};

const movedTo =
  (x: number): Edit =>
  (document) =>
    setLayerFrame(document, TITLE, { x, y: 0, width: 0.5, height: 0.5 });
const withBreak: Edit = (document) => addScene(document, { id: BREAK, name: 'Break', layers: [] });
const titleX = (editor: Editor): number | undefined => editor.document.layers[TITLE]?.frame.x;

describe('an edit', () => {
  it('gives a new document to whoever looks, and to the engines', () => {
    const { editor, changes } = anEditor();
    const seen = seenBy(() => editor.document.layers[TITLE]?.name);
    editor.edit('layer.rename', (document) => renameLayer(document, TITLE, 'Headline'));
    expect(seen.values).toEqual(['title', 'Headline']);
    expect(changes).toEqual([editor.document]);
    seen.stop();
  });

  it('that is refused changes nothing and says why', () => {
    const { editor, changes } = anEditor();
    editor.edit('layer.lock', (document) => lockLayer(document, TITLE));
    const before = editor.document;
    const refused = editor.edit('layer.move', movedTo(0.25));
    expect(refused).toMatchObject({ ok: false, error: { code: 'layer.locked' } });
    expect(editor.document).toBe(before);
    expect(editor.undoLabel).toBe('layer.lock');
    expect(changes).toHaveLength(1);
  });

  it('that changes nothing is no step, and tells nobody', () => {
    const { editor, changes } = anEditor();
    editor.edit('scene.rename', (document) => ({ ok: true, value: document }));
    expect(editor.undoLabel).toBeNull();
    expect(changes).toEqual([]);
  });

  it('can stay out of the history', () => {
    const { editor } = anEditor();
    editor.edit('layer.rename', (document) => renameLayer(document, TITLE, 'Headline'), 'ignore');
    expect(editor.undoLabel).toBeNull();
    expect(editor.undo()).toEqual({ ok: true, value: null });
    expect(editor.document.layers[TITLE]?.name).toBe('Headline');
  });
});

describe('undo and redo', () => {
  it('take a step back and do it again, by its name', () => {
    const { editor, changes } = anEditor();
    const before = editor.document;
    editor.edit('layer.move', movedTo(0.25));
    const after = editor.document;
    expect([editor.undoLabel, editor.redoLabel]).toEqual(['layer.move', null]);
    expect(editor.undo()).toEqual({ ok: true, value: 'layer.move' });
    expect(editor.document).toEqual(before);
    expect([editor.undoLabel, editor.redoLabel]).toEqual([null, 'layer.move']);
    expect(editor.redo()).toEqual({ ok: true, value: 'layer.move' });
    expect(editor.document).toEqual(after);
    expect(changes).toHaveLength(3);
  });

  it('do nothing, and say so, when there is nothing to take back', () => {
    const { editor, changes } = anEditor();
    expect(editor.undo()).toEqual({ ok: true, value: null });
    expect(editor.redo()).toEqual({ ok: true, value: null });
    expect(changes).toEqual([]);
  });

  it('forget what was undone once something else is done', () => {
    const { editor } = anEditor();
    editor.edit('layer.move', movedTo(0.25));
    editor.undo();
    editor.edit('scene.rename', (document) => renameScene(document, S1, 'Host'));
    expect(editor.redoLabel).toBeNull();
  });

  it('take a whole drag as one step, and the next drag as another', () => {
    const { editor } = anEditor();
    for (const x of [0.1, 0.2, 0.3]) editor.edit('layer.move', movedTo(x), 'merge-with-last');
    editor.seal();
    for (const x of [0.4, 0.5]) editor.edit('layer.move', movedTo(x), 'merge-with-last');
    expect(titleX(editor)).toBe(0.5);
    editor.undo();
    expect(titleX(editor)).toBe(0.3);
    editor.undo();
    expect(titleX(editor)).toBe(0);
    expect(editor.undoLabel).toBeNull();
  });

  it('never remove the scene that viewers see', () => {
    const { editor, changes } = anEditor(BREAK);
    editor.edit('scene.add', withBreak);
    const before = editor.document;
    expect(editor.undo()).toMatchObject({ ok: false, error: { code: 'scene.on-air' } });
    expect(editor.document).toBe(before);
    expect(editor.undoLabel).toBe('scene.add');
    expect(changes).toHaveLength(1);
  });

  it('may remove any scene while nothing is on air', () => {
    const { editor } = anEditor(null);
    editor.edit('scene.add', withBreak);
    expect(editor.undo()).toEqual({ ok: true, value: 'scene.add' });
    expect(editor.document.sceneIds).toEqual([S1]);
  });

  it('end with another document, as after a reload', () => {
    const { editor, changes } = anEditor();
    editor.edit('layer.move', movedTo(0.25));
    editor.select(TITLE);
    const kept = aDocument({ scenes: { s1: [aTextLayer('other')] } });
    editor.replace(kept);
    expect(editor.document).toBe(kept);
    expect(changes.at(-1)).toBe(kept);
    expect([editor.undoLabel, editor.redoLabel, editor.selected]).toEqual([null, null, null]);
  });
});

describe('what others have made of the document', () => {
  it('leaves the history and a running drag alone', () => {
    const { editor, by } = anEditor();
    editor.edit('layer.move', movedTo(0.1), 'merge-with-last');
    const renamed = renameScene(editor.document, S1, 'Theirs');
    if (renamed.ok) editor.adopt(renamed.value);
    editor.edit('layer.move', movedTo(0.2), 'merge-with-last');
    expect(by).toEqual(['self', 'others', 'self']);
    editor.undo();
    expect([titleX(editor), editor.document.scenes[S1]?.name, editor.undoLabel]).toEqual([0, 'Theirs', null]);
  });

  it('keeps the selection, unless its layer is gone', () => {
    const { editor } = anEditor();
    const { document } = editor;
    editor.select(TITLE);
    editor.adopt({ ...document });
    expect(editor.selected).toEqual(title);
    const without = removeLayer(document, TITLE);
    if (without.ok) editor.adopt(without.value);
    editor.adopt(document);
    expect(editor.selected).toBeNull();
  });
});

describe('the selection', () => {
  it('is the layer as it is now', () => {
    const { editor } = anEditor();
    const seen = seenBy(() => editor.selected?.name ?? null);
    editor.select(TITLE);
    expect(seen.values).toEqual([null, 'title']);
    editor.edit('layer.rename', (document) => renameLayer(document, TITLE, 'Headline'));
    expect(seen.values.at(-1)).toBe('Headline');
    editor.select(null);
    expect(seen.values.at(-1)).toBeNull();
    seen.stop();
  });

  it('goes with its layer and comes back with it', () => {
    const { editor } = anEditor();
    editor.select(TITLE);
    editor.edit('layer.remove', (document) => removeLayer(document, TITLE));
    expect(editor.selected).toBeNull();
    editor.undo();
    expect(editor.selected).toEqual(title);
  });

  it('of a layer that does not exist is none', () => {
    const { editor } = anEditor();
    editor.select(layerId('gone'));
    expect(editor.selected).toBeNull();
    editor.edit('layer.add', (document) => addLayer(document, S1, aTextLayer('gone')));
    expect(editor.selected?.name).toBe('gone');
  });
});
