import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Tooltip from './Tooltip.svelte';

const children = createRawSnippet(() => ({ render: () => '<button>Settings</button>' }));

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A tooltip on a control of 40 × 30 px whose left edge the test moves; happy-dom lays nothing out. */
function aTooltip() {
  render(Tooltip, { text: 'Settings', side: 'bottom', children });
  const anchor = screen.getByRole('presentation');
  const bubble = screen.getByText('Settings', { selector: '[popover]' });
  let leftPx = 500;
  let isOpen = false;
  screen.getByRole('button').getBoundingClientRect = () => new DOMRect(leftPx, 10, 40, 30);
  Object.assign(bubble, {
    getBoundingClientRect: () => new DOMRect(0, 0, 80, 20),
    showPopover: () => (isOpen = true),
    hidePopover: () => (isOpen = false),
    matches: (selector: string) => selector === ':popover-open' && isOpen,
  });
  return {
    point: () => fireEvent.pointerEnter(anchor, { pointerType: 'mouse' }),
    moveTo: (toPx: number) => (leftPx = toPx),
    at: () => (isOpen ? [bubble.style.left, bubble.style.top] : 'hidden'),
    leave: () => fireEvent.pointerLeave(anchor),
  };
}

it('shows beside its control after a moment, and goes with the pointer', async () => {
  const tooltip = aTooltip();
  await tooltip.point();
  vi.advanceTimersByTime(349);
  expect(tooltip.at()).toBe('hidden');
  vi.advanceTimersByTime(1);
  expect(tooltip.at()).toEqual(['480px', '46px']);
  await tooltip.leave();
  expect(tooltip.at()).toBe('hidden');
});

it('follows its control while that moves, and when the window is resized or scrolled', async () => {
  const tooltip = aTooltip();
  await tooltip.point();
  vi.advanceTimersByTime(350);
  tooltip.moveTo(400);
  vi.advanceTimersByTime(20);
  expect(tooltip.at()).toEqual(['380px', '46px']);
  vi.advanceTimersByTime(1000);
  tooltip.moveTo(300);
  await fireEvent(window, new Event('resize'));
  expect(tooltip.at()).toEqual(['280px', '46px']);
  vi.advanceTimersByTime(1000);
  tooltip.moveTo(200);
  await fireEvent.scroll(document.body);
  expect(tooltip.at()).toEqual(['180px', '46px']);
});

it('asks for no more frames once its control stands still', async () => {
  const tooltip = aTooltip();
  await tooltip.point();
  vi.advanceTimersByTime(1000);
  expect(vi.getTimerCount()).toBe(0);
});
