import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const TESTS = ['**/*.test.ts', '**/*.spec.ts', '**/*.test-d.ts', '**/*contract*.ts', 'e2e/**/*.ts'];

/** What the type checker already says about TypeScript, better and without a second pass. */
const LEFT_TO_TYPES = { 'no-undef': 'off', 'no-unused-vars': 'off', 'no-redeclare': 'off' };

const TYPED_RULES = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  // `signal.reason` is `unknown`, and passing it on is right.
  '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
  '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
  '@typescript-eslint/no-base-to-string': 'error',
  '@typescript-eslint/restrict-plus-operands': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
};

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
  {
    files: ['**/*.ts', '**/*.svelte'],
    languageOptions: {
      parserOptions: {
        project: ['shared/tsconfig.test.json', 'client/tsconfig.json', 'server/tsconfig.json', 'e2e/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: { ...LEFT_TO_TYPES, ...TYPED_RULES, ...RULES },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    // Our rune classes keep private Maps on purpose: what is shown is a $state.raw beside them.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  { files: ['**/*.svelte'], rules: IN_COMPONENTS },
  { files: ['shared/**/*.ts'], ignores: TESTS, rules: PURE },
  { files: TESTS, rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 600 }] } },
  { files: ['*.config.ts', 'e2e/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.mjs', '**/*.js', '**/*.cjs'], languageOptions: { globals: globals.node } },
);
