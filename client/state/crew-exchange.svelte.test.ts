import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { CrewProducer } from '../../shared/protocol/crew-media.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import type { LoggedEvent, ShowEvent } from '../../shared/show/event.ts';
import { actorAs, personId, ScriptedShow } from '../../shared/show/show-fixture.ts';
import type { Connection } from '../net/connection.ts';
import type { CrewSender, CrewSenderHandlers } from '../publish/crew-sender.ts';
import type { CrewReceiver, CrewReceiverHandlers } from '../watch/crew-receiver.ts';
import { openCrewExchange } from './crew-exchange.svelte.ts';
import { fakeLog } from './testing/fake-log.ts';
import { aTrack } from './testing/fake-track.ts';
import { settle } from './testing/settle.ts';

const ME = personId('me');
const MEI = personId('mei');

const setUp = () => {
  const seen: string[] = [];
  const world = { calls: [] as unknown[], failure: null as AppError | null };
  const sender: CrewSender = {
    send: (media, track) => void seen.push(`send ${media} ${track ? 'on' : 'off'}`),
    setFlow: (media, flow) => void seen.push(`flow ${media} ${flow}`),
    setQuality: (quality) => void seen.push(`quality ${quality}`),
    confirm: (own) => void (own.length > 0 && seen.push(`confirm ${own.join(' ')}`)),
    republish: () => void seen.push('republish'),
    handleNetworkChange: () => void seen.push('sender network'),
    close: () => undefined,
  };
  const receiver: CrewReceiver = {
    follow: (producers) => void seen.push(`follow ${producers.map(({ producerId }) => producerId).join(' ')}`),
    tune: (producerId, encoding, flow) => void seen.push(`tune ${producerId} ${encoding} ${flow}`),
    reopen: () => void seen.push('reopen'),
    levelDb: (producerId) => (producerId === 'p1' ? -20 : null),
    stats: () => Promise.reject(new Error('not asked')),
    handleNetworkChange: () => void seen.push('receiver network'),
    close: () => undefined,
  };
  let sends!: CrewSenderHandlers;
  let receives!: CrewReceiverHandlers;
  const scope = new Scope((error) => {
    throw error;
  });
  const call = ((method: string, params: unknown) => {
    world.calls.push([method, params]);
    return world.failure ? Promise.reject(world.failure) : Promise.resolve({});
  }) as Connection['call'];
  const exchange = openCrewExchange(
    {
      call,
      sinks: {
        attach: (participantId, media) => void seen.push(`attach ${participantId} ${media}`),
        detach: (participantId, media) => void seen.push(`detach ${participantId} ${media}`),
      },
      openSender: (_ports, handlers) => {
        sends = handlers;
        return sender;
      },
      openReceiver: (_ports, handlers) => {
        receives = handlers;
        return receiver;
      },
      log: fakeLog(),
    },
    scope,
  );
  const show = ScriptedShow.in('draft');
  show.must(
    { type: 'people.join', participantId: ME, role: 'guest', name: 'Me', inviteId: null, explaining: 'at-once' },
    SYSTEM,
  );
  const opened = (session: Opened['session'] = 'fresh'): Opened => ({
    sessionId: 's' as Opened['sessionId'],
    resumeToken: 't',
    session,
    serverAtMs: 0,
    show: session === 'fresh' ? show.state : null,
    channel: { name: 'Tea', handle: 'tea' },
    self: { participantId: ME, role: 'guest' },
    watchers: 0,
    watch: null,
    hostClockOffsetMs: null,
  });
  const event = (happened: ShowEvent): LoggedEvent => ({ seq: 1, atMs: 1, event: happened });
  const take = (): string[] => seen.splice(0);
  take();
  return { world, exchange, show, opened, event, take, scope, handlers: () => ({ ...sends, receives }) };
};

const camera: CrewProducer = { producerId: 'p1', participantId: MEI, media: 'camera' };
const list = (...producers: CrewProducer[]) => ({ producers, own: [] });

describe('what others send', () => {
  test('is received as the server lists it, and handed on by person and media', () => {
    const { exchange, take, handlers } = setUp();
    exchange.handleTick('crew.producers', list(camera));
    expect(exchange.status(MEI)).toBe('connecting');
    expect(exchange.senders('camera')).toEqual([MEI]);
    const track = aTrack('video', 'mei');
    handlers().receives.onTrack(camera, track);
    expect(exchange.track(MEI, 'camera')).toBe(track);
    expect(exchange.status(MEI)).toBe('live');
    expect(exchange.levelDb(MEI, 'camera')).toBe(-20);
    exchange.handleTick('crew.producers', list());
    handlers().receives.onGone(camera);
    expect(exchange.track(MEI, 'camera')).toBeNull();
    expect(exchange.status(MEI)).toBe('none');
    expect(take()).toEqual(['follow p1', 'attach mei camera', 'follow ', 'detach mei camera']);
  });

  test('keeps its tuning when it comes anew, and its place when the new one is there first', () => {
    const { exchange, take, handlers } = setUp();
    exchange.handleTick('crew.producers', list(camera));
    handlers().receives.onTrack(camera, aTrack('video', 'mei'));
    exchange.tune(MEI, 'camera', 'high', 'on');
    take();
    const anew = { ...camera, producerId: 'p2' };
    exchange.handleTick('crew.producers', list(anew));
    handlers().receives.onGone(camera);
    expect(take()).toEqual(['follow p2', 'tune p2 high on']);
    expect(exchange.track(MEI, 'camera')).not.toBeNull();
  });

  test('is old while its person is away, or while nothing gets through', () => {
    const { exchange, event, handlers } = setUp();
    exchange.handleTick('crew.producers', list(camera));
    handlers().receives.onTrack(camera, aTrack('video', 'mei'));
    exchange.handleEvent(event({ type: 'people.lost', participantId: MEI }));
    expect(exchange.status(MEI)).toBe('lost');
    exchange.handleEvent(event({ type: 'people.returned', participantId: MEI }));
    expect(exchange.status(MEI)).toBe('live');
    handlers().receives.onState('recovering');
    expect(exchange.status(MEI)).toBe('lost');
  });
});

