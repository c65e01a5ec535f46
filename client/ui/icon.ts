import type { Component } from 'svelte';

/**
 * An icon as a value, so that components take it as a prop: `import Mic from '@lucide/svelte/icons/mic'` (always one by one,
 * never from the package's root), then `<IconButton icon={Mic} … />` or `<Mic size={16} />`. Icons are decoration: they are
 * hidden from screen readers, the words beside them speak.
 */
export type Icon = Component<{ size?: number | string; strokeWidth?: number | string; class?: string }>;

export type ControlSize = 'small' | 'medium' | 'large';

/** Icon edge in px for a control's size. */
export const iconSizePx: Readonly<Record<ControlSize, number>> = { small: 14, medium: 16, large: 20 };
