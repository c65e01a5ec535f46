import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { SceneId } from '../../shared/ids.ts';
import { Scope } from '../../shared/lifetime.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { LiveThumbnails } from './live-thumbnails.ts';

const BITMAP = { width: 320, height: 180 } as ImageBitmap;

const open = () => {
  const clock = fakeClock();
  const world: { scene: SceneId | null; failure: Error | null } = { scene: null, failure: null };
  const drawn: string[] = [];
  const sent: Blob[] = [];
  const logged: string[] = [];
  const write = (_fields: unknown, message: string) => void logged.push(message);
  const log = { debug: write, info: write, warn: write, error: write, with: () => log };
  const scope = new Scope((error) => {
    throw error;
  });
  new LiveThumbnails(
    {
      onAir: () => world.scene,
      draw: (sceneId, widthPx) => {
        drawn.push(`${sceneId} ${widthPx}`);
        return Promise.resolve(BITMAP);
      },
      encode: () => Promise.resolve(new Blob(['picture'])),
      send: (picture) => {
        sent.push(picture);
        return world.failure === null ? Promise.resolve() : Promise.reject(world.failure);
      },
      clock,
      log,
    },
    scope,
  );
  return { world, clock, drawn, sent, logged, scope };
};

const scene = (id: string): SceneId => v.parse(SceneId, id);

describe('pictures for the lobby', () => {
  it('are sent soon after the show has begun, then every 25 seconds, and none off air', async () => {
    const { world, clock, drawn, sent } = open();
    await clock.advance(60_000);
    expect(drawn).toEqual([]);
    world.scene = scene('wide');
    await clock.advance(5_000);
    expect(drawn).toEqual(['wide 320']);
    world.scene = scene('close');
    await clock.advance(24_999);
    expect(drawn).toHaveLength(1);
    await clock.advance(1);
    expect(drawn).toEqual(['wide 320', 'close 320']);
    world.scene = null;
    await clock.advance(60_000);
    expect(sent).toHaveLength(2);
  });

  it('go on after one that did not arrive, and end with the page', async () => {
    const { world, clock, sent, logged, scope } = open();
    world.scene = scene('wide');
    world.failure = new AppError('net.unreachable');
    await clock.advance(5_000);
    expect(logged).toEqual(['no picture for the lobby this time']);
    world.failure = null;
    await clock.advance(25_000);
    expect(sent).toHaveLength(2);
    await scope.close();
    await clock.advance(60_000);
    expect(sent).toHaveLength(2);
  });
});
