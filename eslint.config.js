import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** Clock and randomness are values passed in (STYLE 16). */
const simulationBans = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'setImmediate', 'performance', 'window', 'document', 'fetch', 'localStorage'].map(
      (name) => ({
        name,
        message: 'Clock, randomness and the outside world are values passed in (STYLE 16).',
      }),
    ),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'The clock is a value passed in (STYLE 16).' },
    { object: 'Math', property: 'random', message: 'Randomness is a value passed in (STYLE 16).' },
  ],
};

export default ts.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.cache/',
      'exercises/**/accept/',
      'exercises/**/reject/',
      'exercises/**/starter.ts',
      'exercises/**/starter/',
      'test-results/',
      'coverage/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  {
    files: ['engines/**/*.ts', 'exercises/**/*.ts'],
    ignores: ['**/*.test.ts', '**/bench/**', '**/fidelity/**'],
    rules: simulationBans,
  },
  { files: ['*.config.{js,ts}', '**/*.d.ts', '.dependency-cruiser.cjs'], rules: { 'no-restricted-syntax': 'off' } },
);
