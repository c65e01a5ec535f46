import type { Device, types } from 'mediasoup-client';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { CrewMedia } from '../../shared/protocol/crew-media.ts';
import type { Clock } from '../platform/clock.ts';
import { sendableCapabilities } from '../platform/sfu-device.ts';
import type { Carrier, Rider } from '../platform/sfu-path.ts';
import { Stepper } from '../platform/stepper.ts';
import { chooseVideoCodec } from './choose-codec.ts';
import {
  CAMERA_START_KBPS,
  degradationOf,
  isPicture,
  pictureEncodings,
  soundOptions,
  type CrewProfile,
  type PictureMedia,
  type PictureSize,
} from './crew-encodings.ts';

/** What becomes of one kind of media. `held`: there is a track, and by `setFlow` or a low quality nothing of it is sent. */
export type MediaSending =
  { readonly state: 'off' | 'starting' | 'sending' | 'held' } | { readonly state: 'failed'; readonly code: ErrorCode };

type Options = {
  readonly media: CrewMedia;
  readonly profile: CrewProfile;
  readonly clock: Clock;
  readonly closeProducer: (producerId: string, signal: AbortSignal) => Promise<unknown>;
  readonly onSending: (sending: MediaSending) => void;
};

type Step = () => Promise<unknown>;

/** What a camera's size is taken for until the browser tells it. */
const UNKNOWN_SIZE: PictureSize = { widthPx: 1_280, heightPx: 720 };
/** Places in `pictureEncodings` of a camera. */
const LOW_LAYER = 0;
const HIGH_LAYER = 1;

/** One kind of media: what is wanted of it, and the producer that is brought in line with that, step by step. */
export class CrewSlot implements Closable, Rider {
  readonly #options: Options;
  readonly #stepper: Stepper;
  #track: MediaStreamTrack | null = null;
  #flow: 'on' | 'off' = 'on';
  #topLayer: number = HIGH_LAYER;
  #carrier: Carrier | null = null;
  #producer: types.Producer | null = null;
  #sender: RTCRtpSender | null = null;
  /** The sender was silenced beside mediasoup-client, which still believes that it sends. */
  #isSilenced = false;
  #fitted: PictureSize | null = null;
  /** Producers that the server has yet to close. */
  #farewells: readonly string[] = [];
  #failure: ErrorCode | null = null;
  #told: MediaSending = { state: 'off' };

