import type { Refusal } from '../../shared/result.ts';
import type { ServerFrame } from '../../shared/protocol/server-frame.ts';
import type { TickData, TickType } from '../../shared/protocol/ticks.ts';
import type { ToldLoggedEvent } from '../../shared/show/event.ts';
import { textFrame, type TextFrame } from './text-frame.ts';

const framed = (frame: ServerFrame): TextFrame => textFrame(JSON.stringify(frame));

export const eventFrame = (logged: ToldLoggedEvent): TextFrame => framed({ t: 'event', ...logged });
export const eventsFrame = (events: ToldLoggedEvent[]): TextFrame => framed({ t: 'events', events });
export const replyFrame = (id: number, result: unknown): TextFrame => framed({ t: 'reply', id, result });
export const failureFrame = (id: number, refusal: Refusal): TextFrame => framed({ t: 'failure', id, ...refusal });
export const tickFrame = <Type extends TickType>(type: Type, data: TickData<Type>): TextFrame =>
  framed({ t: 'tick', type, data });
