import type { ShowAddress } from '../../../shared/ids.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frame.ts';
import type { RtpCapabilities, RtpParameters, WatchOffer } from '../../../shared/protocol/rtp.ts';
import { answerSdp, fingerprintOf } from '../../../server/sfu/testing/peer-sdp.ts';
import { isRtcp } from '../../../server/sfu/testing/rtp-packets.ts';
import { PAYLOAD_TYPE } from '../../../server/sfu/testing/rtp-parameters.ts';
import { openPeer, type LoadPeer } from './peer.ts';
import { arrivalOf, type Arrival } from './sent-at.ts';
import { SequenceCount } from './sequence-count.ts';
import { SignalingSocket } from '../../fixtures/signaling-socket.ts';

export type Room = {
  readonly url: string;
  readonly address: ShowAddress;
  readonly routerRtpCapabilities: RtpCapabilities;
};

/** One viewer that receives a show's program over the product's own signaling, decodes nothing and counts everything. */
export class LoadViewer {
  readonly #peer: LoadPeer;
  readonly #socket: SignalingSocket;
  readonly #sequences = { video: new SequenceCount(), audio: new SequenceCount() };
  #bytes = 0;
  #arrivals: Arrival[] = [];
  #firstVideo: ((atMs: number) => void) | null = null;

  private constructor(peer: LoadPeer, socket: SignalingSocket) {
    this.#peer = peer;
    this.#socket = socket;
    // Packets of a bundle may be handed to either track; payload types tell which stream they are of.
    for (const track of [peer.tracks.video, peer.tracks.audio]) track.onMessage((packet) => this.#receive(packet));
  }

  /** Joins, and resolves with the milliseconds from opening the socket to the first packet of video, a key frame's. */
  static async join(room: Room): Promise<{ readonly viewer: LoadViewer; readonly joinMs: number }> {
    const startedAtMs = performance.now();
    const [peer, socket] = await Promise.all([
      openPeer('viewer', 'RecvOnly'),
      SignalingSocket.connect({ url: room.url, cookie: '' }),
    ]);
    const viewer = new LoadViewer(peer, socket);
    const firstVideo = new Promise<number>((resolve) => (viewer.#firstVideo = resolve));
    const fingerprints = [{ algorithm: 'sha-256' as const, value: fingerprintOf(peer.offer) }];
    const { watch } = await socket.call('session.open', {
      as: 'viewer',
      version: PROTOCOL_VERSION,
      address: room.address,
      resume: null,
      watch: {
        rtpCapabilities: withoutFeedback(room.routerRtpCapabilities),
        dtlsParameters: { role: 'client', fingerprints },
      },
    });
    if (!watch) throw new Error('the server offered no program');
    peer.connection.setRemoteDescription(answerTo(watch), 'answer');
    return { viewer, joinMs: (await firstVideo) - startedAtMs };
  }

  get packets(): number {
    return this.#sequences.video.received + this.#sequences.audio.received;
  }

  get lost(): number {
    return this.#sequences.video.lost + this.#sequences.audio.lost;
  }

  /** RTP headers and payloads, as they came out of SRTP. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Frames since this was last asked. */
  takeArrivals(): readonly Arrival[] {
    const taken = this.#arrivals;
    this.#arrivals = [];
    return taken;
  }

  close(): void {
    this.#peer.connection.close();
    this.#socket.close();
  }

  #receive(packet: Buffer): void {
    if (isRtcp(packet)) return;
    const payloadType = packet.readUInt8(1) & 0x7f;
    if (payloadType === PAYLOAD_TYPE.video) {
      this.#firstVideo?.(performance.now());
      this.#firstVideo = null;
      this.#sequences.video.add(packet.readUInt16BE(2));
      if (endsFrame(packet)) this.#arrivals.push(arrivalOf(packet));
    } else if (payloadType === PAYLOAD_TYPE.audio) {
      this.#sequences.audio.add(packet.readUInt16BE(2));
    }
    this.#bytes += packet.byteLength;
  }
}

/** The marker bit. @see https://www.rfc-editor.org/rfc/rfc7741 section 4.1 */
const endsFrame = (packet: Buffer): boolean => (packet.readUInt8(1) & 0x80) !== 0;

/** This viewer neither asks for lost packets again nor reports its bandwidth, so what the server sends is the program alone. */
const withoutFeedback = (capabilities: RtpCapabilities): RtpCapabilities => ({
  codecs: (capabilities.codecs ?? [])
    .filter(({ mimeType }) => !mimeType.endsWith('/rtx'))
    .map((codec) => ({ ...codec, rtcpFeedback: [{ type: 'nack', parameter: 'pli' }] })),
  headerExtensions: [],
});

const answerTo = ({ transport, consumers }: WatchOffer): string =>
  answerSdp(
    transport,
    consumers.map(({ kind, rtpParameters }, index) => ({
      mid: String(index),
      kind,
      payloadType: PAYLOAD_TYPE[kind],
      direction: 'sendonly' as const,
      ssrc: ssrcOf(rtpParameters),
    })),
  );

const ssrcOf = ({ encodings }: RtpParameters): number | null => encodings?.[0]?.ssrc ?? null;
