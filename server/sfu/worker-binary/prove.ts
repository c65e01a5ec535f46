import { createWorker } from 'mediasoup';
import type { types } from 'mediasoup';
import { cleanup, PeerConnection } from 'node-datachannel';
import { connectProbe } from './probe-peer.ts';

const PROOF_LIMIT_MS = 20_000;

const OPUS: types.RouterRtpCodecCapability = {
  kind: 'audio',
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  preferredPayloadType: 111,
};

/**
 * Proves that the worker at `file` carries media: starts it, completes a real DTLS handshake with another
 * implementation, and sends encrypted RTP through it and back. Each of these can be broken by the libraries that it
 * was built against while the program itself starts. Throws when anything fails or takes too long.
 */
export async function proveWorker(file: string, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(PROOF_LIMIT_MS)]);
  const worker = await createWorker({ workerBin: file, logLevel: 'none' });
  const peer = new PeerConnection('tally-proof', { iceServers: [], bindAddress: '127.0.0.1' });
  try {
    const died = new Promise<never>((_, reject) => {
      worker.once('died', reject);
      limit.addEventListener('abort', () => {
        reject(new Error('It carried no media in time.', { cause: limit.reason }));
      });
    });
    const router = await worker.createRouter({ mediaCodecs: [OPUS] });
    const transport = await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
    await Promise.race([connectProbe({ router, transport, peer, signal: limit }), died]);
  } finally {
    peer.close();
    worker.close();
    cleanup();
  }
}
