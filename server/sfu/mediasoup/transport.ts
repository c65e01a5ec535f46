import type { types } from 'mediasoup';
import { AppError } from '../../../shared/errors.ts';
import type { IceServer, TransportOffer } from '../../../shared/protocol/rtp.ts';
import { INITIAL_OUTGOING_BPS } from './settings.ts';
import type { LiveWorker } from './workers.ts';

/** The router of a room, the worker's port, and what every transport of the room shares. */
export type Ground = {
  readonly router: types.Router;
  readonly worker: LiveWorker;
  readonly iceServers: readonly IceServer[];
  /** Other addresses that lead to the worker's sockets. */
  readonly otherAddresses: readonly string[];
};

export const createTransport = (ground: Ground): Promise<types.WebRtcTransport> =>
  ground.router.createWebRtcTransport({
    webRtcServer: ground.worker.server,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    // Data channels would cost joiners two round trips, and nothing of ours needs them.
    enableSctp: false,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BPS,
  });

export const offerOf = (transport: types.WebRtcTransport, ground: Ground): TransportOffer => ({
  id: transport.id,
  iceParameters: transport.iceParameters,
  iceCandidates: [...transport.iceCandidates, ...ground.otherAddresses.flatMap((address) => at(address, transport))],
  dtlsParameters: transport.dtlsParameters,
  iceServers: [...ground.iceServers],
});

/** The worker's own candidates at another address: less preferred, since the first one is the one that was checked. */
const at = (address: string, { iceCandidates }: types.WebRtcTransport): types.IceCandidate[] =>
  iceCandidates.map((candidate) => ({
    ...candidate,
    ip: address,
    address,
    priority: Math.floor(candidate.priority / 2),
  }));

/** Runs a request to the worker; a refusal of the worker's is the page's fault unless the worker is gone. */
export const asking = async <Value>(ground: Ground, request: () => Promise<Value>): Promise<Value> => {
  try {
    return await request();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(ground.worker.worker.closed ? 'media.worker-died' : 'media.invalid-parameters', error);
  }
};

/** Not gone for good: a transport whose ICE is disconnected may come back by a restart, one whose DTLS is closed never. */
export const isUp = (transport: types.WebRtcTransport): boolean =>
  !transport.closed &&
  transport.dtlsState === 'connected' &&
  (transport.iceState === 'connected' || transport.iceState === 'completed');