  constructor(options: Options) {
    this.#options = options;
    this.#stepper = new Stepper({
      clock: options.clock,
      next: () => this.#nextStep(),
      onChange: () => this.#tell(),
      onRefused: (code) => this.#refuse(code),
    });
  }

  /** The newest producer's, and those that still have to be closed. */
  get producerIds(): readonly string[] {
    return this.#producer ? [...this.#farewells, this.#producer.id] : this.#farewells;
  }

  send(track: MediaStreamTrack | null): void {
    if (track !== this.#track) this.#failure = null;
    this.#track = track;
    if (!track) this.#silence();
    void this.#stepper.follow();
  }

  setFlow(flow: 'on' | 'off'): void {
    this.#flow = flow;
    if (flow === 'off') this.#silence();
    void this.#stepper.follow();
  }

  limit(encodings: 'all' | 'low'): void {
    this.#topLayer = encodings === 'all' ? HIGH_LAYER : LOW_LAYER;
    void this.#stepper.follow();
  }

  /** The server has these producers, and no other: one that is missing was closed by it, for good. */
  confirm(producerIds: readonly string[]): void {
    const producer = this.#producer;
    if (!producer || producerIds.includes(producer.id)) return;
    void this.#stop(producer);
    this.#refuse('media.stopped');
    void this.#stepper.follow();
  }

  /** Sends by this transport from now on. Resolves when what is wanted runs, or cannot. */
  use(carrier: Carrier): Promise<void> {
    this.#carrier = carrier;
    this.#failure = null;
    return this.#stepper.follow();
  }

  /** The transport is about to close, and the server's end with it. */
  leave(): void {
    this.#carrier = null;
    this.#producer = null;
    this.#sender = null;
    this.#fitted = null;
    this.#farewells = [];
    this.#stepper.leave();
  }

  close(): void {
    this.#track = null;
    this.leave();
  }

  /** At once and beside the transport's queue of work, in which a request to the server may wait for its answer. */
  #silence(): void {
    this.#isSilenced = true;
    // It can fail only when the sender is stopped, which is as silent.
    this.#sender?.replaceTrack(null).catch(() => undefined);
  }

  #refuse(code: ErrorCode): void {
    this.#failure = code;
    // What cannot be told goes with the transport.
    this.#farewells = [];
  }

  /** What brings the producer nearer to what is wanted; null when nothing can. */
  #nextStep(): Step | null {
    const carrier = this.#carrier;
    if (!carrier) return null;
    const [producer, track] = [this.#producer, this.#track];
    if (!producer) {
      const canSend = track?.readyState === 'live' && this.#flow === 'on' && !this.#failure;
      if (canSend) return () => this.#produce(carrier, track);
      return this.#farewells.length > 0 ? () => this.#sayFarewell(carrier) : null;
    }
    if (!track) return () => this.#stop(producer);
    if (this.#failure || (this.#flow === 'on' && track.readyState === 'ended')) return null;
    const sent = this.#flow === 'on' ? track : null;
    if (producer.track !== sent || (sent && this.#isSilenced)) return () => this.#replace(producer, sent);
    return this.#nextPictureStep(producer, track);
  }

  #nextPictureStep(producer: types.Producer, track: MediaStreamTrack): Step | null {
    const { media } = this.#options;
    if (!isPicture(media)) return null;
    if (media === 'camera' && (producer.maxSpatialLayer ?? HIGH_LAYER) !== this.#topLayer) {
      return () => producer.setMaxSpatialLayer(this.#topLayer);
    }
    const size = sizeOf(track);
    const isFitted = this.#fitted?.widthPx === size.widthPx && this.#fitted.heightPx === size.heightPx;
    return isFitted ? null : () => this.#fit(media, producer, size);
  }

  async #produce(carrier: Carrier, track: MediaStreamTrack): Promise<void> {
    const { media, profile } = this.#options;
    this.#isSilenced = false;
    const producer = await carrier.transport.produce({
      ...(isPicture(media) ? pictureOptions(media, { track, profile, device: carrier.device }) : soundOf(media)),
      track,
      appData: { media },
      stopTracks: false,
      disableTrackOnPause: false,
      onRtpSender: (sender) => {
        this.#sender = sender;
        // It was switched off, or taken back, while the transport's other work went on.
        if (this.#flow === 'off' || this.#track !== track) this.#silence();
      },
    });
    if (this.#carrier !== carrier) return;
    this.#producer = producer;
    this.#fitted = null;
    // The server has replaced the former one.
    this.#farewells = [];
  }

  async #replace(producer: types.Producer, track: MediaStreamTrack | null): Promise<void> {
    if (producer.track === track) await this.#sender?.replaceTrack(track);
    else await producer.replaceTrack({ track });
    this.#isSilenced = false;
  }

  /** Another camera has another size, and the encodings are sizes in proportion to it. */
  async #fit(media: PictureMedia, producer: types.Producer, size: PictureSize): Promise<void> {
    this.#fitted = size;
    const sender = producer.rtpSender;
    if (!sender) return;
    const wanted = pictureEncodings(media, size, this.#options.profile);
    const parameters = sender.getParameters();
    const encodings = parameters.encodings.map((encoding, index) => ({ ...encoding, ...wanted[index] }));
    // A browser that refuses goes on in the former proportions, which is better than nothing.
    await sender
      .setParameters({ ...parameters, degradationPreference: degradationOf(media), encodings })
      .catch(() => undefined);
  }

  #stop(producer: types.Producer): Promise<void> {
    producer.close();
    this.#producer = null;
    this.#sender = null;
    this.#farewells = [...this.#farewells, producer.id];
    return Promise.resolve();
  }

  async #sayFarewell({ signal }: Carrier): Promise<void> {
    const [producerId] = this.#farewells;
    if (producerId === undefined) return;
    try {
      await this.#options.closeProducer(producerId, signal);
    } catch (error) {
      const isGone = error instanceof AppError && error.code === 'media.not-found';
      if (!isGone) throw error;
    }
    this.#farewells = this.#farewells.filter((id) => id !== producerId);
  }

  #tell(): void {
    const sending = this.#sending();
    const told = this.#told;
    if (sending.state === told.state && codeOf(sending) === codeOf(told)) return;
    this.#told = sending;
    this.#options.onSending(sending);
  }

  #sending(): MediaSending {
    if (!this.#track) return { state: 'off' };
    if (this.#failure) return { state: 'failed', code: this.#failure };
    if (this.#flow === 'off' || this.#track.readyState === 'ended') return { state: 'held' };
    const isSent = this.#producer?.track === this.#track && !this.#isSilenced;
    return { state: isSent ? 'sending' : 'starting' };
  }
}

const codeOf = (sending: MediaSending): ErrorCode | null => (sending.state === 'failed' ? sending.code : null);

const sizeOf = (track: MediaStreamTrack): PictureSize => {
  const { width, height } = track.getSettings();
  return width && height ? { widthPx: width, heightPx: height } : UNKNOWN_SIZE;
};

type Picture = { readonly track: MediaStreamTrack; readonly profile: CrewProfile; readonly device: Device };

const pictureOptions = (media: PictureMedia, { track, profile, device }: Picture): types.ProducerOptions => {
  const codec = chooseVideoCodec(sendableCapabilities(device));
  if (!codec) throw new AppError('browser.unsupported');
  const encodings = pictureEncodings(media, sizeOf(track), profile);
  const isSimulcast = encodings.length > 1;
  return {
    codec: codec as types.RtpCodecCapability,
    // One temporal layer: nobody leaves out frames of a person, and reference frames that are further apart cost bits.
    encodings: encodings.map((encoding) => ({ ...encoding, ...(isSimulcast ? { scalabilityMode: 'L1T1' } : {}) })),
    codecOptions: media === 'camera' ? { videoGoogleStartBitrate: CAMERA_START_KBPS } : {},
  };
};

const soundOf = (media: Exclude<CrewMedia, PictureMedia>): types.ProducerOptions => ({
  codecOptions: soundOptions(media),
});
