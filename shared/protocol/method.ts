import * as v from 'valibot';

/**
 * Who may call a method: `studio` is the page of the channel's owner, `crew` the page of somebody who came by a link, `viewer`
 * anybody's watch page. Deny by default; what a person's role allows is the show's to decide.
 */
export type Caller = 'studio' | 'crew' | 'viewer';

export type Method = {
  readonly params: v.GenericSchema;
  readonly result: v.GenericSchema;
  readonly callers: readonly Caller[];
};

export const ALL = ['studio', 'crew', 'viewer'] as const;
export const PEOPLE = ['studio', 'crew'] as const;
export const VIEWER = ['viewer'] as const;

export const Short = v.pipe(v.string(), v.maxLength(256));
export const Nothing = v.object({});
export const Index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));
