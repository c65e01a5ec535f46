import type { ParticipantId } from '../../shared/ids.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { CrewMedia, EncodingChoice } from '../../shared/protocol/crew-media.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { MediaSwitches } from '../../shared/show/participant.ts';
import type { Connection, TickArguments } from '../net/connection.ts';
import type { CrewPathState, MediaSending } from '../publish/crew-sender.ts';
import type { PublisherHealth } from '../publish/health.ts';

/**
 * How a person's media comes to this page. `none`: they send nothing that this page may receive. `connecting`: announced, and
 * nothing has arrived yet. `lost`: their line or ours is down, and what was last seen is old.
 */
export type PersonMediaStatus = 'connecting' | 'live' | 'none' | 'lost';

/** Where received tracks go: the compositor, the mixer, the monitor. */
export type CrewSinks = {
  /** Once more with another track when a stream comes anew: it takes the former one's place. */
  attach(participantId: ParticipantId, media: CrewMedia, track: MediaStreamTrack): void;
  detach(participantId: ParticipantId, media: CrewMedia): void;
};

/** Opens a page's part over its line to the server. */
export type OpenCrewMedia = (call: Connection['call'], sinks: CrewSinks, scope: Scope) => CrewMediaLine;

/** What a page sends to the others in the studio and receives from them. Reads are reactive. */
export type CrewMediaLine = Closable & {
  /** The line to the server opened, at first or again. */
  handleOpened(opened: Opened): void;
  handleEvent(logged: LoggedEvent): void;
  handleTick(...tick: TickArguments): void;
  handleNetworkChange(): void;

  /** What is sent of `media`; null ends it. See `CrewSender.send`. */
  send(media: CrewMedia, track: MediaStreamTrack | null): void;
  /** What the person has turned on: by their own word, or off by the host's. */
  readonly switches: MediaSwitches;
  /** Turns something on or off: at once here, and for everybody when the server has heard it. */
  setSwitches(change: Partial<MediaSwitches>): void;
  readonly path: CrewPathState;
  sending(media: CrewMedia): MediaSending;
  readonly health: PublisherHealth | null;

  status(participantId: ParticipantId): PersonMediaStatus;
  track(participantId: ParticipantId, media: CrewMedia): MediaStreamTrack | null;
  /** Who sends `media` to this page now. */
  senders(media: CrewMedia): readonly ParticipantId[];
  /** Not reactive: read it as often as a meter moves. dBFS; null while nothing comes. */
  levelDb(participantId: ParticipantId, media: CrewMedia): number | null;
  tune(participantId: ParticipantId, media: CrewMedia, encoding: EncodingChoice, flow: 'on' | 'off'): void;
};
