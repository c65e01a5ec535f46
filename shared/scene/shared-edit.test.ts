import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { between } from './diff.ts';
import type { SceneDocument } from './document.ts';
import { removeLayer, setLayerFrame, setLayerOpacity } from './edit-layers.ts';
import { aColorLayer, aDocument, granted, layerId, sceneId } from './sample-documents.ts';
import { withRecord } from './records.ts';
import { editShared, SceneEdit, sceneEditOf } from './shared-edit.ts';

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
