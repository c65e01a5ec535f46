import type { Currency } from '../../shared/money.ts';
import {
  catalogImportPath,
  catalogPreviewPath,
  ImportCounts,
  ImportPreview,
  type PlanToken,
} from '../../shared/protocol/table-import.ts';
import { ask, pageFetch, readAs } from './ask.ts';
import { upload } from './upload.ts';

/** What an import of a shop's table into the catalog would do; `currency` is of prices that name none. */
export const previewTable = async (file: Blob, currency: Currency, signal: AbortSignal): Promise<ImportPreview> =>
  readAs(ImportPreview, await ask(pageFetch, catalogPreviewPath(currency), upload(file, signal)));

/** Does what the preview of `plan` said. */
export const importTable = async (
  file: Blob,
  currency: Currency,
  plan: PlanToken,
  signal: AbortSignal,
): Promise<ImportCounts> =>
  readAs(ImportCounts, await ask(pageFetch, catalogImportPath(currency, plan), upload(file, signal)));
