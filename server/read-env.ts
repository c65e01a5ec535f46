import * as v from 'valibot';
import { OperatorError } from './operator-error.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** What a variable may say: `expects` ends the sentence that an operator reads. */
export type Kind<Value> = { readonly schema: v.GenericSchema<unknown, Value>; readonly expects: string };

export const wholeNumber = (from: number, to: number) => ({
  schema: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.minValue(from), v.maxValue(to)),
  expects: `a whole number from ${from} to ${to}`,
});
export const text = {
  schema: v.pipe(v.string(), v.trim(), v.minLength(1)),
  expects: 'something',
};
export const oneOf = <const Options extends readonly string[]>(options: Options) => ({
  schema: v.picklist(options),
  expects: options.map((option) => `"${option}"`).join(' or '),
});

/** A variable that is set to nothing counts as not set, as `FOO= npm start` means it. */
export const read = <Value>(env: Env, name: string, kind: Kind<Value>): Value | null => {
  const value = env[name];
  if (value === undefined || value === '') return null;
  const parsed = v.safeParse(kind.schema, value);
  if (parsed.success) return parsed.output;
  throw new OperatorError(`${name} is ${JSON.stringify(value)}, but it must be ${kind.expects}.`);
};
