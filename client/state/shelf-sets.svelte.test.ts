import * as v from 'valibot';
import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ShelfSetId } from '../../shared/ids.ts';
import type { ShelfSetCard } from '../../shared/show/shelf-set.ts';
import { openStudio } from './testing/a-studio.ts';

/** A server that keeps sets of one product. */
const aStudioWithSets = async () => {
  const parts = await openStudio();
  let kept: ShelfSetCard[] = [];
  parts.line.replies['shelfSet.list'] = () => ({ sets: kept });
  parts.line.replies['shelfSet.save'] = ({ name }) => {
    kept = [...kept, { id: v.parse(ShelfSetId, name), name, products: 1 }];
    return { sets: kept };
  };
  parts.line.replies['shelfSet.delete'] = ({ setId }) => {
    kept = kept.filter(({ id }) => id !== setId);
    return { sets: kept };
  };
  parts.line.replies['shelfSet.put'] = () => ({});
  return { ...parts, sets: parts.studio.shelf.sets };
};

it('sets are listed, saved, put on the shelf and deleted', async () => {
  const { sets, line } = await aStudioWithSets();
  expect(sets.list).toBeNull();
  expect(await sets.load()).toBe(true);
  expect(sets.list).toEqual([]);
  await sets.save('Spring');
  const [spring] = sets.list ?? [];
  expect(spring).toMatchObject({ name: 'Spring', products: 1 });
  if (!spring) return;
  expect(await sets.put(spring.id)).toBe(true);
  expect(line.asked('shelfSet.put')).toEqual([{ setId: spring.id }]);
  await sets.delete(spring.id);
  expect(sets.list).toEqual([]);
});

it('a set that is refused is told of, and the list stays', async () => {
  const { sets, line, problems } = await aStudioWithSets();
  await sets.save('Spring');
  line.replies['shelfSet.save'] = () => Promise.reject(new AppError('shelf.too-many-sets'));
  line.replies['shelfSet.put'] = () => Promise.reject(new AppError('shelf.full'));
  expect([await sets.save('Autumn'), await sets.put(v.parse(ShelfSetId, 'Spring'))]).toEqual([false, false]);
  expect(sets.list?.map(({ name }) => name)).toEqual(['Spring']);
  expect(problems).toEqual(['shelf.too-many-sets', 'shelf.full']);
});
