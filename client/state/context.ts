import { createContext } from 'svelte';
import type { Catalog } from './catalog.svelte.ts';
import type { Now } from './now.svelte.ts';
import type { Studio } from './studio.svelte.ts';

export const [getStudio, setStudio] = createContext<Studio>();
/** What the studio's page and the desk have in common: the show, its shelf and its orders. */
export type StaffPage = Pick<Studio, 'feed' | 'shelf' | 'orders' | 'isOnAir' | 'serverOffsetMs' | 'self'>;
export const [getStaffPage, setStaffPage] = createContext<StaffPage>();
export const [getNow, setNow] = createContext<Now>();
/** The products of the channel whose show this is. */
export const [getCatalog, setCatalog] = createContext<Catalog>();