describe('what this page sends', () => {
  test('is silenced at once, and then the server is told, the newest wish last', async () => {
    const { exchange, opened, take, world } = setUp();
    exchange.handleOpened(opened());
    take();
    exchange.setSwitches({ microphone: 'on' });
    exchange.setSwitches({ microphone: 'off' });
    exchange.setSwitches({ microphone: 'on', camera: 'on' });
    expect(take()).toEqual([
      'flow microphone on',
      'flow camera off',
      'flow microphone off',
      'flow camera off',
      'flow microphone on',
      'flow camera on',
    ]);
    await settle();
    expect(world.calls).toEqual([
      ['people.switch', { switches: { microphone: 'on', camera: 'off', screen: 'off' } }],
      ['people.switch', { switches: { microphone: 'on', camera: 'on', screen: 'off' } }],
    ]);
  });

  test('is told again when the line is back', async () => {
    const { exchange, opened, world } = setUp();
    exchange.handleOpened(opened());
    world.failure = new AppError('net.unreachable');
    exchange.setSwitches({ camera: 'on' });
    await settle();
    world.failure = null;
    exchange.handleOpened(opened('resumed'));
    await settle();
    expect(world.calls).toHaveLength(2);
  });

  test('is muted by the host, and stays so until the person speaks up', async () => {
    const { exchange, opened, event, take, world } = setUp();
    exchange.handleOpened(opened());
    exchange.setSwitches({ microphone: 'on' });
    await settle();
    take();
    exchange.handleEvent(event({ type: 'people.muted', participantId: ME }));
    expect(exchange.switches.microphone).toBe('off');
    expect(take()).toEqual(['flow microphone off', 'flow camera off']);
    await settle();
    expect(world.calls).toHaveLength(1);
    exchange.setSwitches({ microphone: 'on' });
    await settle();
    expect(world.calls).toHaveLength(2);
  });

  test('is muted, too, when that happened while the line was down', async () => {
    const { exchange, opened, show, world } = setUp();
    exchange.handleOpened(opened());
    exchange.setSwitches({ microphone: 'on' });
    await settle();
    // The same person, and the log says that the microphone is off.
    exchange.handleOpened(opened());
    expect(exchange.switches.microphone).toBe('off');
    await settle();
    expect(world.calls).toHaveLength(1);
    expect(show.crew.participants[ME]?.switches.microphone).toBe('off');
  });

  test('is muted in another page of the same person, too: a reload does not speak up by itself', async () => {
    const { exchange, opened, show, world } = setUp();
    show.must(
      { type: 'people.switch', switches: { microphone: 'on', camera: 'off', screen: 'off' } },
      actorAs('guest', ME),
    );
    show.must({ type: 'people.mute', participantId: ME });
    exchange.setSwitches({ microphone: 'on' });
    exchange.handleOpened(opened());
    expect(exchange.switches.microphone).toBe('off');
    await settle();
    expect(world.calls).toEqual([]);
  });

  test('is said anew when the studio had forgotten the person', async () => {
    const { exchange, opened, show, world } = setUp();
    exchange.handleOpened(opened());
    exchange.setSwitches({ microphone: 'on' });
    await settle();
    show.must({ type: 'people.leave', participantId: ME, reason: 'silent' }, SYSTEM);
    show.atMs += 90_000;
    show.must(
      { type: 'people.join', participantId: ME, role: 'guest', name: 'Me', inviteId: null, explaining: 'at-once' },
      SYSTEM,
    );
    exchange.handleOpened(opened());
    await settle();
    expect(exchange.switches.microphone).toBe('on');
    expect(world.calls).toHaveLength(2);
  });

  test('is sent anew, and all received anew, when the server has lost it', () => {
    const { exchange, opened, take } = setUp();
    exchange.handleOpened(opened());
    expect(take()).toEqual(['quality auto', 'republish', 'reopen']);
    exchange.handleOpened(opened('resumed'));
    expect(take()).toEqual([]);
    exchange.handleTick('crew.lost', {});
    exchange.handleNetworkChange();
    expect(take()).toEqual(['republish', 'reopen', 'sender network', 'receiver network']);
  });

  test('is compared with what the server has of it', () => {
    const { exchange, take } = setUp();
    exchange.handleTick('crew.producers', { producers: [], own: ['mine'] });
    expect(take()).toEqual(['confirm mine', 'follow ']);
  });

  test('follows the quality that the host wants, and tells how it goes', () => {
    const { exchange, opened, event, take, handlers } = setUp();
    exchange.handleOpened(opened());
    take();
    exchange.handleEvent(event({ type: 'people.qualitySet', participantId: ME, quality: 'audio-only' }));
    exchange.handleEvent(event({ type: 'people.qualitySet', participantId: MEI, quality: 'low' }));
    expect(take()).toEqual(['quality audio-only']);
    handlers().onMedia('camera', { state: 'sending' });
    handlers().onState('connected');
    expect([exchange.sending('camera').state, exchange.sending('screen').state, exchange.path]).toEqual([
      'sending',
      'off',
      'connected',
    ]);
  });
});
