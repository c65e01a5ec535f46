import { createContext } from 'svelte';
import type { Now } from './now.svelte.ts';
import type { Studio } from './studio.svelte.ts';

export const [getStudio, setStudio] = createContext<Studio>();
export const [getNow, setNow] = createContext<Now>();
