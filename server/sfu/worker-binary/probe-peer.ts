import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { types } from 'mediasoup';
import { Audio, type PeerConnection, type Track } from 'node-datachannel';
import { fingerprintOf, probeAnswer } from './probe-sdp.ts';

const SENT_SSRC = 0x7a11_0001;
const RTP_HEADER_BYTES = 12;
const OPUS_PAYLOAD_TYPE = 111;
/** Samples of a 20 ms packet at Opus's 48 kHz. */
const SAMPLES_PER_PACKET = 960;
const PACKET_INTERVAL_MS = 20;
const PAYLOAD = Buffer.from('tally: one packet there and back, encrypted twice');

export type Probe = {
  readonly router: types.Router;
  readonly transport: types.WebRtcTransport;
  readonly peer: PeerConnection;
  readonly signal: AbortSignal;
};

/** Resolves when `peer` has got its own packet back from the worker. Rejects when `signal` aborts. */
export async function connectProbe({ router, transport, peer, signal }: Probe): Promise<void> {
  const sending = new Audio('0', 'SendOnly');
  sending.addOpusCodec(OPUS_PAYLOAD_TYPE);
  sending.addSSRC(SENT_SSRC, 'probe');
  const receiving = new Audio('1', 'RecvOnly');
  receiving.addOpusCodec(OPUS_PAYLOAD_TYPE);
  const sendTrack = peer.addTrack(sending);
  const receiveTrack = peer.addTrack(receiving);
  const offer = new Promise<string>((resolve) => {
    peer.onLocalDescription(resolve);
  });
  peer.setLocalDescription();
  await transport.connect({ dtlsParameters: { role: 'client', fingerprints: [fingerprintIn(await offer)] } });
  const returnedSsrc = await loopBack(router, transport);
  const returned = payloadReturned(receiveTrack);
  peer.setRemoteDescription(probeAnswer({ ...addressOf(transport), returnedSsrc }), 'answer');
  await whenConnected(transport, signal);
  await sendUntil(sendTrack, returned, signal);
}

function fingerprintIn(sdp: string): types.DtlsFingerprint {
  const value = fingerprintOf(sdp);
  if (value === undefined) throw new Error('The probe offered no SHA-256 fingerprint.');
  return { algorithm: 'sha-256', value };
}

function addressOf(transport: types.WebRtcTransport) {
  const candidate = transport.iceCandidates[0];
  const fingerprint = transport.dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (!candidate || !fingerprint) throw new Error('The worker offered no candidate or no SHA-256 fingerprint.');
  return {
    iceUfrag: transport.iceParameters.usernameFragment,
    icePassword: transport.iceParameters.password,
    sha256Fingerprint: fingerprint.value,
    address: candidate.address,
    port: candidate.port,
  };
}

/** Takes the probe's stream and sends it back over the same transport; returns the SSRC that it comes back with. */
async function loopBack(router: types.Router, transport: types.WebRtcTransport): Promise<number> {
  const producer = await transport.produce({
    kind: 'audio',
    rtpParameters: {
      mid: '0',
      codecs: [{ mimeType: 'audio/opus', payloadType: OPUS_PAYLOAD_TYPE, clockRate: 48_000, channels: 2 }],
      encodings: [{ ssrc: SENT_SSRC }],
    },
  });
  const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
  const ssrc = consumer.rtpParameters.encodings?.[0]?.ssrc;
  if (ssrc === undefined) throw new Error('The worker sends the stream back without an SSRC.');
  return ssrc;
}

async function whenConnected(transport: types.WebRtcTransport, signal: AbortSignal): Promise<void> {
  while (transport.dtlsState !== 'connected') {
    if (transport.dtlsState === 'failed') throw new Error('The DTLS handshake failed.');
    await once(transport, 'dtlsstatechange', { signal });
  }
}

function payloadReturned(track: Track): Promise<void> {
  return new Promise((resolve) => {
    // The track also hands out RTCP, which cannot carry our payload.
    track.onMessage((packet) => {
      if (packet.includes(PAYLOAD)) resolve();
    });
  });
}

async function sendUntil(track: Track, done: Promise<void>, signal: AbortSignal): Promise<void> {
  const finished = new AbortController();
  const returned = done.then(() => {
    finished.abort();
  });
  for (let sequence = 1; !finished.signal.aborted; sequence += 1) {
    track.sendMessageBinary(opusPacket(sequence));
    await Promise.race([returned, delay(PACKET_INTERVAL_MS, undefined, { signal })]);
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc3550 section 5.1 */
function opusPacket(sequence: number): Buffer {
  const packet = Buffer.alloc(RTP_HEADER_BYTES + PAYLOAD.length);
  packet.writeUInt8(0x80, 0);
  packet.writeUInt8(OPUS_PAYLOAD_TYPE, 1);
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE((sequence * SAMPLES_PER_PACKET) >>> 0, 4);
  packet.writeUInt32BE(SENT_SSRC, 8);
  PAYLOAD.copy(packet, RTP_HEADER_BYTES);
  return packet;
}
