import { Device, type types } from 'mediasoup-client';
import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { RtpCapabilities } from '../../shared/protocol/rtp.ts';

/** @see https://webrtc.googlesource.com/src/+/refs/heads/main/docs/native-code/rtp-hdrext/abs-capture-time/ */
const ABS_CAPTURE_TIME_URI = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';

/** This browser as mediasoup-client knows it. Every frame is sent with its capture time, by which viewers date what they see. */
export const makeSendDevice = (): Device => {
  try {
    return new Device({ forcedRtpExtensions: { [ABS_CAPTURE_TIME_URI]: true } });
  } catch (error) {
    throw new AppError('browser.unsupported', error);
  }
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

/** As the wire carries it: mediasoup-client leaves members that are there but undefined. */
export const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
