import type { Device, types } from 'mediasoup-client';
import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import type { MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import { RtpParameters } from '../../shared/protocol/rtp.ts';
import type { ProgramFormat } from '../../shared/scene/document.ts';
import { asSent, loadDevice, openTransport, sendableCapabilities } from '../platform/sfu-device.ts';
import type { Attempt } from '../platform/steady-transport.ts';
import { chooseVideoCodec } from './choose-codec.ts';
import { SOUND_BPS, videoBitrate } from './video-bitrate.ts';

export type SendingFlow = 'on' | 'held';

/** The program and the server's `media.*` methods, as functions. */
export type PublisherPorts = {
  /** Both tracks stay the caller's: they are neither stopped nor replaced here. */
  readonly video: MediaStreamTrack;
  readonly audio: MediaStreamTrack;
  readonly format: ProgramFormat;
  readonly contentHint: 'motion' | 'detail';
  /** `held`: all is connected and nothing is encoded until `release`. */
  readonly flow: SendingFlow;
  readonly openSend: (signal: AbortSignal) => Promise<MethodResult<'media.openSend'>>;
  readonly connect: (params: MethodParams<'media.connect'>, signal: AbortSignal) => Promise<unknown>;
  readonly produce: (
    params: MethodParams<'media.produce'>,
    signal: AbortSignal,
  ) => Promise<MethodResult<'media.produce'>>;
  readonly closeProducer: (producerId: string, signal: AbortSignal) => Promise<unknown>;
  readonly restartIce: (transportId: string, signal: AbortSignal) => Promise<MethodResult<'media.restartIce'>>;
};

/** One transport that sends the program, and its two producers on the server. */
export type Sending = {
  readonly transport: types.Transport;
  readonly producerIds: readonly string[];
  /** Lets what was held flow. Fails with `media.unavailable` when the connection is gone. */
  readonly release: () => Promise<void>;
};

/** Opens a send transport for `attempt` and produces picture and sound on it. Fails with an AppError, or with the scope's reason. */
export const openSending = async (device: Device, ports: PublisherPorts, attempt: Attempt): Promise<Sending> => {
  const { signal } = attempt.scope;
  const { routerRtpCapabilities, transport: offer } = await ports.openSend(signal);
  await loadDevice(device, routerRtpCapabilities);
  signal.throwIfAborted();
  try {
    const transport = openTransport({ device, direction: 'send', offer, connect: ports.connect }, attempt);
    transport.on('produce', ({ kind, rtpParameters }, produced, failed) => {
      const params = { transportId: offer.id, kind, rtpParameters: v.parse(RtpParameters, asSent(rtpParameters)) };
      ports.produce(params, signal).then(({ producerId }) => produced({ id: producerId }), failed);
    });
    const producers = await Promise.all([produceVideo(transport, device, ports), produceAudio(transport, ports)]);
    return {
      transport,
      producerIds: producers.map((producer) => producer.id),
      release: () => activate(producers),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof AppError ? error : new AppError('media.invalid-parameters', error);
  }
};

const produceVideo = async (
  transport: types.Transport,
  device: Device,
  ports: PublisherPorts,
): Promise<types.Producer> => {
  const codec = chooseVideoCodec(sendableCapabilities(device));
  if (!codec) throw new AppError('browser.unsupported');
  const { maxBps, startKbps } = videoBitrate(ports.format);
  const producer = await transport.produce({
    track: ports.video,
    codec: codec as types.RtpCodecCapability,
    encodings: [{ maxBitrate: maxBps, active: ports.flow === 'on' }],
    codecOptions: { videoGoogleStartBitrate: startKbps },
    stopTracks: false,
  });
  await keepResolution(producer.rtpSender);
  return producer;
};

/**
 * On a slow line or machine frames are left out instead of pixels: a price that cannot be read sells nothing, and a change of
 * size costs every viewer a key frame.
 */
const keepResolution = async (sender: RTCRtpSender | undefined): Promise<void> => {
  if (!sender) return;
  await sender.setParameters({ ...sender.getParameters(), degradationPreference: 'maintain-resolution' });
};

/** Stereo at a rate that music survives; lost packets are repaired from the next one. No pauses in sending: they cut soft music. */
const produceAudio = (transport: types.Transport, { audio, flow }: PublisherPorts): Promise<types.Producer> =>
  transport.produce({
    track: audio,
    encodings: [{ active: flow === 'on' }],
    codecOptions: { opusStereo: true, opusFec: true, opusDtx: false, opusMaxAverageBitrate: SOUND_BPS },
    stopTracks: false,
  });

const activate = async (producers: readonly types.Producer[]): Promise<void> => {
  try {
    await Promise.all(producers.flatMap(({ rtpSender }) => (rtpSender ? [activateSender(rtpSender)] : [])));
  } catch (error) {
    throw new AppError('media.unavailable', error);
  }
};

const activateSender = (sender: RTCRtpSender): Promise<void> => {
  const parameters = sender.getParameters();
  const encodings = parameters.encodings.map((encoding) => ({ ...encoding, active: true }));
  return sender.setParameters({ ...parameters, encodings });
};
