import * as v from 'valibot';
import { EditId, makeId, type SceneId } from '../ids.ts';
import { assert } from '../invariant.ts';
import type { Random } from '../random.ts';
import { between, type Diff } from './diff.ts';
import type { SceneDocument } from './document.ts';
import { EMPTY_HISTORY, recordEdit, undo, type History } from './history.ts';
import { randomEdit } from './random-edits.ts';
import { aStarter } from './sample-documents.ts';
import { receiveEdit, refuseSent, sendNext, shareDocument, type SharedDocument } from './shared-document.ts';
import { editShared, SceneEdit, sceneEditOf } from './shared-edit.ts';

type Who = 'ann' | 'bob';
type Request = { readonly editId: EditId; readonly edit: SceneEdit };
type News = { readonly editId: EditId; readonly document: SceneDocument | 'refused' };
type Desk = { shared: SharedDocument; history: History; readonly up: Request[]; readonly down: News[] };

const BOTH = ['ann', 'bob'] as const;

/** What the wire does to an edit. */
const overTheWire = (edit: SceneEdit): SceneEdit => v.parse(SceneEdit, JSON.parse(JSON.stringify(edit)));

/**
 * Two pages that edit one document, the server, and a network with any delays that keeps the order of each line; for tests.
 * It keeps account of who said what, so that an undo can be held against it.
 */
export class EditedByTwo {
  /** The server's. */
  document: SceneDocument;
  readonly #random: Random;
  readonly #onAirSceneId: SceneId;
  readonly #desks: Readonly<Record<Who, Desk>>;
  readonly #said = new Set<string>();
  #phase: 'editing' | 'undoing' = 'editing';
  /** What undos have changed although it was not theirs. */
  readonly foreign: string[] = [];

  constructor(random: Random) {
    this.#random = random;
    this.document = aStarter();
    const [sceneId] = this.document.sceneIds;
    assert(sceneId, 'a document has a scene');
    this.#onAirSceneId = sceneId;
    const desk = (): Desk => ({ shared: shareDocument(this.document), history: EMPTY_HISTORY, up: [], down: [] });
    this.#desks = { ann: desk(), bob: desk() };
  }

