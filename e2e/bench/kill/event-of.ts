import type { ShowEvent } from '../../../shared/show/event.ts';

export type EventOf<Type extends string> = Extract<ShowEvent, { type: Type }>;
