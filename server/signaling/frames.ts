import type { Refusal } from '../../shared/result.ts';
import type { ServerFrame } from '../../shared/protocol/server-frame.ts';
import type { TickData, TickType } from '../../shared/protocol/ticks.ts';
import type { ToldLoggedEvent } from '../../shared/show/event.ts';

const text = (frame: ServerFrame): string => JSON.stringify(frame);

export const eventFrame = (logged: ToldLoggedEvent): string => text({ t: 'event', ...logged });
export const eventsFrame = (events: ToldLoggedEvent[]): string => text({ t: 'events', events });
export const replyFrame = (id: number, result: unknown): string => text({ t: 'reply', id, result });
export const failureFrame = (id: number, refusal: Refusal): string => text({ t: 'failure', id, ...refusal });
export const tickFrame = <Type extends TickType>(type: Type, data: TickData<Type>): string =>
  text({ t: 'tick', type, data });
