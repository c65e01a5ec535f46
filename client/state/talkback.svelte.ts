import type { ErrorCode } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { OpenSource } from '../capture/open-source.ts';
import type { CrewMediaLine } from './crew-media.svelte.ts';
import { DeviceSlot, type SlotState } from './device-slot.svelte.ts';

type Options = {
  readonly media: Pick<CrewMediaLine, 'send'>;
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

  get state(): SlotState<OpenSource>['state'] {
    return this.#microphone.now.state;
  }

  /** A microphone that cannot be opened is told to the person by its sentence. */
  async turnOn(): Promise<void> {
    const opened = await this.#microphone.use(this.#options.openVoice);
    if (!opened.ok) this.#options.onProblem(opened.error.code);
  }

  turnOff(): void {
    this.#microphone.turnOff();
  }

  close(): void {
    this.#microphone.close();
  }
}
