import * as ortc from 'mediasoup-client/ortc';
import { RemoteSdp } from 'mediasoup-client/handlers/sdp/RemoteSdp';
import type { types } from 'mediasoup-client';
import { expect, test } from 'vitest';
import type { WatchOffer } from '../../shared/protocol/rtp.ts';
import { anOffer } from './fake-browser.ts';
import { withStereo, writeOffer } from './offer-sdp.ts';

/** What mediasoup-client would tell a browser of the same offer, after both of its negotiations. */
const byMediasoupClient = (offer: WatchOffer): string => {
  const transport = structuredClone(offer.transport) as types.TransportOptions;
  const remote = new RemoteSdp(transport);
  const receive = (mid: string, trackId: string, kind: types.MediaKind, rtpParameters: types.RtpParameters): void => {
    ortc.validateAndNormalizeRtpParameters(rtpParameters);
    const streamId = rtpParameters.rtcp?.cname ?? '-';
    remote.receive({ mid, kind, offerRtpParameters: rtpParameters, streamId, trackId });
  };
  for (const [index, consumer] of offer.consumers.entries()) {
    const rtpParameters = structuredClone(consumer.rtpParameters) as types.RtpParameters;
    receive(String(index), consumer.id, consumer.kind, rtpParameters);
  }
  const video = offer.consumers.find((consumer) => consumer.kind === 'video')?.rtpParameters as types.RtpParameters;
  receive('probator', 'probator', 'video', ortc.generateProbatorRtpParameters(video));
  return remote.getSdp();
};

/** The lines of each media section, sorted: their order inside a section has no meaning. */
const sections = (sdp: string): readonly (readonly string[])[] =>
  sdp
    .replace(/^o=.*$/m, 'o=')
    .split(/^(?=m=)/m)
    .map((section) =>
      section
        .trim()
        .split('\r\n')
        .map((line) => line.trim())
        .sort(),
    );

test('the offer is what mediasoup-client would write, line by line', () => {
  const offer = anOffer();
  const sdp = writeOffer({ offer, iceParameters: offer.transport.iceParameters, version: 1, sync: 'joint' });
  expect(sections(sdp)).toEqual(sections(byMediasoupClient(offer)));
  expect(sections(sdp)).toHaveLength(4);
});

test('every section starts with its m-line and its connection, as the grammar asks', () => {
  const offer = anOffer();
  const sdp = writeOffer({ offer, iceParameters: offer.transport.iceParameters, version: 7, sync: 'joint' });
  expect(sdp.split('\r\n').slice(0, 4)).toEqual(['v=0', 'o=tally 10000 7 IN IP4 0.0.0.0', 's=-', 't=0 0']);
  for (const section of sdp.split(/^(?=m=)/m).slice(1)) {
    expect(section.split('\r\n')[1]).toBe('c=IN IP4 127.0.0.1');
  }
});

test('after an ICE restart every section has the new credentials', () => {
  const offer = anOffer();
  const iceParameters = { usernameFragment: 'fresh', password: 'secret', iceLite: true };
  const sdp = writeOffer({ offer, iceParameters, version: 2, sync: 'joint' });
  expect(sdp.match(/^a=ice-ufrag:fresh$/gm)).toHaveLength(3);
  expect(sdp.match(/^a=ice-pwd:secret$/gm)).toHaveLength(3);
});

test.each([
  ['joint', 1],
  ['apart', 2],
] as const)('sound and picture that are kept %s are %d streams', (sync, streams) => {
  const offer = anOffer();
  const sdp = writeOffer({ offer, iceParameters: offer.transport.iceParameters, version: 1, sync });
  const ids = [...sdp.matchAll(/^a=msid:(\S+) /gm)].map(([, id]) => id).filter((id) => id !== 'probator');
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(streams);
});

const withCodec = (parameters: Record<string, number>): WatchOffer => {
  const offer = anOffer();
  const [, audio] = offer.consumers;
  if (!audio) throw new Error('no sound offered');
  const codecs = audio.rtpParameters.codecs.map((codec) => ({ ...codec, parameters }));
  return { ...offer, consumers: [{ ...audio, rtpParameters: { ...audio.rtpParameters, codecs } }] };
};

test.each([
  ['a=fmtp:100 minptime=10;useinbandfec=1', 'a=fmtp:100 minptime=10;useinbandfec=1;stereo=1'],
  ['a=fmtp:100 sprop-stereo=1', 'a=fmtp:100 sprop-stereo=1;stereo=1'],
  ['a=fmtp:100 stereo=1;minptime=10', 'a=fmtp:100 stereo=1;minptime=10'],
  ['a=fmtp:100 minptime=10;stereo=1', 'a=fmtp:100 minptime=10;stereo=1'],
  ['a=rtpmap:100 opus/48000/2', 'a=rtpmap:100 opus/48000/2\r\na=fmtp:100 stereo=1'],
])('an answer asks for the stereo that was offered: %s', (line, expected) => {
  const answer = (middle: string): string => `v=0\r\n${middle}\r\na=end\r\n`;
  expect(withStereo(answer(line), withCodec({ 'sprop-stereo': 1 }))).toBe(answer(expected));
});

test('an answer to mono stays as it is', () => {
  const answer = 'a=rtpmap:100 opus/48000/2\r\na=fmtp:100 minptime=10\r\n';
  expect(withStereo(answer, withCodec({ 'sprop-stereo': 0 }))).toBe(answer);
});
