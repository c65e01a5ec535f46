import type { Track } from 'node-datachannel';
import type { RtpParameters, WatchAsk, WatchOffer, RtpCapabilities, MediaKind } from '../../../shared/protocol/rtp.ts';
import type { Closable } from '../../../shared/lifetime.ts';
import type { HostEndpoint } from '../port.ts';
import { addMedia, closeOnce, localOffer, openPeer } from './peer-connection.ts';
import { answerSdp, fingerprintOf } from './peer-sdp.ts';
import { asksForKeyFrame, isRtcp, isVp8KeyFrame, rtpPacket, vp8Payload } from './rtp-packets.ts';
import { aProduction, PAYLOAD_TYPE, SSRC } from './rtp-parameters.ts';

const FRAME_INTERVAL_MS = 33;
const VIDEO_TICKS = 90 * FRAME_INTERVAL_MS;
const AUDIO_TICKS = 48 * FRAME_INTERVAL_MS;

export type SendingHost = Closable & {
  readonly producerIds: Readonly<Record<MediaKind, string>>;
  readonly transportId: string;
  /** How often the worker asked for a key frame. */
  readonly keyFramesAsked: number;
  pause(): void;
  resume(): void;
};

/** A real WebRTC peer that publishes Opus and VP8 packets (30 a second each) through `host`. */
export const publishTo = async (host: HostEndpoint): Promise<SendingHost> => {
  const peer = openPeer('host');
  const tracks = {
    audio: addMedia(peer, { kind: 'audio', mid: '0', ssrc: SSRC.audio }),
    video: addMedia(peer, { kind: 'video', mid: '1', ssrc: SSRC.video }),
  };
  const sdp = await localOffer(peer);
  const transport = await host.openSend();
  await host.connect(transport.id, {
    role: 'client',
    fingerprints: [{ algorithm: 'sha-256', value: fingerprintOf(sdp) }],
  });
  const producerIds = {
    audio: await host.produce(transport.id, 'audio', aProduction('audio')),
    video: await host.produce(transport.id, 'video', aProduction('video')),
  };
  peer.setRemoteDescription(
    answerSdp(transport, [
      { mid: '0', kind: 'audio', payloadType: PAYLOAD_TYPE.audio, direction: 'recvonly', ssrc: null },
      { mid: '1', kind: 'video', payloadType: PAYLOAD_TYPE.video, direction: 'recvonly', ssrc: null },
    ]),
    'answer',
  );
  const sender = new Sender(tracks);
  const closePeer = closeOnce(peer, [tracks.audio, tracks.video]);
  return {
    producerIds,
    transportId: transport.id,
    get keyFramesAsked() {
      return sender.keyFramesAsked;
    },
    pause: () => sender.pause(),
    resume: () => sender.resume(),
    close: () => {
      sender.pause();
      closePeer();
    },
  };
};

class Sender {
  readonly #tracks: Readonly<Record<MediaKind, Track>>;
  #timer: NodeJS.Timeout | null = null;
  #sequence = 0;
  #wantsKeyFrame = true;
  keyFramesAsked = 0;

  constructor(tracks: Readonly<Record<MediaKind, Track>>) {
    this.#tracks = tracks;
    for (const track of [tracks.audio, tracks.video]) track.onMessage((packet) => this.#receive(packet));
    this.resume();
  }

  resume(): void {
    this.#timer ??= setInterval(() => this.#send(), FRAME_INTERVAL_MS);
  }

  pause(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #receive(packet: Buffer): void {
    if (!isRtcp(packet) || !asksForKeyFrame(packet)) return;
    this.keyFramesAsked += 1;
    this.#wantsKeyFrame = true;
  }

  #send(): void {
    if (!this.#tracks.video.isOpen()) return;
    this.#sequence += 1;
    const sequence = this.#sequence;
    const frame = vp8Payload(this.#wantsKeyFrame ? 'key' : 'delta');
    this.#wantsKeyFrame = false;
    const video = { payloadType: PAYLOAD_TYPE.video, ssrc: SSRC.video, sequence, timestamp: sequence * VIDEO_TICKS };
    this.#tracks.video.sendMessageBinary(rtpPacket(video, frame));
    const audio = { payloadType: PAYLOAD_TYPE.audio, ssrc: SSRC.audio, sequence, timestamp: sequence * AUDIO_TICKS };
    this.#tracks.audio.sendMessageBinary(rtpPacket(audio, Buffer.alloc(80, 0x55)));
  }
}

export type Received = { readonly atMs: number; readonly isKeyFrame: boolean };
export type Watcher = Closable & {
  readonly ask: WatchAsk;
  /** Connects to what the ask was answered with. */
  accept(offer: WatchOffer): void;
  /** Video packets in order of arrival. */
  readonly video: readonly Received[];
  readonly audioPackets: number;
};

/** A real WebRTC peer that receives a program; its ask needs no server, as a page's. */
export const openWatcher = async (rtpCapabilities: RtpCapabilities): Promise<Watcher> => {
  const peer = openPeer('viewer');
  // A viewer of ours knows its consumers' order: video first.
  const video = addMedia(peer, { kind: 'video', mid: '0', ssrc: null });
  const audio = addMedia(peer, { kind: 'audio', mid: '1', ssrc: null });
  const sdp = await localOffer(peer);
  const received: Received[] = [];
  let audioPackets = 0;
  // libdatachannel hands packets of a bundle to the track of their SSRC, else to the first one: payload types tell.
  const receive = (packet: Buffer): void => {
    if (isRtcp(packet)) return;
    const payloadType = packet.readUInt8(1) & 0x7f;
    if (payloadType === PAYLOAD_TYPE.audio) audioPackets += 1;
    if (payloadType === PAYLOAD_TYPE.video)
      received.push({ atMs: performance.now(), isKeyFrame: isVp8KeyFrame(packet) });
  };
  video.onMessage(receive);
  audio.onMessage(receive);
  return {
    ask: {
      rtpCapabilities,
      dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: fingerprintOf(sdp) }] },
    },
    accept: (offer) => {
      const sections = offer.consumers.map(({ kind, rtpParameters }, index) => ({
        mid: String(index),
        kind,
        payloadType: PAYLOAD_TYPE[kind],
        direction: 'sendonly' as const,
        ssrc: ssrcOf(rtpParameters),
      }));
      peer.setRemoteDescription(answerSdp(offer.transport, sections), 'answer');
    },
    video: received,
    get audioPackets() {
      return audioPackets;
    },
    close: closeOnce(peer, [video, audio]),
  };
};

export const ssrcOf = ({ encodings }: RtpParameters): number => {
  const ssrc = encodings?.[0]?.ssrc;
  if (ssrc === undefined) throw new Error('a consumer has no SSRC');
  return ssrc;
};
