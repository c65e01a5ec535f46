import { AppError } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Monitor, MonitorState } from './monitor.ts';

/** What one track is played by. */
export type Player = Pick<HTMLAudioElement, 'srcObject' | 'volume' | 'play' | 'pause'> & {
  /** Absent where a page cannot choose. */
  setSinkId?(deviceId: string): Promise<void>;
};

/** What a monitor needs of a browser; tests give their own. */
export type MonitorBrowser = {
  makePlayer(): Player;
  makeStream(track: MediaStreamTrack): MediaStream;
  /** A chime; its stream plays once and then ends. */
  openChime(): Closable & { readonly stream: MediaStream; readonly ended: Promise<void> };
};

const thisBrowser = (): MonitorBrowser => ({
  makePlayer: () => new Audio(),
  makeStream: (track) => new MediaStream([track]),
  openChime,
});

/** Two notes, loud enough to be found in a room and short enough not to be one too many. */
const CHIME = { notesHz: [660, 880], noteS: 0.22, peak: 0.25 };

const openChime = (): ReturnType<MonitorBrowser['openChime']> => {
  const context = new AudioContext();
  const destination = new MediaStreamAudioDestinationNode(context);
  const gain = new GainNode(context, { gain: 0 });
  gain.connect(destination);
  const { promise, resolve } = Promise.withResolvers<void>();
  const startS = context.currentTime + 0.05;
  const oscillator = new OscillatorNode(context);
  oscillator.connect(gain);
  CHIME.notesHz.forEach((frequencyHz, index) => {
    const noteS = startS + index * CHIME.noteS;
    oscillator.frequency.setValueAtTime(frequencyHz, noteS);
    gain.gain.setValueAtTime(0, noteS);
    gain.gain.linearRampToValueAtTime(CHIME.peak, noteS + 0.02);
    gain.gain.linearRampToValueAtTime(0, noteS + CHIME.noteS);
  });
  oscillator.addEventListener('ended', () => resolve());
  oscillator.start();
  oscillator.stop(startS + CHIME.notesHz.length * CHIME.noteS);
  return { stream: destination.stream, ended: promise, close: () => context.close() };
};

type Voice = { readonly player: Player; readonly track: MediaStreamTrack; volume: number };

/** A monitor on this page's speakers. Closes with its creator's scope. */
export const openMonitor = (browser: MonitorBrowser = thisBrowser()): Monitor => new SpeakerMonitor(browser);

class SpeakerMonitor implements Monitor {
  readonly canChooseOutput: boolean;
  readonly #browser: MonitorBrowser;
  readonly #voices = new Map<string, Voice>();
  readonly #blocked = new Set<string>();
  readonly #listeners = new Set<(state: MonitorState) => void>();
  #volume = 1;
  #outputId = '';
  #state: MonitorState = 'quiet';

  constructor(browser: MonitorBrowser) {
    this.#browser = browser;
    this.canChooseOutput = 'setSinkId' in browser.makePlayer();
  }

  get state(): MonitorState {
    return this.#state;
  }

  onState(listener: (state: MonitorState) => void): void {
    this.#listeners.add(listener);
  }

  play(key: string, track: MediaStreamTrack): void {
    const former = this.#voices.get(key);
    if (former?.track === track) return;
    const player = former?.player ?? this.#browser.makePlayer();
    const voice: Voice = { player, track, volume: former?.volume ?? 1 };
    this.#voices.set(key, voice);
    player.srcObject = this.#browser.makeStream(track);
    this.#setVolumeOf(voice);
    void this.#start(key, voice, former === undefined ? this.#outputId : '');
  }

  stop(key: string): void {
    const voice = this.#voices.get(key);
    if (!voice) return;
    this.#voices.delete(key);
    this.#blocked.delete(key);
    voice.player.pause();
    voice.player.srcObject = null;
    this.#tell();
  }

  setVolume(volume: number): void {
    this.#volume = volume;
    for (const voice of this.#voices.values()) this.#setVolumeOf(voice);
  }

  setVolumeOf(key: string, volume: number): void {
    const voice = this.#voices.get(key);
    if (!voice) return;
    voice.volume = volume;
    this.#setVolumeOf(voice);
  }

  async setOutput(deviceId: string): Promise<void> {
    try {
      await Promise.all([...this.#voices.values()].map(async ({ player }) => player.setSinkId?.(deviceId)));
    } catch (error) {
      throw new AppError('speaker.unusable', error);
    }
    this.#outputId = deviceId;
  }

  async resume(): Promise<void> {
    await Promise.all([...this.#voices].map(([key, voice]) => this.#start(key, voice, '')));
  }

  async playTestSound(): Promise<void> {
    const chime = this.#browser.openChime();
    const player = this.#browser.makePlayer();
    try {
      if (this.#outputId !== '') await player.setSinkId?.(this.#outputId);
      player.srcObject = chime.stream;
      await player.play();
      await chime.ended;
    } catch (error) {
      throw new AppError('speaker.unusable', error);
    } finally {
      player.pause();
      player.srcObject = null;
      await chime.close();
    }
  }

  close(): void {
    this.#listeners.clear();
    for (const key of [...this.#voices.keys()]) this.stop(key);
  }

  #setVolumeOf({ player, volume }: Voice): void {
    player.volume = Math.min(1, Math.max(0, volume * this.#volume));
  }

  /** A browser that will not play yet rejects; a player that got another stream meanwhile rejects too, and is not looked at. */
  async #start(key: string, voice: Voice, outputId: string): Promise<void> {
    try {
      if (outputId !== '') await voice.player.setSinkId?.(outputId);
      await voice.player.play();
      this.#blocked.delete(key);
    } catch (error) {
      if (this.#voices.get(key) !== voice || !(error instanceof DOMException)) return;
      if (error.name === 'NotAllowedError') this.#blocked.add(key);
    }
    this.#tell();
  }

  #tell(): void {
    const state = this.#blocked.size > 0 ? 'blocked' : this.#voices.size > 0 ? 'playing' : 'quiet';
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
