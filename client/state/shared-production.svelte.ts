import { ERRORS } from '../../shared/errors.ts';
import { EditId, makeId, type ParticipantId, type SceneId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { summarize, type EditSummary } from '../../shared/scene/edit-summary.ts';
import {
  isConfirmed,
  loseSent,
  rebase,
  receiveEdit,
  refuseSent,
  restoreScene,
  sendNext,
  shareDocument,
  type SentEdit,
  type SharedDocument,
} from '../../shared/scene/shared-document.ts';
import { participantOf, type CrewState } from '../../shared/show/crew.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { Production as LoggedProduction } from '../../shared/show/production-state.ts';
import type { Connection } from '../net/connection.ts';
import type { TimerId } from '../platform/clock.ts';
import type { Attempts } from './attempts.ts';
import type { Production, Taken } from './production.svelte.ts';
import { SharedTakes, type OnAir, type Told } from './shared-takes.ts';
import type { StudioDraft, StudioOptions } from './studio-options.ts';

/** At most one edit in this time: a drag is many in the page, and others do not see it more smoothly by more. */
const EDIT_INTERVAL_MS = 120;
/** Until the next try when the server could not do something just now. */
const RETRY_MS = 2_000;
/** How long it is said who changed something: long enough to look there, too short to pile up. */
const LAST_CHANGE_MS = 3_000;

/** What somebody else changed last, and who. */
export type LastChange = {
  readonly name: string;
  readonly change: EditSummary | { readonly kind: 'scene-taken'; readonly what: string };
};

type Options = Pick<StudioOptions, 'draft' | 'clock' | 'random' | 'onProblem'> & {
  readonly production: Production;
  readonly call: Connection['call'];
  readonly attempts: Attempts;
  /** Whose page this is; null before the line has opened. */
  readonly selfId: () => ParticipantId | null;
  /** The log's state, which knows of an event before `handleEvent`. */
  readonly crew: () => CrewState | null;
};

/**
 * Shares with the log what is edited and taken in this page, and brings what others do. Until the log has a production, and
 * whenever the line is away, the page goes on by itself; what was done meanwhile is told afterwards.
 */
export class SharedProduction implements Closable {
  readonly #options: Options;
  readonly #takes: SharedTakes;
  /** As the page shows it; set before the editor has it. */
  #document: SharedDocument;
  /** `apart`: the log has no production, as far as is known. */
  #stage: 'apart' | 'opening' | 'joined' = 'apart';
  /** `held`: nothing can be said, because the line is away, or missed events are still to come. */
  #line: 'held' | 'free' = 'held';
  #sendNotBeforeMs = 0;
  #sendTimer: TimerId | null = null;
  #retryTimer: TimerId | null = null;
  #changeTimer: TimerId | null = null;
  #lastChange = $state.raw<LastChange | null>(null);

  constructor(options: Options) {
    this.#options = options;
    this.#document = documentOf(options.draft);
    this.#takes = new SharedTakes({
      onAir: onAirOf(options.draft),
      isKnown: (sceneId) => this.#document.confirmed.sceneIds.includes(sceneId),
      tell: (taken) => this.#tell('production.take', taken),
      show: (taken) => this.#showTaken(taken),
    });
  }

  /** Who else has just changed something; null a moment later. */
  get lastChange(): LastChange | null {
    return this.#lastChange;
  }

  /** What the log has, while it lacks something of what this page has; null when it has everything. */
  get confirmed(): StudioDraft['confirmed'] {
    const onAirSceneId = this.#takes.loggedId;
    const hasTaken = onAirSceneId === this.#options.production.air.sceneId;
    return hasTaken && isConfirmed(this.#document) ? null : { document: this.#document.confirmed, onAirSceneId };
  }

  /** The document has changed by what was done in this page, or this page begins to work on it. */
  handleEdited(document: SceneDocument): void {
    this.#document = this.#hasBegun ? { ...this.#document, local: document } : shareDocument(document);
    this.#work();
  }

  /** A scene was taken in this page. */
  handleTaken(taken: Taken): void {
    if (this.#hasBegun) this.#takes.handleTaken(taken);
    else this.#takes.restart({ logged: taken, wanted: null });
    this.#work();
  }

  handleOpened({ show }: Opened): void {
    const production = this.#logged;
    if (production) this.#join(production);
    if (show === null) void this.#catchUp();
    else this.#free();
  }

  handleEvent({ event }: LoggedEvent): void {
    const production = this.#logged;
    if (!production) return;
    switch (event.type) {
      case 'production.opened':
        this.#join(production);
        break;
      case 'production.edited':
        this.#change(receiveEdit(this.#document, event.editId, production.document));
        this.#noteChange(event.participantId, summarize(event.edit, production.document));
        break;
      case 'production.taken':
        this.#takes.handleLogged(production.onAir);
        this.#noteChange(event.participantId, { kind: 'scene-taken', what: nameOf(production, event.sceneId) });
        break;
      default:
        return;
    }
    this.#options.production.save();
    this.#work();
  }

  /** Goes on with what another page of the same browser has kept. */
  restart(draft: StudioDraft): void {
    this.#document = documentOf(draft);
    this.#takes.restart(onAirOf(draft));
    this.#stage = 'apart';
    this.#line = 'held';
  }

  close(): void {
    const { clock } = this.#options;
    for (const timer of [this.#sendTimer, this.#retryTimer, this.#changeTimer]) {
      if (timer !== null) clock.clearTimeout(timer);
    }
  }

  get #isJoined(): boolean {
    return this.#stage === 'joined';
  }

  /** Whether this page works on its document; where it has not begun, nothing of it is wanted once the log has one. */
  get #hasBegun(): boolean {
    const { production } = this.#options;
    return !production.isWelcoming && !production.isWaiting;
  }

  get #logged(): LoggedProduction | null {
    return this.#options.crew()?.production ?? null;
  }

  #join({ document, onAir }: LoggedProduction): void {
    const { production } = this.#options;
    const isFirst = !this.#isJoined;
    this.#stage = 'joined';
    this.#change(rebase(this.#document, document));
    this.#takes.handleLogged({ sceneId: onAir.sceneId, transition: CUT });
    if (isFirst) production.join();
    production.save();
  }

  /** Shows `next`, below a scene on air that it has. */
  #change(next: SharedDocument): void {
    const { production } = this.#options;
    this.#document = next;
    if (!next.local.sceneIds.includes(production.air.sceneId)) this.#takes.giveUp();
    production.editor.adopt(this.#document.local);
  }

  #showTaken(taken: Taken): void {
    const { production } = this.#options;
    const { editor } = production;
    this.#document = restoreScene(this.#document, taken.sceneId);
    if (!editor.document.sceneIds.includes(taken.sceneId)) editor.adopt(this.#document.local);
    production.followTaken(taken);
    editor.adopt(this.#document.local);
  }

  /** What was being told when the line broke may be among the events that follow: they are all here when this is answered. */
  async #catchUp(): Promise<void> {
    const { attempts, call } = this.#options;
    const answered = await attempts.ask(() => call('clock.ping', {}));
    if (answered.ok) this.#free();
  }

  #free(): void {
    this.#line = 'free';
    this.#work();
  }

  /** Tells the log what it does not know, as far as that is possible now. */
  #work(): void {
    if (this.#line === 'held') return;
    if (this.#stage === 'apart') void this.#open();
    if (!this.#isJoined) return;
    this.#takes.send();
    this.#sendEdit();
  }

  /** The first document counts: when another page was faster, its document comes with the event. */
  async #open(): Promise<void> {
    const { crew, production } = this.#options;
    if (!this.#hasBegun || crew() === null) return;
    const { document } = production.editor;
    const { sceneId } = production.air;
    this.#stage = 'opening';
    this.#document = shareDocument(document);
    this.#takes.restart({ logged: { sceneId, transition: CUT }, wanted: null });
    const told = await this.#tell('production.open', { document, sceneId });
    if (told === 'done' || this.#isJoined) return;
    // Refused for good, the page goes on by itself until the line opens anew.
    this.#line = 'held';
    this.#stage = 'apart';
  }

  #sendEdit(): void {
    if (this.#document.sent !== null) return;
    const { clock, random } = this.#options;
    const waitMs = this.#sendNotBeforeMs - clock.now();
    if (waitMs > 0 && !this.#takes.isWaiting) return this.#sendAfter(waitMs);
    const next = sendNext(this.#document, { editId: makeId(EditId, random), onAirSceneId: this.#takes.loggedId });
    if (next === null) return;
    this.#sendNotBeforeMs = clock.now() + EDIT_INTERVAL_MS;
    this.#change(next);
    void this.#deliver(next.sent);
  }

  /** A taken edit has come back as an event before its answer. */
  async #deliver({ editId, edit }: SentEdit): Promise<void> {
    const told = await this.#tell('production.edit', { editId, edit });
    if (told === 'done' || this.#document.sent?.editId !== editId) return;
    this.#change(told === 'refused' ? refuseSent(this.#document) : loseSent(this.#document));
    this.#work();
  }

  async #tell<Method extends Extract<MethodName, `production.${string}`>>(
    method: Method,
    params: MethodParams<Method>,
  ): Promise<Told> {
    const { attempts, call, onProblem } = this.#options;
    const told = await attempts.ask(() => call(method, params));
    if (told.ok) return 'done';
    const { code } = told.error;
    if (ERRORS[code].retry === 'never') {
      onProblem(code);
      return 'refused';
    }
    this.#line = 'held';
    if (code !== 'net.unreachable') this.#retry();
    return 'later';
  }

  #sendAfter(waitMs: number): void {
    this.#sendTimer ??= this.#options.clock.setTimeout(() => {
      this.#sendTimer = null;
      this.#work();
    }, waitMs);
  }

  #retry(): void {
    this.#retryTimer ??= this.#options.clock.setTimeout(() => {
      this.#retryTimer = null;
      this.#free();
    }, RETRY_MS);
  }

  #noteChange(participantId: ParticipantId, change: LastChange['change']): void {
    const { clock, crew, selfId } = this.#options;
    const known = crew();
    const person = known && participantOf(known, participantId);
    if (!person || participantId === selfId()) return;
    this.#lastChange = { name: person.name, change };
    if (this.#changeTimer !== null) clock.clearTimeout(this.#changeTimer);
    this.#changeTimer = clock.setTimeout(() => {
      this.#changeTimer = null;
      this.#lastChange = null;
    }, LAST_CHANGE_MS);
  }
}

const nameOf = ({ document }: LoggedProduction, sceneId: SceneId): string => document.scenes[sceneId]?.name ?? '';

const CUT = { kind: 'cut' } as const;

const documentOf = ({ document, confirmed }: StudioDraft): SharedDocument => ({
  confirmed: confirmed?.document ?? document,
  local: document,
  sent: null,
});

const onAirOf = ({ onAirSceneId, confirmed }: StudioDraft): OnAir => {
  const isTold = confirmed === null || confirmed.onAirSceneId === onAirSceneId;
  return {
    logged: { sceneId: confirmed?.onAirSceneId ?? onAirSceneId, transition: CUT },
    wanted: isTold ? null : { sceneId: onAirSceneId, transition: CUT },
  };
};
