import type { MethodName, MethodParams, MethodResult, METHODS } from '../../shared/protocol/methods.ts';
import type { Caller } from '../../shared/protocol/method.ts';
import type { Result } from '../../shared/result.ts';
import type { CrewSession, StudioSession, ViewerSession } from './session.ts';
import type { ShowRoom } from './show-room.ts';

type Place = {
  readonly room: ShowRoom;
  /** Epoch milliseconds. */
  readonly clock: () => number;
};
export type Contexts = {
  readonly studio: Place & { readonly session: StudioSession };
  readonly crew: Place & { readonly session: CrewSession };
  readonly viewer: Place & { readonly session: ViewerSession };
};
export type AnyContext = Contexts[Caller];
/** Whose page is of the studio: what they may ask is the show's to decide, by their role. */
export type PersonContext = Contexts['studio' | 'crew'];

type CallerOf<Name extends MethodName> = (typeof METHODS)[Name]['callers'][number];

/** What `caller` may call once its session is open: the table's word. */
export type MethodOf<C extends Caller> = {
  [Name in MethodName]: C extends CallerOf<Name> ? Name : never;
}[Exclude<MethodName, 'session.open'>];

type Answer<Name extends MethodName> = Result<MethodResult<Name>>;

/** Refuses by its result; failures of the media plane and the store are thrown as AppErrors. */
export type Handler<Name extends MethodName, Context> = (
  context: Context,
  params: MethodParams<Name>,
) => Answer<Name> | Promise<Answer<Name>>;

/** One handler for every method of the table that `C` may call: a missing one does not compile. */
export type HandlersOf<C extends Caller> = { readonly [Name in MethodOf<C>]: Handler<Name, Contexts[C]> };

/** Handlers of methods that the studio's page and pages of the crew share. */
export type PersonHandlers<Name extends MethodOf<'studio'> & MethodOf<'crew'>> = {
  readonly [Each in Name]: Handler<Each, PersonContext>;
};
