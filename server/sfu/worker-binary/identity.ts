import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { WorkerIdentity } from './cache.ts';
import { WORKER_PATCHES } from './patches.ts';
import { SHIMS_FOLDER } from './source-tree.ts';

const manifestSchema = v.object({ version: v.string() });
const reportSchema = v.object({ header: v.object({ glibcVersionRuntime: v.optional(v.string()) }) });

/** What a worker built on this machine, from this package and by this checkout, would be. */
export async function readIdentity(packageFolder: string): Promise<WorkerIdentity> {
  const manifest = v.parse(
    manifestSchema,
    JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')),
  );
  return {
    mediasoupVersion: manifest.version,
    arch: process.arch,
    libc: libcOf(diagnosticReport(), process.platform),
    recipe: await recipeFingerprint(),
  };
}

function diagnosticReport(): unknown {
  // Without this the report looks up the name of every open connection, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  return process.report.getReport();
}

/** `glibc2.36` by Node's diagnostic report; `musl` on a Linux whose report names no glibc; elsewhere the platform. */
export function libcOf(report: unknown, platform: NodeJS.Platform): string {
  const { glibcVersionRuntime } = v.parse(reportSchema, report).header;
  if (glibcVersionRuntime !== undefined) return `glibc${glibcVersionRuntime}`;
  return platform === 'linux' ? 'musl' : platform;
}

async function recipeFingerprint(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(WORKER_PATCHES));
  const entries = await readdir(SHIMS_FOLDER, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    hash.update(path.relative(SHIMS_FOLDER, file)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 8);
}
