import type { Device, types } from 'mediasoup-client';
import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import {
  ABS_CAPTURE_TIME_URI,
  DtlsParameters,
  RtpCapabilities,
  type TransportOffer,
} from '../../shared/protocol/rtp.ts';
import type { Attempt } from './steady-transport.ts';

export type SfuDevice = Device;
export type SfuTransport = types.Transport;

/** mediasoup-client is a third of the studio's scripts, and nothing needs it before something is sent or received. */
const loadClient = async (): Promise<typeof import('mediasoup-client')> => {
  try {
    return await import('mediasoup-client');
  } catch (error) {
    throw new AppError('net.unreachable', error);
  }
};

/** This browser as mediasoup-client knows it. Every frame is sent with its capture time, by which receivers date what they see. */
const makeDevice = async (): Promise<Device> => {
  const client = await loadClient();
  try {
    return new client.Device({ forcedRtpExtensions: { [ABS_CAPTURE_TIME_URI]: true } });
  } catch (error) {
    throw new AppError('browser.unsupported', error);
  }
};

export type MakeDevice = () => Promise<Device>;

/** The same device for all that a page sends and receives, made when the first of them needs it, and again after a failure. */
export const sharedDevice = (): MakeDevice => {
  let making: Promise<Device> | null = null;
  return async () => {
    try {
      return await (making ??= makeDevice());
    } catch (error) {
      making = null;
      throw error;
    }
  };
};

/** Loads once; the router's capabilities are the same on every worker. */
export const loadDevice = async (device: Device, router: RtpCapabilities): Promise<void> => {
  if (device.loaded) return;
  try {
    // Our schema follows mediasoup's shapes but is laxer where it lists literals (extension URIs).
    await device.load({ routerRtpCapabilities: router as types.RtpCapabilities });
  } catch (error) {
    throw new AppError('browser.unsupported', error);
  }
};

export const sendableCapabilities = (device: Device): RtpCapabilities =>
  v.parse(RtpCapabilities, asSent(device.sendRtpCapabilities));

export const receivableCapabilities = (device: Device): RtpCapabilities =>
  v.parse(RtpCapabilities, asSent(device.recvRtpCapabilities));

/** As the wire carries it: mediasoup-client leaves members that are there but undefined. */
export const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

type Opening = {
  readonly device: Device;
  readonly direction: 'send' | 'receive';
  readonly offer: TransportOffer;
  /** Tells the server how this end connects: `media.connect` and its like. */
  readonly connect: (params: MethodParams<'media.connect'>, signal: AbortSignal) => Promise<unknown>;
  /** What was about to use the transport fails with the same error; the transport is of no use any more. */
  readonly onConnectFailed?: (error: unknown) => void;
};

/** The page's end of a transport, in the attempt's scope. It connects when it is first used. */
export const openTransport = (
  { device, direction, offer, connect, onConnectFailed }: Opening,
  { scope, keep }: Attempt,
): types.Transport => {
  const options = offer as types.TransportOptions;
  const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  scope.defer(() => transport.close());
  transport.on('connect', ({ dtlsParameters }, connected, failed) => {
    keep(transport);
    const params = { transportId: offer.id, dtlsParameters: v.parse(DtlsParameters, asSent(dtlsParameters)) };
    connect(params, scope.signal).then(connected, (error: Error) => {
      failed(error);
      if (!scope.isClosed) onConnectFailed?.(error);
    });
  });
  return transport;
};
