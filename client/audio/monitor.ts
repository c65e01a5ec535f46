import type { Closable } from '../../shared/lifetime.ts';

/** `blocked`: the browser lets the page sound only after a gesture; call `resume` in one. */
export type MonitorState = 'quiet' | 'playing' | 'blocked';

/**
 * Plays what comes from others to the person at this page, by media elements: only what an element plays is known to the
 * browser's echo canceller, and Chromium decodes sound from the network only while an element plays it.
 * Never give it what this page itself captures.
 */
export type Monitor = Closable & {
  readonly state: MonitorState;
  onState(listener: (state: MonitorState) => void): void;
  /** Whether this browser lets a page choose where sound goes. */
  readonly canChooseOutput: boolean;
  /** Plays `track`, in place of what `key` played before. The track stays its owner's. */
  play(key: string, track: MediaStreamTrack): void;
  stop(key: string): void;
  /** 0…1 for everything; 0 is silence, and the sound still arrives for others that use it. */
  setVolume(volume: number): void;
  /** 0…1 for one, under the volume of everything. */
  setVolumeOf(key: string, volume: number): void;
  /** The empty string is the system's own choice. Fails with `speaker.unusable`. */
  setOutput(deviceId: string): Promise<void>;
  /** In a gesture: plays what was blocked. */
  resume(): Promise<void>;
  /** A short chime on the chosen output. Resolves when it has ended. */
  playTestSound(): Promise<void>;
};
