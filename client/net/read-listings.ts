import { channelDataPath, ChannelPage, ListedShows, LOBBY_PATH, type ListedShow } from '../../shared/protocol/lobby.ts';
import { ask, pageFetch, readAs } from './ask.ts';

/** Live and coming shows. The browser asks whether they have changed; nothing is sent when they have not. */
export const readLobby = async (signal: AbortSignal): Promise<readonly ListedShow[]> =>
  readAs(ListedShows, await ask(pageFetch, LOBBY_PATH, { signal })).shows;

/** The shows of a channel. `channel.not-found`. */
export const readChannel = async (handle: string, signal: AbortSignal): Promise<readonly ListedShow[]> =>
  readAs(ChannelPage, await ask(pageFetch, channelDataPath(handle), { signal })).shows;
