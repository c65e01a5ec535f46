import type { ErrorCode } from '../../shared/errors.ts';
import type { ParticipantId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import { participantOf } from '../../shared/show/crew.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { MediaSwitches } from '../../shared/show/participant.ts';
import type { CrewMediaLine } from './crew-media.svelte.ts';
import { PERSON_MEDIA, type PersonDevices, type PersonMedia } from './person-devices.svelte.ts';

type Options = {
  readonly devices: PersonDevices;
  readonly media: Pick<CrewMediaLine, 'send' | 'sending' | 'switches' | 'setSwitches'>;
  /** Whose devices these are; null before it is known. */
  readonly selfId: () => ParticipantId | null;
  /** For a page that shows its own person too: what they let out now, null for nothing. The server sends nobody their own. */
  readonly onFlow?: (media: PersonMedia, track: MediaStreamTrack | null) => void;
};

/** Something that is turned on and does not get out. */
export type SendFailure = { readonly media: PersonMedia; readonly code: ErrorCode };

/** A person's devices on their way to the others in the studio, and what the others are told of them. */
export class OwnMedia implements Closable {
  readonly devices: PersonDevices;
  readonly #options: Options;
  #isMutedByOther = $state.raw(false);

  constructor(options: Options) {
    this.#options = options;
    this.devices = options.devices;
    this.devices.sendTo((media, track) => this.#send(media, track));
  }

  get switches(): MediaSwitches {
    return this.#options.media.switches;
  }

  /** Somebody in charge has turned the microphone off, and it has not been turned on since. */
  get isMutedByOther(): boolean {
    return this.#isMutedByOther;
  }

  /** What is turned on and cannot be sent, or was stopped by the server. */
  get failures(): readonly SendFailure[] {
    return PERSON_MEDIA.flatMap((media) => {
      const sending = this.#options.media.sending(media);
      const isWanted = media !== 'microphone' || this.switches.microphone === 'on';
      return sending.state === 'failed' && isWanted ? [{ media, code: sending.code }] : [];
    });
  }

  /** As if it were turned off and on: what failed once is not tried again by itself. */
  sendAgain(media: PersonMedia): void {
    this.#options.media.send(media, null);
    this.#options.media.send(media, this.devices.track(media));
  }

  turnMicrophone(wanted: 'on' | 'off'): void {
    this.devices.turnMicrophone(wanted);
    const isReady = this.devices.microphone.source !== null;
    // One that has yet to open is turned on when it has.
    if (wanted === 'off' || isReady) this.#switch({ microphone: wanted });
  }

  turnCamera(wanted: 'on' | 'off'): void {
    this.devices.turnCamera(wanted);
  }

  async turnScreen(wanted: 'on' | 'off'): Promise<void> {
    if (wanted === 'on') await this.devices.shareScreen();
    else this.devices.screen.turnOff();
  }

  /** Whoever was muted in another page of theirs is so here, whatever this one was about to send. After the line for media. */
  handleOpened({ show, self }: Opened): void {
    const person = show?.crew && self ? participantOf(show.crew, self.participantId) : null;
    if (person?.voice === 'muted') this.#handleMuted();
  }

  /** After the line for media has heard of it. */
  handleEvent({ event }: LoggedEvent): void {
    if (event.type !== 'people.muted' || event.participantId !== this.#options.selfId()) return;
    this.#handleMuted();
  }

  close(): void {
    this.devices.sendTo(null);
  }

  #handleMuted(): void {
    this.#isMutedByOther = true;
    // A reload must not turn it on again.
    this.devices.turnMicrophone('off');
    this.#flow('microphone', null);
  }

  #send(media: PersonMedia, track: MediaStreamTrack | null): void {
    this.#options.media.send(media, track);
    const isOn = track !== null ? 'on' : 'off';
    switch (media) {
      case 'microphone':
        return this.#switch({ microphone: track ? this.devices.choices.wants.microphone : 'off' });
      case 'camera':
        this.#switch({ camera: isOn });
        return this.#flow(media, track);
      case 'screen':
        this.#switch({ screen: isOn });
        return this.#flow(media, track);
      case 'screen-sound':
        return this.#flow(media, track);
    }
  }

  #switch(change: Partial<MediaSwitches>): void {
    if (change.microphone === 'on') this.#isMutedByOther = false;
    this.#options.media.setSwitches(change);
    if (change.microphone === undefined) return;
    this.#flow('microphone', change.microphone === 'on' ? (this.devices.microphone.source?.audio ?? null) : null);
  }

  #flow(media: PersonMedia, track: MediaStreamTrack | null): void {
    this.#options.onFlow?.(media, track);
  }
}
