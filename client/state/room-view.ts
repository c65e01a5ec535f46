import type { ParticipantId } from '../../shared/ids.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import type { Result } from '../../shared/result.ts';
import type { ShowCommandType } from '../../shared/show/command.ts';
import { makerOf, type CrewState } from '../../shared/show/crew.ts';
import type { Participant } from '../../shared/show/participant.ts';
import type { CrewMediaLine } from './crew-media.svelte.ts';
import type { ShowFeed } from './show-feed.svelte.ts';

/** What every page of somebody who came by a link shows of the studio. Reads are reactive. */
export type RoomView = {
  readonly feed: ShowFeed;
  readonly crew: CrewState | null;
  readonly selfId: ParticipantId | null;
  /** In the order of their arrival, oneself among them. */
  readonly people: readonly Participant[];
  /** The program as it goes out, small; null while nobody makes it. */
  readonly programReturn: MediaStreamTrack | null;
  /** Whether what was last seen of the program may be old: this page's line is down, or that of whoever makes the program. */
  readonly isReturnOld: boolean;
  may(command: ShowCommandType): boolean;
  /** Does something about somebody, as far as the role allows; a refusal has been told. */
  ask<Method extends MethodName>(method: Method, params: MethodParams<Method>): Promise<Result<unknown>>;
};

type Received = { readonly feed: ShowFeed; readonly media: Pick<CrewMediaLine, 'track' | 'status'> };

export const programReturn = ({ feed: { show }, media }: Received): MediaStreamTrack | null =>
  show?.crew ? media.track(makerOf(show.crew), 'return') : null;

export const isReturnOld = ({ feed: { line, show }, media }: Received): boolean =>
  line.state !== 'open' || (show?.crew ? media.status(makerOf(show.crew)) === 'lost' : false);
