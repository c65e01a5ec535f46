import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import Button from './Button.svelte';
import Fader from './Fader.svelte';
import SegmentedControl from './SegmentedControl.svelte';
import Splitter from './Splitter.svelte';
import Tabs from './Tabs.svelte';
import TextField from './TextField.svelte';

afterEach(cleanup);

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe('a busy button', () => {
  it('keeps its name and ignores presses', async () => {
    const presses: string[] = [];
    const props = { children: words('Save'), onclick: () => presses.push('press') };
    const { rerender } = render(Button, { ...props, state: 'ready' });
    await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await rerender({ ...props, state: 'busy' });
    const busy = screen.getByRole('button', { name: 'Save' });
    await fireEvent.click(busy);
    expect(presses).toEqual(['press']);
    expect(busy.getAttribute('aria-busy')).toBe('true');
  });
});

describe('tabs', () => {
  it('move and select by arrows, and only the selected one is a tab stop', async () => {
    const selected: string[] = [];
    render(Tabs, {
      label: 'Side panels',
      tabs: [
        { id: 'shelf', label: 'Shelf' },
        { id: 'chat', label: 'Chat' },
        { id: 'health', label: 'Health' },
      ],
      selected: 'shelf',
      onselect: (id: string) => selected.push(id),
      panel: createRawSnippet((id: () => string) => ({ render: () => `<p>${id()}</p>` })),
    });
    const shelf = screen.getByRole('tab', { name: 'Shelf' });
    await fireEvent.keyDown(shelf, { key: 'ArrowLeft' });
    const health = screen.getByRole('tab', { name: 'Health' });
    expect(selected).toEqual(['health']);
    expect(document.activeElement).toBe(health);
    expect([health.tabIndex, shelf.tabIndex]).toEqual([0, -1]);
    expect(screen.getByRole('tabpanel').getAttribute('aria-labelledby')).toBe(health.id);
  });
});

describe('a fader', () => {
  it('steps by keys, goes to silence and back to 0 dB', async () => {
    const gains: number[] = [];
    const valueText = (gainDb: number) => `${gainDb} dB`;
    render(Fader, { label: 'Microphone', gainDb: -2, valueText, onchange: (gainDb: number) => gains.push(gainDb) });
    const fader = screen.getByRole('slider', { name: 'Microphone' });
    for (const key of ['ArrowUp', 'PageDown', 'Home', 'End', 'Backspace', 'x']) await fireEvent.keyDown(fader, { key });
    await fireEvent.keyDown(fader, { key: 'ArrowUp', shiftKey: true });
    await fireEvent.dblClick(fader);
    expect(gains).toEqual([-1, -8, -Infinity, 6, 0, -1.9, 0]);
    expect(fader.getAttribute('aria-valuetext')).toBe('-2 dB');
  });
});

describe('a splitter', () => {
  it('resizes the panel after it the other way round, within its limits', async () => {
    const sizes: number[] = [];
    const limits = { minPx: 200, maxPx: 300, defaultPx: 240 };
    const onresize = (sizePx: number) => sizes.push(sizePx);
    render(Splitter, { label: 'Resize', panelSide: 'after', sizePx: 250, ...limits, onresize });
    const line = screen.getByRole('separator', { name: 'Resize' });
    await fireEvent.keyDown(line, { key: 'ArrowLeft' });
    await fireEvent.keyDown(line, { key: 'ArrowRight' });
    await fireEvent.keyDown(line, { key: 'ArrowRight', shiftKey: true });
    await fireEvent.keyDown(line, { key: 'Enter' });
    expect(sizes).toEqual([266, 234, 200, 240]);
  });
});

describe('a segmented control', () => {
  it('tells which one was chosen', async () => {
    const chosen: string[] = [];
    render(SegmentedControl, {
      label: 'Transition',
      options: [
        { value: 'cut', label: 'Cut' },
        { value: 'fade', label: 'Fade' },
      ],
      value: 'cut',
      onchange: (value: string) => chosen.push(value),
    });
    await fireEvent.click(screen.getByRole('radio', { name: 'Fade' }));
    expect(chosen).toEqual(['fade']);
    expect(screen.getByRole('group', { name: 'Transition' })).toBeDefined();
  });
});

describe('a field', () => {
  it('is named by its label and described by its hint and error', () => {
    render(TextField, { label: 'Address', hint: 'Letters and digits', error: 'This address is taken.' });
    const input = screen.getByRole('textbox', { name: 'Address' });
    const described = (input.getAttribute('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => document.getElementById(id)?.textContent.trim())).toEqual([
      'Letters and digits',
      'This address is taken.',
    ]);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent.trim()).toBe('This address is taken.');
  });
});
