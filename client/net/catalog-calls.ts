import { CATALOG_ENDPOINTS } from '../../shared/protocol/catalog-endpoints.ts';
import { callOf, pageFetch } from './ask.ts';

/** The catalog's endpoints, as those of `http.ts` are called. */
export const callCatalog = callOf(pageFetch, CATALOG_ENDPOINTS);
