import * as v from 'valibot';
import { ok, refuse, type Result } from '../result.ts';
import { DOCUMENT_VERSION, type SceneDocument } from './document.ts';
import { repairDocument, type Repair } from './repair.ts';

type Versioned = Readonly<Record<string, unknown>>;

/** Turns a document of version n into one of version n + 1. It sets the new version itself. */
export type Migration = (document: Versioned) => Versioned;

/** `MIGRATIONS[n - 1]` reads version n. Never edited once released: a new version gets a new step. */
export const MIGRATIONS: readonly Migration[] = [];

const Header = v.looseObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** Runs every step between the document's version and the newest one. A document of the future is refused, not guessed at. */
export const migrate = (input: unknown, steps: readonly Migration[]): Result<Versioned> => {
  const header = v.safeParse(Header, input);
  if (!header.success) return refuse('document.invalid', 'version');
  const { version } = header.output;
  if (version > steps.length + 1) return refuse('document.invalid', 'version');
  return ok(steps.slice(version - 1).reduce<Versioned>((document, step) => step(document), header.output));
};

export type ReadDocument = { readonly document: SceneDocument; readonly repairs: readonly Repair[] };

/**
 * Reads a stored document of any version: migrates it, repairs what can be repaired and tells what that was.
 * Refused with `document.invalid` when it is no document, comes from a newer Tally, or has no scene left.
 */
export const readDocument = (input: unknown): Result<ReadDocument> => {
  const migrated = migrate(input, MIGRATIONS);
  if (!migrated.ok) return migrated;
  const { version } = migrated.value;
  return version === DOCUMENT_VERSION ? repairDocument(migrated.value) : refuse('document.invalid', 'version');
};
