import type { Locator, Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { ENDPOINTS } from '../../shared/protocol/http.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** Presses what leads to a file, and gives where the browser has put it. */
export const downloadBy = async (page: Page, link: Locator): Promise<string> => {
  const downloading = page.waitForEvent('download');
  await link.click();
  return (await downloading).path();
};

/** What `npm run verify-log` says of a record, with the key that the server tells everybody. Throws where it finds a flaw. */
export const verifyRecord = async (url: string, file: string): Promise<string> => {
  const { path: keyPath, result } = ENDPOINTS.recordKey;
  const { publicKey } = v.parse(result, await (await fetch(`${url}${keyPath}`)).json());
  const command = ['server/record/verify-log.ts', file, publicKey];
  return (await promisify(execFile)(process.execPath, command, { cwd: ROOT })).stdout;
};
