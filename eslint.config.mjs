import js from "@eslint/js";
import tseslint from "typescript-eslint";
import importX from "eslint-plugin-import-x";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { rooms } from "./rooms.mjs";

const places = ["./core", "./addin", "./notebooks", "./scripts", "./test"];

/** The arrows of the house: a zone forbids `from` to `target`. */
const zones = rooms.flatMap(({ room, may }) =>
  places.map((from) => ({
    target: `./${room}`,
    from,
    // Packages that a room has of its own are no rooms.
    except: [room, `${from.slice(2)}/node_modules`, ...may]
      .map((each) => `./${each}`)
      .filter((each) => each === from || each.startsWith(`${from}/`))
      .map((each) => (each === from ? "." : `.${each.slice(from.length)}`)),
    message: `${room} may import ${may.length === 0 ? "nothing else of ours" : `only ${may.join(", ")}`}.`,
  })),
);

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/node_modules/**",
      "**/.ipynb_checkpoints/**",
      "coverage/**",
      "**/*.ipynb",
      ".cache/**",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createTypeScriptImportResolver({ project: "tsconfig.json" })],
      "import-x/extensions": [".ts", ".tsx", ".mjs"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      eqeqeq: "error",
      "no-empty": ["error", { allowEmptyCatch: false }],
      // x !== x is how the core asks for NaN, the missing number of typed arrays
      "no-self-compare": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    // core: the mathematics knows no Node, DOM, Office or I/O, and two libraries
    files: ["core/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex:
                "^(?!\\.|ml-regression-multivariate-linear$|ml-matrix$|libphonenumber-js|@noble/hashes/)",
              message: "core imports the libraries of core/package.json only.",
            },
          ],
        },
      ],
      "no-restricted-globals": [
        "error",
        "window",
        "document",
        "navigator",
        "process",
        "Buffer",
        "fetch",
        "localStorage",
        "Office",
        "Excel",
        "CustomFunctions",
      ],
    },
  },
  {
    // the metadata generator reads the literal type any[][]
    files: ["addin/functions/**/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off" },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: Object.fromEntries(
        "process console Buffer URL URLSearchParams setTimeout clearTimeout setInterval clearInterval structuredClone performance fetch TextEncoder TextDecoder AbortController AbortSignal SharedArrayBuffer Atomics globalThis document window"
          .split(" ")
          .map((name) => [name, "readonly"]),
      ),
    },
  },
);
