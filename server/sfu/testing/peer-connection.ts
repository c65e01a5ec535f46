import { Audio, PeerConnection, Video, type Track } from 'node-datachannel';
import type { MediaKind } from '../../../shared/protocol/rtp.ts';
import { PAYLOAD_TYPE } from './rtp-parameters.ts';

export const openPeer = (name: string): PeerConnection =>
  new PeerConnection(name, { iceServers: [], bindAddress: '127.0.0.1' });

/**
 * Closes a peer once (libdatachannel does not survive a second time), and keeps its tracks alive until then: a track that
 * nobody holds is collected, and its packets go nowhere.
 */
export const closeOnce = (peer: PeerConnection, tracks: readonly Track[]): (() => void) => {
  let open = [...tracks];
  return () => {
    if (open.length > 0) peer.close();
    open = [];
  };
};

export const localOffer = (peer: PeerConnection): Promise<string> =>
  new Promise((resolve) => {
    peer.onLocalDescription(resolve);
    peer.setLocalDescription();
  });

type MediaSection = {
  readonly kind: MediaKind;
  readonly mid: string;
  /** What is sent under; null for a section that receives. */
  readonly ssrc: number | null;
};

export const addMedia = (peer: PeerConnection, { kind, mid, ssrc }: MediaSection): Track => {
  const direction = ssrc === null ? 'RecvOnly' : 'SendOnly';
  if (kind === 'audio') {
    const audio = new Audio(mid, direction);
    audio.addOpusCodec(PAYLOAD_TYPE.audio);
    if (ssrc !== null) audio.addSSRC(ssrc, 'sender');
    return peer.addTrack(audio);
  }
  const video = new Video(mid, direction);
  video.addVP8Codec(PAYLOAD_TYPE.video);
  if (ssrc !== null) video.addSSRC(ssrc, 'sender');
  return peer.addTrack(video);
};
