import { defineConfig, globalIgnores } from "eslint/config";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** A part of the tree and what it must not import: the fences of the README's picture. */
function fence(files, ...patterns) {
  return { files, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

const sources = [".ts", ".tsx"];

const electronIsOut = {
  group: ["electron", "electron/*", "**/electron/**"],
  message: "server/ knows nothing of Electron",
};
const noDisk = { group: ["node:fs", "node:fs/*"], message: "files/ is the one door to the folder" };
/** What is handed to the server to answer with: each on its own. */
const answerers = ["**/page/**", "**/zip/**", "**/uploads/**"];
const answersRequests = {
  group: ["**/connection/**", ...answerers],
  message: "zip/ and uploads/ answer requests: they know http/ and files/, no connection and no page",
};
const pageIsOut = { group: ["**/renderer/**", "react", "react-dom", "react-dom/*"], message: "server/ knows no page" };

export default defineConfig(
  globalIgnores(["dist/", "release/", "release-check/", "screenshots/"]),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] } } },
    plugins: { "import-x": importX },
    settings: {
      "import-x/extensions": sources,
      "import-x/resolver-next": [createNodeResolver()],
    },
    rules: {
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/order": [
        "error",
        { groups: ["builtin", "external", ["parent", "sibling"]], alphabetize: { order: "asc" }, named: false },
      ],
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      "max-lines": ["error", { max: 200, skipComments: true, skipBlankLines: true }],
      "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }],
      complexity: ["error", 12],
      eqeqeq: "error",
      "no-restricted-globals": ["error", "Headers", "Request", "Response"],
    },
  },
  {
    files: ["server/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "tokens and boundaries come from node:crypto" },
      ],
    },
  },
  { files: ["electron/**/*.ts"], rules: { "no-console": "error" } },
  fence(["server/**/*.ts"], electronIsOut, pageIsOut),
  fence(["server/*.ts"], electronIsOut, pageIsOut, {
    group: ["**/terminal/**"],
    message: "the app shares as the terminal command does",
  }),
  fence(["server/access/**/*.ts"], electronIsOut, pageIsOut, noDisk, {
    group: ["**/connection/**", "**/files/**", "**/log/**", "**/terminal/**", ...answerers],
    message: "access/ decides by a request's head",
  }),
  fence(
    ["server/http/**/*.ts"],
    electronIsOut,
    pageIsOut,
    { regex: "^\\.\\./", message: "http/ imports only http/" },
    { group: ["node:fs", "node:fs/*", "node:net"], message: "http/ does no I/O" },
  ),
  fence(
    ["server/connection/**/*.ts"],
    electronIsOut,
    pageIsOut,
    { group: [...answerers, "**/files/**"], message: "connection/ is handed its handler and knows no folder" },
    noDisk,
  ),
  fence(["server/files/**/*.ts"], electronIsOut, pageIsOut, {
    group: ["**/connection/**", ...answerers],
    message: "files/ answers requests and knows no connection, and is handed who answers for folders",
  }),
  fence(["server/page/**/*.ts"], electronIsOut, pageIsOut, {
    group: ["**/connection/**", "**/zip/**", "**/uploads/**"],
    message: "page/ answers for folders and knows no connection",
  }),
  fence(["server/zip/**/*.ts"], electronIsOut, pageIsOut, answersRequests, noDisk),
  fence(["server/uploads/**/*.ts", "server/zip/**/*.test.ts"], electronIsOut, pageIsOut, answersRequests),
  fence(["server/log/**/*.ts"], electronIsOut, pageIsOut, {
    group: ["**/connection/**", "**/files/**", "**/http/**", ...answerers],
    message: "log/ stands on its own",
  }),
  fence(["electron/**/*.ts"], {
    group: ["**/renderer/**", "**/visitor/**"],
    message: "pages are reached over IPC and HTTP only",
  }),
  {
    files: ["renderer/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat["recommended-latest"]],
    rules: { "max-lines-per-function": ["error", { max: 80, skipComments: true, skipBlankLines: true }] },
  },
  fence(["renderer/**/*.{ts,tsx}"], {
    regex:
      "^(node:|electron$|(\\.\\./)+(server/(?!log/(visible|plain-record)\\.ts)|electron/(?!(contract|needs-preflight|packed-batch)\\.ts)))",
    message:
      "renderer/ knows the IPC contract with its packed batches, when to ask first, and how the log writes a record",
  }),
  fence(["renderer/testing/*.ts"], {
    regex:
      "^(node:|electron$|(\\.\\./)+(server/(?!share-problem\\.ts|http/status\\.ts)|electron/(?!(contract|packed-batch)\\.ts)))",
    message: "the simulated main process says what the server says, and knows no more of it",
  }),
  fence(["renderer/**/*.test.ts", "renderer/testing/node/**/*.ts"], {
    regex: "^(electron$|(\\.\\./)+(server/|electron/(?!contract\\.ts)))",
    message: "the window's tests run in Node.js, and know of the rest what the window knows",
  }),
  fence(["visitor/**/*.ts"], {
    regex:
      "^(node:|vite$|electron$|react|(\\.\\./)+(renderer/|electron/|server/(?!size\\.ts|page/(body-length|format|order)\\.ts|files/(decode-text|listing-order|rest-between|sort-in-slices)\\.ts)))",
    message: "visitor/ runs in a guest's browser, and knows of the server a few plain functions",
  }),
  fence(["visitor/**/*.test.ts", "visitor/testing/**/*.ts", "visitor/build.ts"], {
    regex: "^(electron$|(\\.\\./)+(renderer|electron)/)",
    message: "the page's tests know the server, and no desktop",
  }),
  {
    files: ["**/*.test.{ts,tsx}", "**/*.e2e.ts", "**/*.browser.ts", "**/testing/**", "server/bench/**"],
    rules: {
      "max-lines-per-function": "off",
      "max-lines": ["error", { max: 300, skipComments: true, skipBlankLines: true }],
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", name: ["it", "test", "describe", "suite"], package: "node:test" },
          ],
        },
      ],
    },
  },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
  { files: ["*.config.ts", "*.config.js"], rules: { "no-restricted-exports": "off" } },
);
