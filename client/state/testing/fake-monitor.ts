import { AppError } from '../../../shared/errors.ts';
import type { Monitor, MonitorState } from '../../audio/monitor.ts';

/** A monitor that sounds nowhere, and knows what it plays. */
export class FakeMonitor implements Monitor {
  readonly canChooseOutput = true;
  readonly playing = new Map<string, MediaStreamTrack>();
  state: MonitorState = 'quiet';
  output = '';
  tests = 0;
  #listener: (state: MonitorState) => void = () => undefined;

  onState(listener: (state: MonitorState) => void): void {
    this.#listener = listener;
  }

  tell(state: MonitorState): void {
    this.state = state;
    this.#listener(state);
  }

  play(key: string, track: MediaStreamTrack): void {
    this.playing.set(key, track);
  }

  stop(key: string): void {
    this.playing.delete(key);
  }

  setVolume(): void {}

  setVolumeOf(): void {}

  setOutput(deviceId: string): Promise<void> {
    if (deviceId === 'gone') return Promise.reject(new AppError('media.not-found'));
    this.output = deviceId;
    return Promise.resolve();
  }

  resume(): Promise<void> {
    this.tell('playing');
    return Promise.resolve();
  }

  playTestSound(): Promise<void> {
    this.tests += 1;
    return Promise.resolve();
  }

  close(): void {
    this.playing.clear();
  }
}
