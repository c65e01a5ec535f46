import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../../shared/result.ts';
import { ToastQueue } from '../ui/toasts.svelte.ts';
import { Notices } from './notices.ts';

const someNotices = () => {
  const toasts = new ToastQueue(() => () => undefined);
  return {
    toasts,
    notices: new Notices(toasts, (code) => `because ${code}`),
    texts: () => toasts.toasts.map(({ text }) => text),
  };
};

describe('notices', () => {
  it('say why an edit was refused, once at a time', () => {
    const { notices, texts } = someNotices();
    expect(notices.check(refuse('layer.locked'))).toBe(false);
    expect(notices.check(refuse('scene.last'))).toBe(false);
    expect(texts()).toEqual(['because scene.last']);
  });

  it('are silent about what was taken and about values that their field shows', () => {
    const { notices, texts } = someNotices();
    expect(notices.check(ok('done'))).toBe(true);
    expect(notices.check(refuse('document.invalid', 'name'))).toBe(false);
    expect(texts()).toEqual([]);
  });

  it('keep one line for what was done last, with the way back', () => {
    const { notices, toasts, texts } = someNotices();
    notices.done('Removed a');
    notices.done('Removed b', { label: 'Undo', run: () => undefined });
    expect(texts()).toEqual(['Removed b']);
    expect(toasts.toasts[0]?.action?.label).toBe('Undo');
  });
});
