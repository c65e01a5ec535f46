import type * as v from 'valibot';

/** A JSON endpoint: `POST` bodies are JSON. State changes check the origin. */
type Endpoint = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: v.GenericSchema | null;
  readonly result: v.GenericSchema;
};
/** By their names. */
export type EndpointTable<Name extends PropertyKey> = { readonly [Each in Name]: Endpoint };

export type BodyOf<Asked extends Endpoint> = Asked['body'] extends v.GenericSchema
  ? v.InferOutput<NonNullable<Asked['body']>>
  : null;
export type ResultOf<Asked extends Endpoint> = v.InferOutput<Asked['result']>;

/** Asks one endpoint of a table. */
export type CallOf<Table extends EndpointTable<keyof Table>> = <Name extends keyof Table>(
  name: Name,
  body: BodyOf<Table[Name]>,
  signal: AbortSignal,
) => Promise<ResultOf<Table[Name]>>;
