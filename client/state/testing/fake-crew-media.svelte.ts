import type { ErrorCode } from '../../../shared/errors.ts';
import type { ParticipantId } from '../../../shared/ids.ts';
import type { CrewMedia } from '../../../shared/protocol/crew-media.ts';
import type { LoggedEvent } from '../../../shared/show/event.ts';
import type { MediaSwitches } from '../../../shared/show/participant.ts';
import type { TickArguments } from '../../net/connection.ts';
import type { CrewMediaLine, CrewSinks, PersonMediaStatus } from '../crew-media.svelte.ts';

const keyOf = (participantId: ParticipantId, media: CrewMedia): string => `${participantId} ${media}`;

/** Media among the crew without any: what the page sends, and what the test lets arrive. */
export class FakeCrewMedia implements CrewMediaLine {
  readonly sent = new Map<CrewMedia, MediaStreamTrack>();
  readonly tuned: string[] = [];
  readonly ticks: TickArguments[] = [];
  /** What the server stopped, until it is sent anew. */
  readonly failed = new Map<CrewMedia, ErrorCode>();
  /** Whose line is down. */
  readonly lost = new Set<ParticipantId>();
  readonly path = 'connected';
  readonly health = null;
  openings = 0;
  networkChanges = 0;
  isClosed = false;
  readonly #sinks: CrewSinks;
  readonly #selfId: ParticipantId;
  #received = $state.raw<ReadonlyMap<string, MediaStreamTrack>>(new Map());
  #switches = $state.raw<MediaSwitches>({ microphone: 'off', camera: 'off', screen: 'off' });

  constructor(selfId: ParticipantId, sinks: CrewSinks) {
    this.#selfId = selfId;
    this.#sinks = sinks;
  }

  get switches(): MediaSwitches {
    return this.#switches;
  }

  handleOpened(): void {
    this.openings += 1;
  }

  handleEvent({ event }: LoggedEvent): void {
    if (event.type === 'people.muted' && event.participantId === this.#selfId) this.setSwitches({ microphone: 'off' });
  }

  handleTick(...tick: TickArguments): void {
    this.ticks.push(tick);
  }

  handleNetworkChange(): void {
    this.networkChanges += 1;
  }

  send(media: CrewMedia, track: MediaStreamTrack | null): void {
    if (track !== (this.sent.get(media) ?? null)) this.failed.delete(media);
    if (track) this.sent.set(media, track);
    else this.sent.delete(media);
  }

  setSwitches(change: Partial<MediaSwitches>): void {
    this.#switches = { ...this.#switches, ...change };
  }

  sending(media: CrewMedia): ReturnType<CrewMediaLine['sending']> {
    const code = this.failed.get(media);
    if (code) return { state: 'failed', code };
    return this.sent.has(media) ? { state: 'sending' } : { state: 'off' };
  }

  /** Something of somebody arrives. */
  arrive(participantId: ParticipantId, media: CrewMedia, track: MediaStreamTrack): void {
    this.#received = new Map([...this.#received, [keyOf(participantId, media), track]]);
    this.#sinks.attach(participantId, media, track);
  }

  /** Nothing more of it comes. */
  go(participantId: ParticipantId, media: CrewMedia): void {
    this.#received = new Map([...this.#received].filter(([key]) => key !== keyOf(participantId, media)));
    this.#sinks.detach(participantId, media);
  }

  status(participantId: ParticipantId): PersonMediaStatus {
    const isHere = [...this.#received.keys()].some((key) => key.startsWith(`${participantId} `));
    if (!isHere) return 'none';
    return this.lost.has(participantId) ? 'lost' : 'live';
  }

  track(participantId: ParticipantId, media: CrewMedia): MediaStreamTrack | null {
    return this.#received.get(keyOf(participantId, media)) ?? null;
  }

  senders(): readonly ParticipantId[] {
    return [];
  }

  levelDb(): number | null {
    return null;
  }

  tune(participantId: ParticipantId, media: CrewMedia, encoding: 'high' | 'low', flow: 'on' | 'off'): void {
    this.tuned.push(`${keyOf(participantId, media)} ${encoding} ${flow}`);
  }

  close(): void {
    this.isClosed = true;
  }
}
