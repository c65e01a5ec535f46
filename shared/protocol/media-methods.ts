import * as v from 'valibot';
import { CrewMedia, EncodingChoice } from './crew-media.ts';
import { Nothing, PEOPLE, Short, type Method } from './method.ts';
import {
  ConsumerOffer,
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
} from './rtp.ts';

const SendTransport = v.object({ routerRtpCapabilities: RtpCapabilities, transport: TransportOffer });

/** Media of the people in the studio, and of the program. */
export const MEDIA_METHODS = {
  /**
   * Media among the people in the studio. One transport a direction; opening again replaces it, and everything on it.
   * What may be sent is `maySendNow`’s to say; what may be received is in the tick `crew.producers`.
   */
  'crew.openSend': { params: Nothing, result: SendTransport, callers: PEOPLE },
  'crew.openReceive': { params: Nothing, result: SendTransport, callers: PEOPLE },
  'crew.connect': {
    params: v.object({ transportId: Short, dtlsParameters: DtlsParameters }),
    result: Nothing,
    callers: PEOPLE,
  },
  'crew.restartIce': {
    params: v.object({ transportId: Short }),
    result: v.object({ iceParameters: IceParameters }),
    callers: PEOPLE,
  },
  /** A second one of the same media replaces the first. */
  'crew.produce': {
    params: v.object({ transportId: Short, media: CrewMedia, rtpParameters: RtpParameters }),
    result: v.object({ producerId: v.string() }),
    callers: PEOPLE,
  },
  'crew.closeProducer': { params: v.object({ producerId: Short }), result: Nothing, callers: PEOPLE },
  /** Begins paused where it is a picture: the page lets it flow with `crew.tuneConsumer` when it is ready to show it. */
  'crew.consume': {
    params: v.object({ producerId: Short, rtpCapabilities: RtpCapabilities }),
    result: v.object({ consumer: ConsumerOffer }),
    callers: PEOPLE,
  },
  'crew.tuneConsumer': {
    params: v.object({ consumerId: Short, encoding: EncodingChoice, flow: v.picklist(['on', 'off']) }),
    result: Nothing,
    callers: PEOPLE,
  },
  'crew.closeConsumer': { params: v.object({ consumerId: Short }), result: Nothing, callers: PEOPLE },

  /**
   * Publishing the program: `auth.forbidden` unless this page makes it. Capabilities of the router, and the one send transport
   * of the program; calling again replaces the transport.
   */
  'media.openSend': {
    params: Nothing,
    result: v.object({ routerRtpCapabilities: RtpCapabilities, transport: TransportOffer }),
    callers: PEOPLE,
  },
  'media.connect': {
    params: v.object({ transportId: Short, dtlsParameters: DtlsParameters }),
    result: Nothing,
    callers: PEOPLE,
  },
  'media.produce': {
    params: v.object({ transportId: Short, kind: MediaKind, rtpParameters: RtpParameters }),
    result: v.object({ producerId: v.string() }),
    callers: PEOPLE,
  },
  'media.closeProducer': { params: v.object({ producerId: Short }), result: Nothing, callers: PEOPLE },
} as const satisfies Record<string, Method>;
