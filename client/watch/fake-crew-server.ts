import * as fakeParameters from 'mediasoup-client/fakeParameters';
import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { CREW_MEDIA, type CrewMedia, type CrewProducer } from '../../shared/protocol/crew-media.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import { ConsumerOffer } from '../../shared/protocol/rtp.ts';
import { ParticipantId } from '../../shared/ids.ts';
import { fakeSfuDevice } from '../platform/fake-sfu-device.ts';
import type { CrewReceivePorts } from './crew-receiver.ts';

/** A stream of `participantId`, whose id is in its name: the second one of the same media is another one. */
export const aProducer = (participantId: string, media: CrewMedia, version = 1): CrewProducer => ({
  producerId: `${participantId}-${media}-${version}`,
  participantId: v.parse(ParticipantId, participantId),
  media,
});

/** What a server does with what a page receives of the crew. It knows the streams that were put into it. */
export const fakeCrewServer = () => {
  const { makeDevice, handlers, refuse, check, offerTransport, offerIce } = fakeSfuDevice();
  const streams = new Map<string, CrewProducer>();
  const consumed: string[] = [];
  const tuned: MethodParams<'crew.tuneConsumer'>[] = [];
  const asked = { openReceive: 0, connect: 0, restartIce: 0, closed: [] as string[] };
  const ports: CrewReceivePorts = {
    openReceive: async (signal) => {
      asked.openReceive += 1;
      check(signal);
      return Promise.resolve(offerTransport());
    },
    connect: async (_params, signal) => {
      asked.connect += 1;
      check(signal);
      return Promise.resolve({});
    },
    consume: async ({ producerId }, signal) => {
      check(signal);
      const stream = streams.get(producerId);
      if (!stream) throw new AppError('media.not-found');
      consumed.push(producerId);
      const codecMimeType = CREW_MEDIA[stream.media] === 'audio' ? 'audio/opus' : 'video/VP8';
      const offer = fakeParameters.generateConsumerRemoteParameters({ codecMimeType });
      const consumer = v.parse(ConsumerOffer, { ...offer, id: `consumer-${consumed.length}`, producerId });
      return Promise.resolve({ consumer });
    },
    tuneConsumer: async (params, signal) => {
      check(signal);
      tuned.push(params);
      return Promise.resolve({});
    },
    closeConsumer: async (consumerId) => Promise.resolve(asked.closed.push(consumerId)),
    restartIce: async (_transportId, signal) => {
      asked.restartIce += 1;
      check(signal);
      return Promise.resolve(offerIce());
    },
  };
  /** Who sends what now. */
  const hold = (...producers: readonly CrewProducer[]): void => {
    streams.clear();
    for (const producer of producers) streams.set(producer.producerId, producer);
  };
  return { ports, makeDevice, handlers, consumed, tuned, asked, refuse, hold };
};
