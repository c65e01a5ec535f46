import { createContext } from 'svelte';
import type { Catalog } from './catalog.svelte.ts';
import type { Now } from './now.svelte.ts';
import type { Studio } from './studio.svelte.ts';

export const [getStudio, setStudio] = createContext<Studio>();
export const [getNow, setNow] = createContext<Now>();
/** The products of the channel whose show this is. */
export const [getCatalog, setCatalog] = createContext<Catalog>();
