import type * as v from 'valibot';
import type { MethodName, MethodResult } from './methods.ts';
import type { ServerFrame } from './server-frame.ts';
import type { TickData, TickType } from './ticks.ts';

/**
 * What one kind of page says and hears. A viewer's page loads its own part alone: the whole of it, with the schema of every scene,
 * would be a tenth of that page.
 */
export type PageProtocol = {
  readonly frame: v.GenericSchema<unknown, ServerFrame>;
  readonly methods: {
    readonly [Name in MethodName]?: { readonly result: v.GenericSchema<unknown, MethodResult<Name>> };
  };
  readonly ticks: { readonly [Type in TickType]?: v.GenericSchema<unknown, TickData<Type>> };
};
