import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { applyPatch, WORKER_PATCHES } from './patches.ts';

const patch = { file: 'a.cpp', from: '\treturn 1;', to: '\treturn 2;' };

test('the one matching line is replaced and everything else kept', () => {
  expect(applyPatch('{\n\treturn 1;\n}\n', patch)).toBe('{\n\treturn 2;\n}\n');
});

test('a line that only contains the wanted text does not match', () => {
  expect(() => applyPatch('{\n\treturn 1; // why\n}\n', patch)).toThrow(/a\.cpp no longer applies .*0 times/);
});

test('a line that occurs twice is refused', () => {
  expect(() => applyPatch('\treturn 1;\n\treturn 1;\n', patch)).toThrow(/2 times/);
});

test.each(WORKER_PATCHES)('the patch of $file fits the installed mediasoup', async (workerPatch) => {
  const worker = path.join(import.meta.dirname, '../../../node_modules/mediasoup/worker');
  const source = await readFile(path.join(worker, workerPatch.file), 'utf8');
  const patched = applyPatch(source, workerPatch);
  expect(patched.split('\n')).toContain(workerPatch.to);
  expect(patched.split('\n')).not.toContain(workerPatch.from);
});
