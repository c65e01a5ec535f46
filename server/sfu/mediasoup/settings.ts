import type { CrewMedia } from '../../../shared/protocol/crew-media.ts';
import type { IceServer, MediaKind } from '../../../shared/protocol/rtp.ts';
import type { Vigilance } from '../port.ts';

export type PlaneSettings = {
  /** Path of a mediasoup-worker binary. */
  readonly workerBin: string;
  readonly workers: number;
  /** The local address that UDP and TCP sockets are bound to. */
  readonly listenIp: string;
  /** Where pages are told to connect, the best one first: more than one where a machine has several names for different pages. */
  readonly announcedAddresses: readonly [string, ...string[]];
  /** Worker n listens on `rtcPort + n`, UDP and TCP. */
  readonly rtcPort: number;
  /** TURN servers for pages behind firewalls that pass neither UDP nor TCP to `rtcPort`. */
  readonly iceServers: readonly IceServer[];
  /** A worker that leaves a question unanswered for three times as long is replaced. */
  readonly askWorkersEveryMs: number;
};

/**
 * What a viewer's link is believed to carry before it is measured, in bits per second. Low starts a joiner with a trickle;
 * high risks a queue at the start of a slow link. 4 Mbit/s is a 1080p program.
 */
export const INITIAL_OUTGOING_BPS = 4_000_000;

/** Caps of one producer: 1080p at 30 frames with room for a key frame; Opus stereo at its highest. */
export const MAX_INCOMING_BPS = { audio: 400_000, video: 8_000_000 } as const;

/** Encodings of one stream of the program. */
export const MAX_ENCODINGS = { audio: 1, video: 3 } as const satisfies Record<MediaKind, number>;

/** Caps of each stream of a person in the studio, over all of its encodings together. */
export const CREW_MAX_INCOMING_BPS: Readonly<Record<CrewMedia, number>> = {
  microphone: 400_000,
  // 720p for a large tile and 180p for a small one.
  camera: 1_800_000,
  // Text at 1080p, with room for the key frame of a turned page.
  screen: 3_000_000,
  'screen-sound': 400_000,
  bus: 400_000,
  // 320 pixels wide, for every guest's phone.
  return: 600_000,
  talkback: 400_000,
};

/**
 * Key frame requests of joiners within this time are answered by one key frame, so that a flood of joins costs the host one
 * a second. The first request passes at once (a lone joiner never waits); one that comes just after another waits for the rest.
 */
export const KEY_FRAME_REQUEST_DELAY_MS = 1_000;

/**
 * How often arriving bytes are sampled: a quarter of the stall limit, so that a stall is seen within 1.5 s; while the host is
 * feared lost, so often that it is known within half a second.
 */
export const SAMPLE_INTERVAL_MS = { usual: 250, high: 80 } as const satisfies Record<Vigilance, number>;

/** How often the crew's streams are: just over the police's span, so that every sample is a verdict, and no more than that. */
export const CREW_SAMPLE_INTERVAL_MS = 1_100;

/** A dead worker's successor is up in well under this; longer, and the caller is told `media.unavailable`. */
export const WORKER_WAIT_MS = 3_000;

/** Far longer than a worker takes to answer on a machine that is short of everything. */
export const ASK_WORKERS_EVERY_MS = 3_000;
