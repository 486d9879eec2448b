// The import walls of the project are lint rules, so that a wrong arrow fails the build and not a review.
import tseslint from 'typescript-eslint';

const rooms = [
  'domain',
  'policies',
  'workflows',
  'activities',
  'worker',
  'api',
  'db',
  'engine',
  'cli',
  'embedded',
  'test',
  'bench',
];
const wall = (files, patterns, paths = []) => ({
  files,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { paths: paths.map((name) => ({ name, message: `only db/ imports ${name}` })), patterns },
    ],
  },
});
const into = (names, message, allowTypeImports = false) => ({
  regex: `^\\.\\.?/(?:.*/)?(?:${names.join('|')})/`,
  message,
  allowTypeImports,
});
const noPg = ['pg'];

export default tseslint.config(
  { ignores: ['node_modules/', '.recoup/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  wall(
    ['domain/**'],
    [
      { regex: '^(?!\\.\\.?/)', message: 'domain imports nothing outside itself: no package, no Node built-in' },
      into(
        rooms.filter((room) => room !== 'domain'),
        'domain imports nothing outside itself',
      ),
    ],
  ),
  wall(
    ['workflows/**'],
    [
      into(
        ['domain', 'policies', 'activities', 'worker', 'api', 'db', 'engine', 'cli', 'embedded'],
        'workflows import types only',
        true,
      ),
      { regex: '^node:', message: 'no Node built-ins in the workflow sandbox' },
    ],
    noPg,
  ),
  wall(
    ['api/**'],
    [
      into(
        ['activities', 'workflows', 'worker', 'cli', 'embedded'],
        'api and activities never import each other',
        true,
      ),
    ],
    noPg,
  ),
  wall(
    ['activities/**'],
    [into(['api', 'cli', 'worker', 'embedded'], 'api and activities never import each other')],
    noPg,
  ),
  wall(
    ['db/**'],
    [
      into(
        ['api', 'activities', 'workflows', 'worker', 'engine', 'cli', 'embedded'],
        'db speaks SQL and knows the domain, nothing else',
      ),
    ],
  ),
  wall(
    ['policies/**'],
    [
      into(
        ['api', 'activities', 'workflows', 'worker', 'engine', 'cli', 'embedded', 'db'],
        'policies know the domain only',
      ),
    ],
    noPg,
  ),
  wall(
    ['engine/**'],
    [
      into(
        ['api', 'activities', 'workflows', 'worker', 'cli', 'embedded'],
        'engine reaches cases and knows none of their rules',
        true,
      ),
    ],
    noPg,
  ),
  wall(['cli/**', 'worker/**', 'embedded/**', 'bench/**'], [], noPg),
);
