import * as v from 'valibot';
import { SessionId, ShowAddress } from '../../shared/ids.ts';
import { Scope } from '../../shared/lifetime.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import { PEOPLE_PROTOCOL } from '../../shared/protocol/people-protocol.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { type ConnectionState, openConnection, type Resume } from './connection.ts';
import { fakeNetwork, type FakeSocket } from './fake-socket.ts';

export const SESSION = v.parse(SessionId, 'session-1');
export const ADDRESS = v.parse(ShowAddress, 'spring-sale');
/** The page of somebody in the studio: it is told every event. */
const HOST_SELF = { participantId: 'host', role: 'host' };
/** How far the server's clock is ahead of the page's, in these tests. */
export const AHEAD_MS = 90_000;

export const aShow = (seq: number): unknown => ({
  id: 'show-1',
  channelId: 'channel-1',
  title: 'Spring sale',
  address: ADDRESS,
  createdAtMs: 1,
  life: { phase: 'draft' },
  items: {},
  itemIds: [],
  callout: null,
  mark: null,
  seq,
});

export const anEvent = (seq: number, title = `Title ${seq}`): unknown => ({
  t: 'event',
  seq,
  atMs: 1,
  event: { type: 'show.renamed', title },
});

export const anOpening = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  sessionId: SESSION,
  resumeToken: 'token-1',
  session: 'fresh',
  serverAtMs: 1,
  show: aShow(7),
  channel: { name: 'Channel', handle: 'channel' },
  watchers: 0,
  self: HOST_SELF,
  watch: null,
  hostClockOffsetMs: null,
  ...over,
});

export const setUp = () => {
  const clock = fakeClock();
  const network = fakeNetwork();
  const scope = new Scope((error) => {
    throw error;
  });
  const seen = {
    states: [] as ConnectionState[],
    opened: [] as Opened[],
    events: [] as LoggedEvent[],
    ticks: [] as unknown[],
    resumes: [] as (Resume | null)[],
    offsets: [] as number[],
  };
  const connection = openConnection(
    {
      protocol: PEOPLE_PROTOCOL,
      url: 'wss://shop.example/socket',
      makeOpenParams: (resume) => {
        seen.resumes.push(resume);
        return { as: 'viewer', version: PROTOCOL_VERSION, address: ADDRESS, resume, watch: null };
      },
      onOpened: (opened) => seen.opened.push(opened),
      onEvent: (logged) => seen.events.push(logged),
      onTick: (type, data) => seen.ticks.push([type, data]),
      onState: (state) => seen.states.push(state),
      onClock: (offsetMs) => seen.offsets.push(offsetMs),
      clock,
      random: () => 0.5,
      socketFactory: network.factory,
    },
    scope,
  );
  const answerOpening = async (opening = anOpening()): Promise<FakeSocket> => {
    const socket = network.latest();
    socket.answerPings(() => clock.now() + AHEAD_MS);
    socket.accept();
    await clock.advance(0);
    socket.reply(socket.last('session.open').id, { ...opening, serverAtMs: Math.round(clock.now() + AHEAD_MS) });
    await clock.advance(0);
    return socket;
  };
  return { clock, network, scope, seen, connection, answerOpening };
};
