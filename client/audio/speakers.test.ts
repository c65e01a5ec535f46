import { describe, expect, test } from 'vitest';
import type { MonitorState } from './monitor.ts';
import { openMonitor, type MonitorBrowser, type Player } from './speakers.ts';

class FakePlayer implements Player {
  srcObject: MediaStream | null = null;
  volume = 1;
  sinkId = '';
  isPlaying = false;
  refusal: DOMException | null = null;

  constructor(refusal: DOMException | null) {
    this.refusal = refusal;
  }

  play(): Promise<void> {
    if (this.refusal) return Promise.reject(this.refusal);
    this.isPlaying = true;
    return Promise.resolve();
  }

  pause(): void {
    this.isPlaying = false;
  }

  setSinkId(deviceId: string): Promise<void> {
    if (deviceId === 'gone') return Promise.reject(new DOMException('gone', 'NotFoundError'));
    this.sinkId = deviceId;
    return Promise.resolve();
  }
}

const aTrack = (): MediaStreamTrack => ({}) as MediaStreamTrack;
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

const setUp = () => {
  const world = { refusal: null as DOMException | null, players: [] as FakePlayer[], chimes: 0 };
  const browser: MonitorBrowser = {
    makePlayer: () => {
      const player = new FakePlayer(world.refusal);
      world.players.push(player);
      return player;
    },
    makeStream: (track) => ({ track }) as unknown as MediaStream,
    openChime: () => {
      world.chimes += 1;
      return { stream: {} as MediaStream, ended: Promise.resolve(), close: () => undefined };
    },
  };
  const monitor = openMonitor(browser);
  world.players = [];
  const states: MonitorState[] = [];
  monitor.onState((state) => states.push(state));
  return { world, monitor, states };
};

describe('a monitor', () => {
  test('plays each by an element of its own, and stops it', async () => {
    const { world, monitor, states } = setUp();
    monitor.play('mei', aTrack());
    monitor.play('lin', aTrack());
    await settle();
    expect(world.players.map(({ isPlaying }) => isPlaying)).toEqual([true, true]);
    monitor.stop('mei');
    monitor.stop('lin');
    expect(world.players.map(({ isPlaying, srcObject }) => [isPlaying, srcObject])).toEqual([
      [false, null],
      [false, null],
    ]);
    expect(states).toEqual(['playing', 'quiet']);
  });

  test('gives another track of the same to the same element, and the same track to none', async () => {
    const { world, monitor } = setUp();
    const track = aTrack();
    monitor.play('mei', track);
    monitor.play('mei', track);
    monitor.play('mei', aTrack());
    await settle();
    expect(world.players).toHaveLength(1);
  });

  test('says that the browser holds it back, until a gesture', async () => {
    const { world, monitor, states } = setUp();
    world.refusal = new DOMException('no gesture', 'NotAllowedError');
    monitor.play('mei', aTrack());
    await settle();
    expect(monitor.state).toBe('blocked');
    for (const player of world.players) player.refusal = null;
    await monitor.resume();
    expect(states).toEqual(['blocked', 'playing']);
  });

  test('multiplies the volumes, also of whom comes later', async () => {
    const { world, monitor } = setUp();
    monitor.play('mei', aTrack());
    monitor.setVolume(0.5);
    monitor.setVolumeOf('mei', 0.5);
    monitor.play('lin', aTrack());
    expect(world.players.map(({ volume }) => volume)).toEqual([0.25, 0.5]);
    await settle();
  });

  test('plays on the chosen output, also whom comes later, and keeps the former one when that is gone', async () => {
    const { world, monitor } = setUp();
    monitor.play('mei', aTrack());
    await monitor.setOutput('headphones');
    await expect(monitor.setOutput('gone')).rejects.toMatchObject({ code: 'speaker.unusable' });
    monitor.play('lin', aTrack());
    await settle();
    expect(world.players.map(({ sinkId }) => sinkId)).toEqual(['headphones', 'headphones']);
  });

  test('plays its test sound on the chosen output and leaves nothing behind', async () => {
    const { world, monitor } = setUp();
    await monitor.setOutput('headphones');
    await monitor.playTestSound();
    expect(world).toMatchObject({ chimes: 1, players: [{ sinkId: 'headphones', isPlaying: false, srcObject: null }] });
  });
});
