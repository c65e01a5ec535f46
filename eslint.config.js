import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import oxlint from './.oxlintrc.json' with { type: 'json' };

const TESTS = ['**/*.test.ts', '**/*.spec.ts', '**/*.test-d.ts', '**/*contract*.ts', 'e2e/**/*.ts'];

/** What the type checker already says about TypeScript, better and without a second pass. */
const LEFT_TO_TYPES = { 'no-undef': 'off', 'no-unused-vars': 'off', 'no-redeclare': 'off' };

/**
 * What needs types. Oxlint checks the .ts files for it by the same table, and takes a tenth of the time. Unknown may be thrown:
 * `signal.reason` is, and passing it on is right.
 */
const TYPED_RULES = Object.fromEntries(
  Object.entries(oxlint.rules).map(([name, setting]) => [name.replace('typescript/', '@typescript-eslint/'), setting]),
);

const RULES = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
  ],
  '@typescript-eslint/ban-ts-comment': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-empty-function': 'off',
  'no-empty': 'error',
  eqeqeq: ['error', 'always'],
  'no-console': 'error',
  'prefer-const': 'error',
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that holds it.' },
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  ],
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 60 }],
  'max-params': ['error', { max: 4 }],
  // `noInlineConfig` is ESLint's own; Oxlint would heed such a comment.
  'no-warning-comments': ['error', { terms: ['oxlint-disable', 'eslint-disable'], location: 'anywhere' }],
};

/** The linter sees neither types that cross a component's border nor the types of events; svelte-check sees both. */
const IN_COMPONENTS = {
  ...Object.fromEntries(
    Object.keys(TYPED_RULES)
      .filter((name) => name.includes('/no-unsafe-'))
      .map((name) => [name, 'off']),
  ),
  // Props are declared by `let`, as Svelte's own documentation does.
  'prefer-const': 'off',
  'svelte/prefer-const': 'error',
};

/** Keeps `shared/` free of time and chance, which its own compiler settings cannot: both are plain JavaScript. */
const PURE = {
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'Pass `random` in.' },
    { object: 'Date', property: 'now', message: 'Pass `at` in.' },
  ],
  'no-restricted-syntax': [
    ...RULES['no-restricted-syntax'],
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass `at` in.' },
  ],
};

export default ts.config(
  {
    ignores: ['dist/', 'data/', 'node_modules/', 'test-results/', 'client/public/', 'server/sfu/worker-binary/shims/'],
  },
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  ts.configs.base,
  svelte.configs.recommended,
  { files: ['**/*.ts', '**/*.svelte'], rules: { ...LEFT_TO_TYPES, ...RULES } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    // Our rune classes keep private Maps on purpose: what is shown is a $state.raw beside them.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    files: ['**/*.svelte'],
    languageOptions: {
      parserOptions: {
        project: 'client/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: { ...TYPED_RULES, ...IN_COMPONENTS },
  },
  { files: ['shared/**/*.ts'], ignores: TESTS, rules: PURE },
  { files: TESTS, rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 600 }] } },
  { files: ['*.config.ts', 'e2e/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.mjs', '**/*.js', '**/*.cjs'], languageOptions: { globals: globals.node } },
);
