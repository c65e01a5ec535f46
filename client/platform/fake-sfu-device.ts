import { Device } from 'mediasoup-client';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { IceParameters, RtpCapabilities, TransportOffer } from '../../shared/protocol/rtp.ts';

export type PictureTrack = MediaStreamTrack & { resize(widthPx: number, heightPx: number): void; end(): void };

/** A track that makes nothing, of the kind that mediasoup-client looks at. Whoever sends it may not stop it. */
export const aTrack = (kind: 'audio' | 'video', name: string = kind): PictureTrack => {
  let settings: MediaTrackSettings = kind === 'video' ? { width: 1_280, height: 720 } : {};
  const track = Object.assign(new EventTarget(), {
    kind,
    id: name,
    readyState: 'live',
    enabled: true,
    contentHint: '',
    getSettings: () => settings,
    stop: () => {
      throw new Error('a sent track is not the sender’s to stop');
    },
    resize: (width: number, height: number) => {
      settings = { width, height };
    },
    end: () => {
      track.readyState = 'ended';
      track.dispatchEvent(new Event('ended'));
    },
  });
  return track as unknown as PictureTrack;
};

/** `stuck` takes no other parameters, as one whose connection is gone. */
type FakeSender = RTCRtpSender & { mood: 'willing' | 'stuck' };

/** Gives `handler`'s senders, which mediasoup-client's fake has none of, and notes them in `senders`. */
const withSenders = (handler: FakeHandler, senders: FakeSender[]): void => {
  const send = handler.send.bind(handler);
  handler.send = async (options) => {
    const sender = aSender(options.encodings ?? [{ active: true }]);
    senders.push(sender);
    return { ...(await send(options)), rtpSender: sender };
  };
};

const aSender = (encodings: readonly RTCRtpEncodingParameters[]): FakeSender => {
  let parameters = { encodings };
  const sender = {
    mood: 'willing',
    getParameters: () => structuredClone(parameters),
    setParameters: (changed: typeof parameters) => {
      if (sender.mood === 'stuck') return Promise.reject(new DOMException('', 'InvalidStateError'));
      parameters = changed;
      return Promise.resolve();
    },
  };
  return sender as unknown as FakeSender;
};

/** The browser's connections (mediasoup-client's own fake), and the answers that every way of opening one needs of a server. */
export const fakeSfuDevice = () => {
  const handlers: FakeHandler[] = [];
  const senders: FakeSender[] = [];
  let refusal: ErrorCode | null = null;
  const fake = FakeHandler.createFactory(fakeParameters);
  const device = new Device({
    handlerFactory: {
      ...fake,
      factory: (options) => {
        const handler = fake.factory(options);
        if (handler instanceof FakeHandler) {
          handlers.push(handler);
          withSenders(handler, senders);
        }
        return handler;
      },
    },
  });
  return {
    makeDevice: () => Promise.resolve(device),
    handlers,
    /** Those of every try, in the order of their production. */
    senders,
    refuse: (code: ErrorCode | null): void => {
      refusal = code;
    },
    /** Fails as the server's answer would. */
    check: (signal: AbortSignal): void => {
      signal.throwIfAborted();
      if (refusal) throw new AppError(refusal);
    },
    offerTransport: () => ({
      routerRtpCapabilities: v.parse(RtpCapabilities, fakeParameters.generateRouterRtpCapabilities()),
      transport: v.parse(TransportOffer, { ...fakeParameters.generateTransportRemoteParameters(), iceServers: [] }),
    }),
    offerIce: () => ({
      iceParameters: v.parse(IceParameters, fakeParameters.generateTransportRemoteParameters().iceParameters),
    }),
  };
};
