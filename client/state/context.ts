import { createContext } from 'svelte';
import type { ToastQueue } from '../ui/toasts.svelte.ts';
import type { Now } from './now.svelte.ts';
import type { Studio } from './studio.svelte.ts';

export const [getStudio, setStudio] = createContext<Studio>();
export const [getNow, setNow] = createContext<Now>();
/** The page's one queue; whoever builds the page closes it. */
export const [getToasts, setToasts] = createContext<ToastQueue>();
