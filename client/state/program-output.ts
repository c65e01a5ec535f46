import type { ParticipantId } from '../../shared/ids.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import { participantOf, type CrewState } from '../../shared/show/crew.ts';
import type { ShowEvent } from '../../shared/show/event.ts';
import type { ShowPhase } from '../../shared/show/state.ts';
import type { CompositorStats } from '../compositor/messages.ts';
import type { Connection, TickArguments } from '../net/connection.ts';
import type { Publisher, PublisherHandlers, SendingFlow } from '../publish/publisher.ts';
import type { Attempts } from './attempts.ts';
import { Broadcast } from './broadcast.svelte.ts';
import { Health } from './health.svelte.ts';
import type { Production } from './production.svelte.ts';
import { publishCalls } from './publish-calls.ts';
import { StandBy } from './stand-by.ts';
import type { StudioOptions } from './studio-options.ts';

/** What the line to the server says now. */
type Standing = {
  readonly phase: ShowPhase;
  readonly isOnAir: boolean;
  readonly makesProgram: boolean;
  /** Null before they are known. */
  readonly crew: CrewState | null;
  readonly selfId: ParticipantId | null;
};

type Options = Pick<StudioOptions, 'publish' | 'clock' | 'log' | 'nowMs' | 'onHandover'> & {
  readonly production: Production;
  readonly attempts: Attempts;
  readonly call: Connection['call'];
  readonly standing: () => Standing;
};

/** Whether this page's program goes out: published while the page makes it, ready to be while another page does. */
export class ProgramOutput {
  readonly health = new Health();
  readonly broadcast: Broadcast;
  readonly #options: Options;
  readonly #standBy: StandBy;

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    const { call, attempts, clock, log } = options;
    this.broadcast = scope.use(
      new Broadcast(
        {
          publish: (child, onState, flow) => this.#publish(child, onState, flow),
          startShow: () => call('show.start', {}),
          endShow: () => call('show.end', {}),
          clock,
          log,
        },
        scope,
      ),
    );
    const tell = () => attempts.ask(() => call('production.standBy', { standby: 'ready' }));
    this.#standBy = new StandBy({ tell });
  }

  handleStats(stats: CompositorStats): void {
    this.health.handleCompositor(stats, this.#options.nowMs());
    this.#standBy.handleComposing();
  }

  handleOpened(opened: Opened): void {
    const { makesProgram, phase } = this.#options.standing();
    if (makesProgram) void this.#options.attempts.attempt(() => this.broadcast.handleOpened(opened, phase));
    // What the server has forgotten with the page's session is made ready once more.
    else if (opened.session === 'fresh') void this.broadcast.stop();
    this.#followCrew();
  }

  handleEvent(event: ShowEvent): void {
    const { type } = event;
    if (type === 'production.handedOver') this.#tellHandover(event);
    if (type === 'show.started' || type === 'production.handedOver') this.#followMaker();
    if (type === 'show.ended') void this.broadcast.stop();
    this.#followCrew();
  }

  handleTick(...[type, data]: TickArguments): void {
    const { isOnAir, makesProgram } = this.#options.standing();
    const hasPart = makesProgram || this.#standsBy;
    // The last reports of a show that ended say nothing about the next one.
    if (type === 'latency.measured' && isOnAir) this.health.handleLatency(data);
    if (type === 'publish.lost' && hasPart) {
      void this.#options.attempts.attempt(() => this.broadcast.handleLost());
    }
  }

  /** The server will not have this page any more. */
  handleRefused(): void {
    this.#standBy.follow(null, null);
    void this.broadcast.stop();
  }

  /** What is composed here all the time goes out at once when it is this page's turn, as after a reload on air. */
  #followMaker(): void {
    const { isOnAir, makesProgram } = this.#options.standing();
    if (!makesProgram || !isOnAir) return;
    this.health.handleOn();
    void this.#options.attempts.attempt(() => this.broadcast.handleStarted());
  }

  #tellHandover({ makerId, cause }: Extract<ShowEvent, { type: 'production.handedOver' }>): void {
    const { crew, makesProgram } = this.#options.standing();
    const name = (crew && participantOf(crew, makerId)?.name) ?? null;
    this.#options.onHandover({ to: makesProgram ? 'this-page' : 'another', name, cause });
  }

  #followCrew(): void {
    const { crew, selfId, makesProgram } = this.#options.standing();
    this.#standBy.follow(crew, selfId);
    if (makesProgram) return;
    if (this.#standsBy) void this.#options.attempts.ask(() => this.broadcast.standBy());
    else void this.broadcast.stop();
  }

  /** Whether this page is the one that takes over when the maker of a show on air is lost. */
  get #standsBy(): boolean {
    const { crew, selfId, isOnAir } = this.#options.standing();
    return isOnAir && selfId !== null && crew?.production?.standbyId === selfId;
  }

  #publish(scope: Scope, onState: PublisherHandlers['onState'], flow: SendingFlow): Promise<Publisher> {
    const { publish, production, call } = this.#options;
    this.health.handleOn();
    scope.defer(() => this.health.handleOff());
    return publish(
      {
        video: production.compositor.track,
        audio: production.mixer.track,
        format: production.editor.document.format,
        contentHint: production.contentHint,
        flow,
        ...publishCalls(call),
      },
      { onState, onHealth: (health) => this.health.handlePublisher(health) },
      scope,
    );
  }
}
