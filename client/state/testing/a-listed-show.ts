import * as v from 'valibot';
import { ListedShow } from '../../../shared/protocol/lobby.ts';

export const aListedShow = ({
  address = 'spring-teas',
  ...facts
}: Partial<v.InferInput<typeof ListedShow>> = {}): ListedShow =>
  v.parse(ListedShow, {
    title: address,
    address,
    channel: { name: 'Tea House', handle: 'tea' },
    category: 'food',
    standing: { state: 'live', startedAtMs: 1_000, watchers: 3 },
    thumbnail: null,
    ...facts,
  });
