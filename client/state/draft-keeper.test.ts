import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { aDocument, sceneId } from '../../shared/scene/sample-documents.ts';
import * as v from 'valibot';
import { ShowId } from '../../shared/ids.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import type { Drafts } from '../storage/drafts.ts';
import type { StoredDraft } from '../storage/stored-draft.ts';
import { DraftKeeper } from './draft-keeper.ts';

const showId = v.parse(ShowId, 'show');
const draft = { document: aDocument(), onAirSceneId: sceneId('s1'), confirmed: null };

const fakeDrafts = (): Drafts & { stored: StoredDraft | null; failure: AppError | null } => ({
  stored: null,
  failure: null,
  load() {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(this.stored);
  },
  save(_showId, value) {
    if (this.failure) return Promise.reject(this.failure);
    this.stored = value;
    return Promise.resolve();
  },
  putAsset: () => Promise.resolve(),
  getAsset: () => Promise.resolve(null),
  onForeignSave: () => undefined,
  close: () => undefined,
});

const aKeeper = async () => {
  const clock = fakeClock(1_000);
  const drafts = fakeDrafts();
  const problems: ErrorCode[] = [];
  const onProblem = (code: ErrorCode): void => void problems.push(code);
  const keeper = await DraftKeeper.open({ showId, clock, onProblem, openDrafts: () => Promise.resolve(drafts) });
  return { clock, drafts, problems, keeper };
};

describe('the keeper of a draft', () => {
  it('saves half a second after a change and gives it back', async () => {
    const { clock, drafts, keeper } = await aKeeper();
    keeper.save(draft);
    await clock.advance(499);
    expect(drafts.stored).toBeNull();
    await clock.advance(1);
    expect(drafts.stored).toEqual({ ...draft, savedAtMs: 1_500 });
    expect(await keeper.load()).toMatchObject(draft);
  });

  it('tells of a full disk once, and again only after a save has worked in between', async () => {
    const { clock, drafts, problems, keeper } = await aKeeper();
    drafts.failure = new AppError('storage.full');
    keeper.save(draft);
    await clock.advance(20_000);
    expect(problems).toEqual(['storage.full']);
    drafts.failure = null;
    await clock.advance(10_000);
    drafts.failure = new AppError('storage.full');
    keeper.save(draft);
    await clock.advance(5_000);
    expect(problems).toEqual(['storage.full', 'storage.full']);
  });

  it('starts anew from a draft that cannot be read, and says so', async () => {
    const { drafts, problems, keeper } = await aKeeper();
    drafts.failure = new AppError('document.invalid');
    expect(await keeper.load()).toBeNull();
    expect(problems).toEqual(['document.invalid']);
  });

  it('goes on without a store where the browser has none', async () => {
    const problems: ErrorCode[] = [];
    const keeper = await DraftKeeper.open({
      showId,
      clock: fakeClock(0),
      onProblem: (code) => void problems.push(code),
      openDrafts: () => Promise.reject(new AppError('storage.unavailable')),
    });
    keeper.save(draft);
    expect(await keeper.load()).toBeNull();
    expect(problems).toEqual(['storage.unavailable']);
    await keeper.close();
  });
});
