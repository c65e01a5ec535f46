import type { ShowId } from '../../../shared/ids.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frame.ts';
import { answerSdp, fingerprintOf } from '../../../server/sfu/testing/peer-sdp.ts';
import { asksForKeyFrame, isRtcp, rtpPacket, vp8Payload } from '../../../server/sfu/testing/rtp-packets.ts';
import { aProduction, PAYLOAD_TYPE, SSRC } from '../../../server/sfu/testing/rtp-parameters.ts';
import { openPeer, type LoadPeer } from './peer.ts';
import { stampSentAt } from './sent-at.ts';
import { SignalingSocket } from '../../fixtures/signaling-socket.ts';

const FRAMES_PER_SECOND = 30;
const FRAME_MS = 1_000 / FRAMES_PER_SECOND;
const VIDEO_CLOCK_HZ = 90_000;
const AUDIO_FRAME_MS = 20;
const AUDIO_CLOCK_HZ = 48_000;
/** Six packets of 1,030 bytes 30 times a second and 50 of 172: 1.55 Mbit/s with RTP's headers, 1.5 of payload. */
const PACKETS_PER_FRAME = 6;
const VIDEO_PAYLOAD_BYTES = 1_018;
const AUDIO_PAYLOAD_BYTES = 160;
/** How often what is due is sent: Node's timers are whole milliseconds. */
const TICK_MS = 5;

export type Host = { readonly url: string; readonly cookie: string; readonly showId: ShowId };

/** A studio without a browser: publishes synthetic VP8 and Opus packets at a constant rate, and starts the show. */
export class LoadPublisher {
  readonly #peer: LoadPeer;
  readonly #socket: SignalingSocket;
  readonly #startedAtMs = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #sequence = { video: 0, audio: 0 };
  #frames = 0;
  #audioFrames = 0;
  #wantsKeyFrame = true;

  private constructor(peer: LoadPeer, socket: SignalingSocket) {
    this.#peer = peer;
    this.#socket = socket;
    for (const track of [peer.tracks.video, peer.tracks.audio]) {
      track.onMessage((packet) => (this.#wantsKeyFrame ||= isRtcp(packet) && asksForKeyFrame(packet)));
    }
    this.#timer = setInterval(() => this.#sendDue(), TICK_MS);
  }

  static async goLive({ url, cookie, showId }: Host): Promise<LoadPublisher> {
    const socket = await SignalingSocket.connect({ url, cookie });
    await socket.call('session.open', { as: 'studio', version: PROTOCOL_VERSION, showId, resume: null, claim: 'ask' });
    const peer = await openPeer('host', 'SendOnly');
    const { transport } = await socket.call('media.openSend', {});
    const fingerprints = [{ algorithm: 'sha-256' as const, value: fingerprintOf(peer.offer) }];
    const transportId = transport.id;
    await socket.call('media.connect', { transportId, dtlsParameters: { role: 'client', fingerprints } });
    for (const kind of ['audio', 'video'] as const) {
      await socket.call('media.produce', { transportId, kind, rtpParameters: aProduction(kind) });
    }
    peer.connection.setRemoteDescription(
      answerSdp(transport, [
        { mid: '0', kind: 'video', payloadType: PAYLOAD_TYPE.video, direction: 'recvonly', ssrc: null },
        { mid: '1', kind: 'audio', payloadType: PAYLOAD_TYPE.audio, direction: 'recvonly', ssrc: null },
      ]),
      'answer',
    );
    const publisher = new LoadPublisher(peer, socket);
    await socket.call('show.start', {});
    return publisher;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#peer.connection.close();
    this.#socket.close();
  }

  #sendDue(): void {
    if (!this.#peer.tracks.video.isOpen()) return;
    const elapsedMs = performance.now() - this.#startedAtMs;
    for (; this.#frames * FRAME_MS <= elapsedMs; this.#frames += 1) this.#sendFrame();
    for (; this.#audioFrames * AUDIO_FRAME_MS <= elapsedMs; this.#audioFrames += 1) this.#sendSound();
  }

  #sendFrame(): void {
    const start = vp8Payload(this.#wantsKeyFrame ? 'key' : 'delta', VIDEO_PAYLOAD_BYTES);
    this.#wantsKeyFrame = false;
    const rest = Buffer.alloc(VIDEO_PAYLOAD_BYTES);
    for (let part = 0; part < PACKETS_PER_FRAME; part += 1) {
      const packet = rtpPacket(
        {
          payloadType: PAYLOAD_TYPE.video,
          ssrc: SSRC.video,
          sequence: this.#sequence.video++,
          timestamp: (this.#frames * VIDEO_CLOCK_HZ) / FRAMES_PER_SECOND,
        },
        part === 0 ? start : rest,
      );
      const isLast = part === PACKETS_PER_FRAME - 1;
      if (!isLast) packet.writeUInt8(packet.readUInt8(1) & 0x7f, 1);
      else stampSentAt(packet);
      this.#peer.tracks.video.sendMessageBinary(packet);
    }
  }

  #sendSound(): void {
    const timestamp = (this.#audioFrames * AUDIO_FRAME_MS * AUDIO_CLOCK_HZ) / 1_000;
    const facts = { payloadType: PAYLOAD_TYPE.audio, ssrc: SSRC.audio, sequence: this.#sequence.audio++, timestamp };
    this.#peer.tracks.audio.sendMessageBinary(rtpPacket(facts, Buffer.alloc(AUDIO_PAYLOAD_BYTES, 0x55)));
  }
}
