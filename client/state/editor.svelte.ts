import type { LayerId, SceneId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Layer, SceneDocument } from '../../shared/scene/document.ts';
import {
  EMPTY_HISTORY,
  recordEdit,
  redo,
  redoLabel,
  sealHistory,
  undo,
  undoLabel,
  type EditLabel,
  type History,
  type HistoryStep,
  type RecordMode,
} from '../../shared/scene/history.ts';

type Options = {
  readonly document: SceneDocument;
  /** The scene that viewers see, which no undo may remove; null off air. */
  readonly onAirSceneId: () => SceneId | null;
  readonly onChange: (document: SceneDocument, by: ChangedBy) => void;
};

/** `self`: an edit in this page, or its undo. `others`: the document came as it is from elsewhere. */
export type ChangedBy = 'self' | 'others';

export type Edit = (document: SceneDocument) => Result<SceneDocument>;

/** The document with the undo history of what was done here, and the layer that is selected. */
export class Editor {
  readonly #options: Options;
  #document: SceneDocument;
  #history = $state.raw<History>(EMPTY_HISTORY);
  #selectedId = $state.raw<LayerId | null>(null);
  readonly #selected = $derived.by(() => (this.#selectedId ? (this.#document.layers[this.#selectedId] ?? null) : null));
  readonly #undoLabel = $derived(undoLabel(this.#history));
  readonly #redoLabel = $derived(redoLabel(this.#history));

  constructor(options: Options) {
    this.#options = options;
    this.#document = $state.raw(options.document);
  }

  get document(): SceneDocument {
    return this.#document;
  }

  get selected(): Layer | null {
    return this.#selected;
  }

  get undoLabel(): EditLabel | null {
    return this.#undoLabel;
  }

  get redoLabel(): EditLabel | null {
    return this.#redoLabel;
  }

  select(layerId: LayerId | null): void {
    this.#selectedId = layerId;
  }

  /** Applies an edit and notes it for undo; a refused one changes nothing. */
  edit(label: EditLabel, make: Edit, mode: RecordMode = 'record'): Result<SceneDocument> {
    const before = this.#document;
    const made = make(before);
    if (!made.ok) return made;
    this.#history = recordEdit(this.#history, { before, after: made.value, label, mode });
    this.#set(made.value, 'self');
    return made;
  }

  /** Goes on with another document, as after a reload: nothing is selected, and there is nothing to undo. */
  replace(document: SceneDocument): void {
    this.#history = EMPTY_HISTORY;
    this.#selectedId = null;
    this.#set(document, 'others');
  }

  /** Goes on with what others have made of the document: a drag, and what was done here, go on and can be taken back. */
  adopt(document: SceneDocument): void {
    if (this.#selectedId !== null && document.layers[this.#selectedId] === undefined) this.#selectedId = null;
    this.#set(document, 'others');
  }

  /** Ends a drag, a burst of arrow keys or a stretch of typing: the next edit is a step of its own. */
  seal(): void {
    this.#history = sealHistory(this.#history);
  }

  /** The label of what was undone, null when there was nothing to undo. */
  undo(): Result<EditLabel | null> {
    return this.#step(undo(this.#history, this.#document, this.#options.onAirSceneId()));
  }

  redo(): Result<EditLabel | null> {
    return this.#step(redo(this.#history, this.#document, this.#options.onAirSceneId()));
  }

  #step(stepped: Result<HistoryStep>): Result<EditLabel | null> {
    if (!stepped.ok) return stepped;
    const { history, document, label } = stepped.value;
    this.#history = history;
    this.#set(document, 'self');
    return ok(label);
  }

  #set(document: SceneDocument, by: ChangedBy): void {
    if (document === this.#document) return;
    this.#document = document;
    this.#options.onChange(document, by);
  }
}
