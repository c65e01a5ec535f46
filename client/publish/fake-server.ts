import { Device } from 'mediasoup-client';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import { IceParameters, RtpCapabilities, TransportOffer } from '../../shared/protocol/rtp.ts';
import type { PublisherPorts } from './sending.ts';

const offerTransport = (): TransportOffer =>
  v.parse(TransportOffer, { ...fakeParameters.generateTransportRemoteParameters(), iceServers: [] });

/** A track that sends nothing, of the kind that mediasoup-client looks at. */
export const aTrack = (kind: 'audio' | 'video'): MediaStreamTrack =>
  Object.assign(new EventTarget(), {
    kind,
    id: kind,
    readyState: 'live',
    enabled: true,
    contentHint: '',
    stop: () => {
      throw new Error('the program’s tracks are not the publisher’s to stop');
    },
  }) as unknown as MediaStreamTrack;

/** What a studio's server does with `media.*`, and the browser's connections to it (mediasoup-client's own fake). */
export const fakeServer = () => {
  const produced: MethodParams<'media.produce'>[] = [];
  const handlers: FakeHandler[] = [];
  const asked = { openSend: 0, connect: 0, restartIce: 0, closed: [] as string[] };
  let refusal: ErrorCode | null = null;
  const check = (signal: AbortSignal): void => {
    signal.throwIfAborted();
    if (refusal) throw new AppError(refusal);
  };
  const functions: Pick<PublisherPorts, 'openSend' | 'connect' | 'produce' | 'closeProducer' | 'restartIce'> = {
    openSend: async (signal) => {
      asked.openSend += 1;
      check(signal);
      const routerRtpCapabilities = v.parse(RtpCapabilities, fakeParameters.generateRouterRtpCapabilities());
      return Promise.resolve({ routerRtpCapabilities, transport: offerTransport() });
    },
    connect: async (_params, signal) => {
      asked.connect += 1;
      check(signal);
      return Promise.resolve({});
    },
    produce: async (params, signal) => {
      check(signal);
      produced.push(params);
      return Promise.resolve({ producerId: `producer-${produced.length}` });
    },
    closeProducer: async (producerId) => Promise.resolve(asked.closed.push(producerId)),
    restartIce: async (_transportId, signal) => {
      asked.restartIce += 1;
      check(signal);
      return Promise.resolve({ iceParameters: v.parse(IceParameters, offerTransport().iceParameters) });
    },
  };
  const fake = FakeHandler.createFactory(fakeParameters);
  const makeDevice = (): Device =>
    new Device({
      handlerFactory: {
        ...fake,
        factory: (options) => {
          const handler = fake.factory(options);
          if (handler instanceof FakeHandler) handlers.push(handler);
          return handler;
        },
      },
    });
  const refuse = (code: ErrorCode | null): void => {
    refusal = code;
  };
  return { functions, makeDevice, produced, handlers, asked, refuse };
};
