import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../shared/protocol/methods.ts';
import { seededRandom, type Random } from '../../shared/random.ts';
import { between } from '../../shared/scene/diff.ts';
import { setLayerOpacity } from '../../shared/scene/edit-layers.ts';
import { aColorLayer, aDocument, granted, layerId, sceneId } from '../../shared/scene/sample-documents.ts';
import { sceneEditOf } from '../../shared/scene/shared-edit.ts';
import { aProduction } from '../sfu/testing/rtp-parameters.ts';
import type { ScriptedPage } from './scripted-page.ts';
import {
  ask,
  asStudio,
  asViewer,
  goLive,
  openServer,
  someFacts,
  type TestServer,
  type TestShow,
} from './signaling-fixture.ts';

const document = aDocument({ scenes: { s1: [aColorLayer('sky')], s2: [aColorLayer('sea')] } });

const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));
const CASES = 600;

const pick = <Item>(items: readonly Item[], random: Random): Item | undefined =>
  items[Math.floor(random() * items.length)];

const STRANGE: readonly unknown[] = [
  null,
  undefined,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  'a'.repeat(5_000),
  '__proto__',
  '\u0000',
  '\u202e',
  [],
  {},
  true,
  [[[[[[[[]]]]]]]],
  { constructor: { prototype: {} } },
  { length: 1e9 },
  'transport-1',
  'producer-1',
];

/** Lists of long lists of long lists would be longer than any text can be. */
const isSmall = (value: unknown): boolean => (JSON.stringify(value) ?? '').length < 1_000;

/** A value like `value`, with some of its members missing, added, or of another kind. */
const mangle = (value: unknown, random: Random): unknown => {
  if (random() < 0.2) return pick(STRANGE, random);
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => mangle(item, random));
    return random() < 0.1 && isSmall(items[0]) ? Array.from({ length: 300 }, () => items[0]) : items;
  }
  if (typeof value !== 'object' || value === null) return random() < 0.3 ? pick(STRANGE, random) : value;
  const kept = Object.entries(value).filter(() => random() > 0.1);
  return Object.fromEntries([
    ...kept.map(([key, item]) => [key, mangle(item, random)] as const),
    ...(random() < 0.2 ? [['__proto__', pick(STRANGE, random)] as const] : []),
  ]);
};

const makeFrame = (random: Random, samples: readonly unknown[]): string | Buffer => {
  const kind = random();
  if (kind < 0.05) return Buffer.from(Array.from({ length: 50 }, () => Math.floor(random() * 256)));
  if (kind < 0.1) return String(pick(STRANGE, random));
  const method = random() < 0.9 ? pick(Object.keys(METHODS), random) : pick(STRANGE, random);
  const frame = {
    t: 'request',
    id: 1 + Math.floor(random() * 1e6),
    method,
    params: mangle(pick(samples, random), random),
  };
  // Of `undefined`, one of the strange values, JSON makes nothing at all.
  const text = JSON.stringify(random() < 0.1 ? mangle(frame, random) : frame) ?? '';
  return random() < 0.05 ? text.slice(0, Math.floor(random() * text.length)) : text;
};

describe(`frames that no page of ours sends (FUZZ_SEED=${SEED})`, () => {
  let server: TestServer;
  let target: TestShow;
  let bystander: TestShow;
  beforeAll(async () => {
    server = await openServer({ limits: { joinBurst: 10_000, requestBurst: 10_000 } });
    target = await server.aShow();
    bystander = await server.aShow();
  });
  afterAll(() => server.close());

  const enter = async (as: 'viewer' | 'studio' | 'nobody'): Promise<ScriptedPage> => {
    const page = await server.connect({ cookie: target.cookie });
    if (as === 'viewer') await page.open(asViewer(target.actor, { watch: ask(server) }));
    if (as === 'studio') await page.open(asStudio(target.actor, { claim: 'take-over' }));
    return page;
  };

  it('harm nobody: every one is answered or closes its own socket', async () => {
    const random = seededRandom(SEED);
    const { studio } = await goLive(server, bystander);
    const before = bystander.actor.state;
    const opener = await enter('studio');
    await opener.call('production.open', { document, sceneId: sceneId('s1') });
    await opener.leave();
    const edit = sceneEditOf(between(document, granted(setLayerOpacity(document, layerId('sky'), 0.5))));
    const samples = [
      { document, sceneId: 's1' },
      { editId: 'edit', edit },
      { sceneId: 's2', transition: { kind: 'cut' } },
      { standby: 'ready' },
      { participantId: 'host' },
      ask(server),
      asViewer(target.actor),
      asStudio(target.actor),
      { facts: someFacts() },
      { prize: 'Tea', itemId: null, winners: 1, word: null, openMs: 30_000 },
      { giveawayId: 'giveaway', intent: 'intent-1', name: 'Ann' },
      { itemId: 'item', facts: someFacts(), toIndex: 3 },
      {
        mark: {
          captureAtMs: 1,
          calloutId: null,
          areas: [{ itemId: 'item', rect: { x: 0, y: 0, width: 1, height: 1 } }],
        },
      },
      { transportId: 'transport-1', kind: 'video', rtpParameters: aProduction('video') },
      { transportId: 'transport-1', dtlsParameters: ask(server).dtlsParameters },
      {},
    ];
    for (let count = 0; count < CASES; count += 20) {
      const page = await enter(pick(['viewer', 'studio', 'nobody'] as const, random) ?? 'viewer');
      for (let frames = 0; frames < 20; frames += 1) page.send(makeFrame(random, samples));
      const answered = page.ask('clock.ping', {}).catch(() => 'silent');
      await Promise.race([answered, page.closed]);
      await page.vanish();
    }
    await studio.call('clock.ping', {});
    expect(bystander.actor.state).toEqual(before);
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(({} as Record<string, unknown>)['prototype']).toBeUndefined();
  }, 30_000);
});
