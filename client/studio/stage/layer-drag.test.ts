import { describe, expect, it } from 'vitest';
import { aColorLayer, aDocument, layerId, sceneId } from '../../../shared/scene/sample-documents.ts';
import { Air } from '../../state/air.svelte.ts';
import { Editor } from '../../state/editor.svelte.ts';
import { LayerDrag } from './layer-drag.svelte.ts';

const NO_KEYS = { shiftKey: false, altKey: false, ctrlKey: true };
const bounds = { left: 100, top: 50, width: 640, height: 360 };
const box = layerId('box');

const aStage = () => {
  const frame = { x: 0.25, y: 0.25, width: 0.25, height: 0.25 };
  const document = aDocument({
    scenes: { s1: [aColorLayer('sky', '#102030', { isLocked: true }), aColorLayer('box', '#ff0000', { frame })] },
  });
  const editor = new Editor({ document, onAirSceneId: () => null, onChange: () => undefined });
  const air = new Air({ sceneId: sceneId('s1'), nowMs: () => 0, onChange: () => undefined });
  return { editor, drag: new LayerDrag({ editor, air }), frameOf: () => editor.document.layers[box]?.frame };
};
const at = (x: number, y: number) => ({
  clientX: bounds.left + x * bounds.width,
  clientY: bounds.top + y * bounds.height,
});

describe('a drag over the picture', () => {
  it('takes and selects the top-most unlocked layer, and nothing where there is none', () => {
    const { editor, drag } = aStage();
    expect(drag.take(bounds, at(0.3, 0.3), null)).toBe(box);
    expect(editor.selected?.id).toBe(box);
    drag.letGo();
    expect(drag.take(bounds, at(0.9, 0.9), null)).toBeNull();
    expect(editor.selected).toBeNull();
  });

  it('moves the layer as one undo step', () => {
    const { editor, drag, frameOf } = aStage();
    drag.take(bounds, at(0.3, 0.3), null);
    drag.move({ ...at(0.4, 0.35), ...NO_KEYS });
    drag.move({ ...at(0.5, 0.4), ...NO_KEYS });
    drag.letGo();
    expect(frameOf()?.x).toBeCloseTo(0.45);
    expect(editor.undo()).toEqual({ ok: true, value: 'layer.move' });
    expect(frameOf()?.x).toBe(0.25);
    expect(editor.undoLabel).toBeNull();
  });

  it('leaves the layer where it is for a press that hardly moves', () => {
    const { editor, drag, frameOf } = aStage();
    drag.take(bounds, at(0.3, 0.3), null);
    drag.move({ clientX: at(0.3, 0.3).clientX + 3, clientY: at(0.3, 0.3).clientY, ...NO_KEYS });
    drag.letGo();
    expect(frameOf()?.x).toBe(0.25);
    expect(editor.undoLabel).toBeNull();
  });

  it('resizes the selected layer by a handle that lies over nothing', () => {
    const { editor, drag, frameOf } = aStage();
    editor.select(box);
    drag.take(bounds, at(0.5, 0.5), 'se');
    drag.move({ ...at(0.75, 0.75), ...NO_KEYS });
    drag.letGo();
    expect(frameOf()?.width).toBeCloseTo(0.5);
    expect(editor.undoLabel).toBe('layer.resize');
  });

  it('is taken back whole', () => {
    const { editor, drag, frameOf } = aStage();
    drag.take(bounds, at(0.3, 0.3), null);
    drag.move({ ...at(0.6, 0.6), ...NO_KEYS });
    drag.takeBack();
    expect(frameOf()?.x).toBe(0.25);
    expect(drag.isPressed).toBe(false);
    expect(editor.undoLabel).toBeNull();
  });
});
