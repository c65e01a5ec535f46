import type { ShowPhase } from '../../shared/show/state.ts';
import type { ConnectionState } from '../net/connection.ts';
import type { MediaPath, Picture } from './reception.svelte.ts';

/** What stands over the picture; `playing` is nothing. */
export type RoomState =
  | 'playing'
  | 'starts-soon'
  | 'connecting'
  | 'host-reconnecting'
  | 'reconnecting'
  | 'blocked'
  | 'ended'
  | 'cannot-receive';

type Known = {
  readonly phase: ShowPhase;
  readonly picture: Picture;
  readonly path: MediaPath;
  readonly line: ConnectionState;
};

/** One sentence at a time: what the show says comes first, then whose connection is broken. */
export const roomState = ({ phase, picture, path, line }: Known): RoomState => {
  if (phase === 'ended') return 'ended';
  if (phase === 'draft') return 'starts-soon';
  if (picture === 'unsupported') return 'cannot-receive';
  if (phase === 'interrupted') return 'host-reconnecting';
  if (picture === 'playing') return 'playing';
  if (line.state === 'waiting') return 'reconnecting';
  if (path === 'blocked') return 'blocked';
  if (picture === 'stalled') return 'reconnecting';
  return 'connecting';
};
