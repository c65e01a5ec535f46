import type { Closable } from '../../../shared/lifetime.ts';
import { CREW_MEDIA, type CrewMedia } from '../../../shared/protocol/crew-media.ts';
import type { RtpCapabilities } from '../../../shared/protocol/rtp.ts';
import type { ConsumerTuning, CrewEndpoint } from '../port.ts';
import { addMedia, closeOnce, localOffer, openPeer } from './peer-connection.ts';
import { answerSdp, fingerprintOf } from './peer-sdp.ts';
import { asksForKeyFrame, isRtcp, rtpPacket, vp8Payload } from './rtp-packets.ts';
import { aCrewProduction, EXTENSION_ID, PAYLOAD_TYPE } from './rtp-parameters.ts';
import { ssrcOf } from './rtp-peer.ts';

const INTERVAL_MS = 33;
const TICKS = { audio: 48 * INTERVAL_MS, video: 90 * INTERVAL_MS } as const;
const FIRST_CAMERA_SSRC = 0x0d0d_0001;

export type SendOptions = {
  readonly media: CrewMedia;
  /** Of one packet of each encoding, the low one first. */
  readonly payloadBytes: readonly number[];
  /** Packets of each encoding that are sent 30 times a second; one unless told. */
  readonly packetsAtOnce?: number;
};
export type CrewSender = Closable & { readonly producerId: string };

/** A real WebRTC peer that sends one stream to the others in the studio. */
export const sendTo = async (
  endpoint: CrewEndpoint,
  { media, payloadBytes, packetsAtOnce = 1 }: SendOptions,
): Promise<CrewSender> => {
  const kind = CREW_MEDIA[media];
  const rtpParameters = aCrewProduction(media);
  const { mid = '' } = rtpParameters;
  const encodings = (rtpParameters.encodings ?? []).map(({ ssrc, rid }, index) => ({
    ssrc: ssrc ?? FIRST_CAMERA_SSRC + index,
    extensions: [
      { id: EXTENSION_ID.mid, text: mid },
      ...(rid === undefined ? [] : [{ id: EXTENSION_ID.rid, text: rid }]),
    ],
    bytes: payloadBytes[index] ?? 0,
  }));
  const peer = openPeer('person');
  const track = addMedia(peer, { kind, mid, ssrc: encodings[0]?.ssrc ?? 0 });
  const sdp = await localOffer(peer);
  const transport = await endpoint.openSend();
  await endpoint.connect(transport.id, dtlsOf(sdp));
  const producerId = await endpoint.produce(transport.id, { media, rtpParameters, flow: 'on' });
  const section = { mid, kind, payloadType: PAYLOAD_TYPE[kind], direction: 'recvonly', ssrc: null } as const;
  peer.setRemoteDescription(answerSdp(transport, [section]), 'answer');

  let wantsKeyFrame = true;
  track.onMessage((packet) => {
    if (isRtcp(packet) && asksForKeyFrame(packet)) wantsKeyFrame = true;
  });
  let sequence = 0;
  const send = (): void => {
    sequence += 1;
    for (const { ssrc, extensions, bytes } of encodings) {
      const facts = { payloadType: PAYLOAD_TYPE[kind], ssrc, sequence, timestamp: sequence * TICKS[kind], extensions };
      const payload = kind === 'video' ? vp8Payload(wantsKeyFrame ? 'key' : 'delta', bytes) : Buffer.alloc(bytes, 0x55);
      track.sendMessageBinary(rtpPacket(facts, payload));
    }
    wantsKeyFrame = false;
  };
  const timer = setInterval(() => {
    for (let count = 0; track.isOpen() && count < packetsAtOnce; count += 1) send();
  }, INTERVAL_MS);
  const closePeer = closeOnce(peer, [track]);
  return {
    producerId,
    close: () => {
      clearInterval(timer);
      closePeer();
    },
  };
};

export type CrewReceiver = Closable & {
  readonly packets: number;
  /** Of the newest packet, headers included; 0 before the first. */
  readonly newestBytes: number;
};

/** A real WebRTC peer that receives one stream of somebody else's. */
export const receiveFrom = async (
  endpoint: CrewEndpoint,
  producerId: string,
  { rtpCapabilities, tuning }: { readonly rtpCapabilities: RtpCapabilities; readonly tuning: ConsumerTuning },
): Promise<CrewReceiver> => {
  const transport = await endpoint.openReceive();
  const { id, kind, rtpParameters } = await endpoint.consume(producerId, rtpCapabilities);
  const peer = openPeer('listener');
  const track = addMedia(peer, { kind, mid: '0', ssrc: null });
  let packets = 0;
  let newestBytes = 0;
  track.onMessage((packet) => {
    if (isRtcp(packet)) return;
    packets += 1;
    newestBytes = packet.length;
  });
  await endpoint.connect(transport.id, dtlsOf(await localOffer(peer)));
  const section = { mid: '0', kind, payloadType: PAYLOAD_TYPE[kind], direction: 'sendonly' } as const;
  peer.setRemoteDescription(answerSdp(transport, [{ ...section, ssrc: ssrcOf(rtpParameters) }]), 'answer');
  await endpoint.tuneConsumer(id, tuning);
  return {
    get packets() {
      return packets;
    },
    get newestBytes() {
      return newestBytes;
    },
    close: closeOnce(peer, [track]),
  };
};

const dtlsOf = (sdp: string) => ({
  role: 'client' as const,
  fingerprints: [{ algorithm: 'sha-256' as const, value: fingerprintOf(sdp) }],
});
