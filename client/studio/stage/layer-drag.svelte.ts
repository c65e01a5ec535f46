import type { LayerId } from '../../../shared/ids.ts';
import { cropLayer } from '../../../shared/scene/edit-layers.ts';
import { gestureStep, type Gesture, type Point } from '../../../shared/scene/gesture.ts';
import type { Handle } from '../../../shared/scene/resize.ts';
import { layerAt } from '../../../shared/scene/select.ts';
import type { Guide, SnapTo } from '../../../shared/scene/snap.ts';
import type { Studio } from '../../state/studio.svelte.ts';

/** On screen: nearer than this snaps, and a press must travel that far to become a drag. */
const SNAP_REACH_PX = 8;
const DRAG_THRESHOLD_PX = 4;

type DragStudio = Pick<Studio, 'editor' | 'air'>;
type Place = Pick<PointerEvent, 'clientX' | 'clientY'>;
type Held = Place & Pick<PointerEvent, 'shiftKey' | 'altKey' | 'ctrlKey'>;
type Bounds = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

type Press = {
  readonly gesture: Gesture;
  readonly bounds: Bounds;
  readonly start: Place;
  isDragging: boolean;
};

const pointIn = (bounds: Bounds, { clientX, clientY }: Place): Point => ({
  x: (clientX - bounds.left) / bounds.width,
  y: (clientY - bounds.top) / bounds.height,
});

/** A press on the picture, from taking a layer to letting it go: one undo step. */
export class LayerDrag {
  readonly #studio: DragStudio;
  #press: Press | null = null;
  #guides = $state.raw<readonly Guide[]>([]);

  constructor(studio: DragStudio) {
    this.#studio = studio;
  }

  /** What the dragged layer has met. */
  get guides(): readonly Guide[] {
    return this.#guides;
  }

  get isPressed(): boolean {
    return this.#press !== null;
  }

  /** The layer that a press there takes; the picture lies in `bounds` on the page. */
  layerUnder(bounds: Bounds, place: Place): LayerId | null {
    const { editor, air } = this.#studio;
    return layerAt(editor.document, air.sceneId, pointIn(bounds, place));
  }

  /** Takes the selected layer by a handle, or the top-most one there by its body, and selects it; null where there is none. */
  take(bounds: Bounds, place: Place, handle: Handle | null): LayerId | null {
    const { editor } = this.#studio;
    const held = handle && editor.selected;
    const layerId = held ? held.id : this.layerUnder(bounds, place);
    editor.select(layerId);
    const layer = layerId && editor.document.layers[layerId];
    if (!layer) return null;
    const gesture: Gesture = { layer, grip: held ? handle : 'body', from: pointIn(bounds, place) };
    this.#press = { gesture, bounds, start: { clientX: place.clientX, clientY: place.clientY }, isDragging: false };
    return layerId;
  }

  move(held: Held): void {
    const press = this.#press;
    if (!press) return;
    const travelledPx = Math.hypot(held.clientX - press.start.clientX, held.clientY - press.start.clientY);
    press.isDragging ||= travelledPx >= DRAG_THRESHOLD_PX;
    if (!press.isDragging) return;
    const { gesture, bounds } = press;
    const { id } = gesture.layer;
    const step = gestureStep(gesture, pointIn(bounds, held), { modifiers: held, snapTo: this.#snapTo(id, bounds) });
    this.#guides = step.guides;
    this.#studio.editor.edit(step.label, (document) => cropLayer(document, id, step), 'merge-with-last');
  }

  letGo(): void {
    if (!this.#press) return;
    this.#press = null;
    this.#guides = [];
    this.#studio.editor.seal();
  }

  takeBack(): void {
    const wasDragging = this.#press?.isDragging ?? false;
    this.letGo();
    if (wasDragging) this.#studio.editor.undo();
  }

  #snapTo(layerId: LayerId, bounds: Bounds): SnapTo {
    const { editor, air } = this.#studio;
    const { format, scenes, layers } = editor.document;
    const others = (scenes[air.sceneId]?.layerIds ?? []).flatMap((id) => {
      const layer = layers[id];
      return layer && id !== layerId && layer.isVisible ? [layer.frame] : [];
    });
    return { others, program: format, tolerancePx: (SNAP_REACH_PX * format.widthPx) / bounds.width };
  }
}
