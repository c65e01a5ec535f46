import type { IceParameters, WatchOffer } from '../../shared/protocol/rtp.ts';
import { midOf, withStereo, writeOffer, type SyncMode } from './offer-sdp.ts';

/** The part of a peer connection that receiving uses. */
export type Peer = Pick<
  RTCPeerConnection,
  | 'connectionState'
  | 'addEventListener'
  | 'addTransceiver'
  | 'createOffer'
  | 'setRemoteDescription'
  | 'createAnswer'
  | 'setLocalDescription'
  | 'getTransceivers'
  | 'close'
>;

type ReceivingOptions = {
  readonly peer: Peer;
  readonly offer: WatchOffer;
  readonly sync: SyncMode;
  readonly onState: (state: RTCPeerConnectionState) => void;
};

/** One peer connection that receives what an offer holds. The server answers to it already: nothing is sent back. */
export class Receiving {
  readonly #peer: Peer;
  readonly #offer: WatchOffer;
  readonly #sync: SyncMode;
  #version = 0;

  constructor({ peer, offer, sync, onState }: ReceivingOptions) {
    this.#peer = peer;
    this.#offer = offer;
    this.#sync = sync;
    peer.addEventListener('connectionstatechange', () => onState(peer.connectionState));
  }

  /** The receivers of the offer's consumers, in their order. */
  async receive(): Promise<readonly RTCRtpReceiver[]> {
    await this.#negotiate(this.#offer.transport.iceParameters);
    const transceivers = this.#peer.getTransceivers();
    return this.#offer.consumers.map((consumer) => {
      const mid = midOf(this.#offer, consumer);
      const transceiver = transceivers.find((candidate) => candidate.mid === mid);
      if (!transceiver) throw new TypeError(`the browser took no media section ${mid}`);
      return transceiver.receiver;
    });
  }

  restartIce(iceParameters: IceParameters): Promise<void> {
    return this.#negotiate(iceParameters);
  }

  close(): void {
    this.#peer.close();
  }

  async #negotiate(iceParameters: IceParameters): Promise<void> {
    this.#version += 1;
    const sdp = writeOffer({ offer: this.#offer, iceParameters, version: this.#version, sync: this.#sync });
    await this.#peer.setRemoteDescription({ type: 'offer', sdp });
    const answer = await this.#peer.createAnswer();
    await this.#peer.setLocalDescription({ type: 'answer', sdp: withStereo(answer.sdp ?? '', this.#offer) });
  }
}
