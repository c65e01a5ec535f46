/** What a press opens or an announcement shows: one file, which the page loads after its first picture. */
export { default as FlashBar } from './FlashBar.svelte';
export { default as GiveawayBar } from './GiveawayBar.svelte';
export { default as MyHolds } from './MyHolds.svelte';
export { default as ProductSheet } from './ProductSheet.svelte';
