import type { ErrorCode } from '../../shared/errors.ts';
import type { ParticipantId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { maySendNow } from '../../shared/protocol/crew-media.ts';
import { participantOf, type CrewState } from '../../shared/show/crew.ts';
import type { OpenSource } from '../capture/open-source.ts';
import type { CrewMediaLine } from './crew-media.svelte.ts';
import { DeviceSlot, type SlotState } from './device-slot.svelte.ts';

type Options = {
  readonly media: Pick<CrewMediaLine, 'send'>;
  readonly crew: () => CrewState | null;
  readonly selfId: () => ParticipantId | null;
  /** Opens the microphone that speaks. The browser asks for permission the first time. */
  readonly openVoice: (signal: AbortSignal) => Promise<OpenSource>;
  readonly onProblem: (code: ErrorCode) => void;
};

/** A voice for the ears of the studio only: no viewer ever hears it. The microphone is open only while it is on. */
export class Talkback implements Closable {
  readonly #options: Options;
  readonly #microphone: DeviceSlot<OpenSource>;

  constructor(options: Options) {
    this.#options = options;
    this.#microphone = new DeviceSlot((source) => options.media.send('talkback', source?.audio ?? null));
  }

  /** Whether this page's person may speak to the studio now: not while viewers hear them. */
  get isPossible(): boolean {
    const { crew: readCrew, selfId: readSelf } = this.#options;
    const [crew, selfId] = [readCrew(), readSelf()];
    return crew !== null && selfId !== null && maySendNow(crew, selfId, 'talkback');
  }

  get state(): SlotState<OpenSource>['state'] {
    return this.#microphone.now.state;
  }

  /** A microphone that cannot be opened is told to the person by its sentence. */
  async turnOn(): Promise<void> {
    if (!this.isPossible) return;
    const opened = await this.#microphone.use(this.#options.openVoice);
    if (!opened.ok) this.#options.onProblem(opened.error.code);
  }

  turnOff(): void {
    this.#microphone.turnOff();
  }

  /** Somebody's place in the studio may have changed: whoever comes on air is off the talkback. */
  follow(): void {
    if (this.state !== 'off' && !this.isPossible) this.turnOff();
  }

  close(): void {
    this.#microphone.close();
  }
}

/** Who speaks to the studio off air now, by name. */
export const talkerNames = (crew: CrewState | null, media: Pick<CrewMediaLine, 'senders'>): readonly string[] =>
  crew === null ? [] : media.senders('talkback').flatMap((id) => participantOf(crew, id)?.name ?? []);