  /** What the two see. */
  get seen(): readonly SceneDocument[] {
    return BOTH.map((who) => this.#desks[who].shared.local);
  }

  edit(): void {
    const who = this.#random() < 0.5 ? 'ann' : 'bob';
    const desk = this.#desks[who];
    const before = desk.shared.local;
    const { label, edited } = randomEdit(before, this.#random);
    if (!edited.ok || !edited.value.sceneIds.includes(this.#onAirSceneId)) return;
    const mode = this.#random() < 0.5 ? 'record' : 'merge-with-last';
    desk.history = recordEdit(desk.history, { before, after: edited.value, label, mode });
    this.#see(who, edited.value);
  }

  /** Whether there was something to take back. */
  undo(who: Who): boolean {
    this.#phase = 'undoing';
    const desk = this.#desks[who];
    const stepped = undo(desk.history, desk.shared.local, this.#onAirSceneId);
    assert(stepped.ok, 'the scene on air was there from the beginning');
    const { history, document, label } = stepped.value;
    desk.history = history;
    this.#see(who, document);
    return label !== null;
  }

  /** Some of what is under way arrives. */
  wait(): void {
    for (const who of BOTH) {
      if (this.#random() < 0.5) this.#send(who);
      while (this.#random() < 0.4) this.#reachServer(who);
      while (this.#random() < 0.4) this.#reachDesk(who);
    }
  }

  /** All that is under way arrives. */
  settle(): void {
    const isBusy = (): boolean => BOTH.some((who) => this.#isBusy(this.#desks[who]));
    for (let round = 0; round === 0 || isBusy(); round += 1) {
      assert(round < 100, 'there is nothing to say any more at some time');
      for (const who of BOTH) {
        this.#send(who);
        this.#reachServer(who);
      }
      for (const who of BOTH) while (this.#reachDesk(who));
    }
  }

  /** Somebody has made `document` of what they saw. */
  #see(who: Who, document: SceneDocument): void {
    const desk = this.#desks[who];
    const edit = sceneEditOf(between(desk.shared.local, document));
    for (const saying of sayingsOf(edit)) this.#said.add(`${who} ${saying}`);
    desk.shared = { ...desk.shared, local: document };
  }

  #isBusy({ shared, up, down }: Desk): boolean {
    const isIdle = shared.sent === null && up.length === 0 && down.length === 0;
    const next = { editId: makeId(EditId, this.#random), onAirSceneId: this.#onAirSceneId };
    return !isIdle || sendNext(shared, next) !== null;
  }

  #send(who: Who): void {
    const desk = this.#desks[who];
    const editId = makeId(EditId, this.#random);
    const next = sendNext(desk.shared, { editId, onAirSceneId: this.#onAirSceneId });
    if (next === null) return;
    desk.shared = next;
    desk.up.push({ editId, edit: overTheWire(next.sent.edit) });
  }

  #reachServer(who: Who): void {
    const request = this.#desks[who].up.shift();
    if (request === undefined) return;
    const { editId, edit } = request;
    const edited = editShared(this.document, edit);
    if (!edited.ok || !edited.value.sceneIds.includes(this.#onAirSceneId)) {
      this.#desks[who].down.push({ editId, document: 'refused' });
      return;
    }
    if (this.#phase === 'undoing') this.#holdAgainst(who, between(this.document, edited.value));
    this.document = edited.value;
    for (const each of BOTH) this.#desks[each].down.push({ editId, document: this.document });
  }

  #reachDesk(who: Who): boolean {
    const desk = this.#desks[who];
    const news = desk.down.shift();
    if (news === undefined) return false;
    const { editId, document } = news;
    desk.shared = document === 'refused' ? refuseSent(desk.shared) : receiveEdit(desk.shared, editId, document);
    return true;
  }

  /** What an undo changed must have been said by its own editor: put there, taken away, or given the value that it had. */
  #holdAgainst(who: Who, diff: Diff): void {
    const foreign = takenBackBy(diff).filter((saying) => !this.#said.has(`${who} ${saying}`));
    this.foreign.push(...foreign.map((saying) => `${who} ${saying}`));
  }
}

const said = (id: string, property: string, value: unknown): string => `${id}.${property} = ${JSON.stringify(value)}`;

/** Who comes or goes with something else is part of it: the layers of a scene, or of a source. */
const followsOther = (id: string, { scenes, sources, layers }: Diff): boolean => {
  const layer = Object.values(layers.removed).find((removed) => removed.id === id);
  if (layer === undefined) return false;
  const isInScene = Object.values(scenes.removed).some(({ layerIds }) => layerIds.includes(layer.id));
  return isInScene || (layer.content.kind === 'source' && Object.hasOwn(sources.removed, layer.content.sourceId));
};

/** The properties that say something by themselves: orders follow from what is put into them, and a host from its source. */
const propertiesOf = (record: object): readonly (readonly [string, unknown])[] =>
  Object.entries<unknown>({ ...record }).filter(([property, value]) => property !== 'layerIds' && !isPeople(value));

const isPeople = (value: unknown): boolean => typeof value === 'object' && value !== null && 'hostSourceId' in value;

const sayingsOf = ({ sources, scenes, layers, fields }: SceneEdit): readonly string[] => [
  ...[sources, scenes, layers].flatMap(({ added, updated, removed }) => [
    ...Object.entries<object>(added).flatMap(([id, record]) => [
      `${id} is put in`,
      ...propertiesOf(record).map(([property, value]) => said(id, property, value)),
    ]),
    ...Object.keys(removed).map((id) => `${id} is taken away`),
    ...Object.entries(updated).flatMap(([id, { to }]) =>
      propertiesOf(to).map(([property, value]) => said(id, property, value)),
    ),
  ]),
  ...valuesOf(fields, 'to'),
];

const takenBackBy = (diff: Diff): readonly string[] => [
  ...[diff.sources, diff.scenes, diff.layers].flatMap(({ added, updated, removed }) => [
    ...Object.keys(added).map((id) => `${id} is taken away`),
    ...Object.keys(removed)
      .filter((id) => !followsOther(id, diff))
      .map((id) => `${id} is put in`),
    ...Object.entries<{ from: object; to: object }>(updated).flatMap(([id, { from, to }]) => {
      const now = new Map(propertiesOf(to));
      return propertiesOf(from)
        .filter(([property, value]) => JSON.stringify(now.get(property)) !== JSON.stringify(value))
        .map(([property, value]) => said(id, property, value));
    }),
  ]),
  ...valuesOf(diff.fields, 'from'),
];

/** The orders are left out: they are merged, and hold what was put in. */
const valuesOf = ({ format, transition, programAudio }: Diff['fields'], side: 'from' | 'to'): readonly string[] =>
  Object.entries({ format, transition, programAudio }).flatMap(([field, both]) =>
    both === null ? [] : [said('program', field, both[side])],
  );
