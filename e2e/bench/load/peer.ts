import { Audio, PeerConnection, RtcpReceivingSession, Video, type Track } from 'node-datachannel';
import type { MediaKind } from '../../../shared/protocol/rtp.ts';
import { PAYLOAD_TYPE, SSRC } from '../../../server/sfu/testing/rtp-parameters.ts';

/** A libdatachannel peer with one track of each kind. Its members hold the tracks: a track that nobody holds is collected. */
export type LoadPeer = {
  readonly connection: PeerConnection;
  readonly tracks: Readonly<Record<MediaKind, Track>>;
  readonly offer: string;
};

type Direction = 'SendOnly' | 'RecvOnly';

export const openPeer = async (name: string, direction: Direction): Promise<LoadPeer> => {
  const connection = new PeerConnection(name, { iceServers: [], bindAddress: '127.0.0.1' });
  // A viewer's consumers come video first, and sections are matched by their place.
  const video = addTrack(connection, direction, makeVideo(direction));
  const audio = addTrack(connection, direction, makeAudio(direction));
  const offer = await new Promise<string>((resolve) => {
    connection.onLocalDescription(resolve);
    connection.setLocalDescription();
  });
  return { connection, tracks: { audio, video }, offer };
};

const makeVideo = (direction: Direction): Video => {
  const video = new Video('0', direction);
  video.addVP8Codec(PAYLOAD_TYPE.video);
  if (direction === 'SendOnly') video.addSSRC(SSRC.video, 'host');
  return video;
};

const makeAudio = (direction: Direction): Audio => {
  const audio = new Audio('1', direction);
  audio.addOpusCodec(PAYLOAD_TYPE.audio);
  if (direction === 'SendOnly') audio.addSSRC(SSRC.audio, 'host');
  return audio;
};

const addTrack = (connection: PeerConnection, direction: Direction, media: Audio | Video): Track => {
  const track = connection.addTrack(media);
  // Receivers answer with receiver reports, as a browser does.
  if (direction === 'RecvOnly') track.setMediaHandler(new RtcpReceivingSession());
  return track;
};
