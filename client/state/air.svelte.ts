import type { CalloutId, ItemId, SceneId } from '../../shared/ids.ts';
import { isSameCard } from '../../shared/scene/card.ts';
import type { TransitionChoice } from '../../shared/scene/document.ts';
import { EMPTY_STAGE, type CalloutCard, type Program, type StageSeats } from '../../shared/scene/program.ts';
import type { ChatMessage } from '../../shared/show/chat-message.ts';
import { isSameStage } from '../../shared/scene/stage.ts';

type AirOptions = {
  readonly sceneId: SceneId;
  readonly nowMs: () => number;
  readonly onChange: (program: Program) => void;
};

/**
 * How long before its first frame a card is known. Its mark goes through the show's log to the viewers' pages while the frame
 * goes through the SFU; the mark has to be there first, on busy computers too, and an eye that waits for a click's effect does not
 * notice less than this.
 */
const CARD_LEAD_MS = 150;

/** What the program shows besides the document: the scene on air, the running fade, the callout's card, a comment, and the stage. */
export class Air {
  readonly #nowMs: () => number;
  readonly #onChange: (program: Program) => void;
  #program: Program;

  constructor({ sceneId, nowMs, onChange }: AirOptions) {
    this.#nowMs = nowMs;
    this.#onChange = onChange;
    this.#program = $state.raw({ sceneId, fade: null, callout: null, comment: null, stage: EMPTY_STAGE });
  }

  get program(): Program {
    return this.#program;
  }

  get sceneId(): SceneId {
    return this.#program.sceneId;
  }

  /** Puts a scene into the program. Taking the scene that is there already changes nothing. */
  take(sceneId: SceneId, transition: TransitionChoice): void {
    if (sceneId === this.#program.sceneId) return;
    const fade =
      transition.kind === 'fade'
        ? { fromSceneId: this.#program.sceneId, startedAtMs: this.#nowMs(), durationMs: transition.durationMs }
        : null;
    this.#set({ ...this.#program, sceneId, fade });
  }

  /**
   * Shows the card, or changes what the card of the same callout says (a new price) without entering again. A card that takes
   * another's place does so at once: the picture would be without any meanwhile.
   */
  showCallout(calloutId: CalloutId, itemId: ItemId, card: CalloutCard): void {
    const shown = this.#program.callout;
    const isShown = shown?.calloutId === calloutId && shown.closedAtMs === null;
    if (isShown && isSameCard(shown.card, card)) return;
    const isReplaced = shown !== null && shown.closedAtMs === null;
    const openedAtMs = isShown ? shown.openedAtMs : this.#nowMs() + (isReplaced ? 0 : CARD_LEAD_MS);
    this.#set({ ...this.#program, callout: { calloutId, itemId, card, openedAtMs, closedAtMs: null } });
  }

  hideCallout(): void {
    const shown = this.#program.callout;
    if (!shown || shown.closedAtMs !== null) return;
    this.#set({ ...this.#program, callout: { ...shown, closedAtMs: this.#nowMs() } });
  }

  /** Shows what somebody wrote, in the place of what somebody else did; null takes it off. */
  setComment(message: ChatMessage | null): void {
    const shown = this.#program.comment;
    const shownId = shown?.closedAtMs === null ? shown.messageId : null;
    if (message === null || message.text === null) {
      if (shown && shownId !== null) this.#set({ ...this.#program, comment: { ...shown, closedAtMs: this.#nowMs() } });
      return;
    }
    if (shownId === message.id) return;
    const { id: messageId, author, text } = message;
    const comment = { messageId, name: author.name, text, openedAtMs: this.#nowMs(), closedAtMs: null };
    this.#set({ ...this.#program, comment });
  }

  /** Shows who is on stage; people move to their places. */
  setStage(seats: StageSeats): void {
    if (!isSameStage(this.#program.stage, seats)) this.#set({ ...this.#program, stage: seats });
  }

  #set(program: Program): void {
    this.#program = program;
    this.#onChange(program);
  }
}
