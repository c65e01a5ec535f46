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

/**
 * One peer connection that receives what an offer holds, and what later offers on its transport hold. The server answers to it
 * already: nothing is sent back.
 */
export class Receiving {
  readonly #peer: Peer;
  #offer: WatchOffer;
  readonly #sync: SyncMode;
  #version = 0;
  /** A connection can take one description at a time. */
  #negotiating: Promise<void> = Promise.resolve();

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

  /** Other consumers in the media sections of the former ones: the receivers and their tracks stay. */
  renew(offer: WatchOffer): Promise<void> {
    this.#offer = offer;
    return this.#negotiate(offer.transport.iceParameters);
  }

  restartIce(iceParameters: IceParameters): Promise<void> {
    return this.#negotiate(iceParameters);
  }

  close(): void {
    this.#peer.close();
  }

  #negotiate(iceParameters: IceParameters): Promise<void> {
    const offer = this.#offer;
    const negotiated = this.#negotiating.then(() => this.#take(offer, iceParameters));
    this.#negotiating = negotiated.catch(() => undefined);
    return negotiated;
  }

  async #take(offer: WatchOffer, iceParameters: IceParameters): Promise<void> {
    this.#version += 1;
    const sdp = writeOffer({ offer, iceParameters, version: this.#version, sync: this.#sync });
    await this.#peer.setRemoteDescription({ type: 'offer', sdp });
    const answer = await this.#peer.createAnswer();
    await this.#peer.setLocalDescription({ type: 'answer', sdp: withStereo(answer.sdp ?? '', offer) });
  }
}
