// Fast suites (unit, conformance, notebooks without a kernel) and the slow ones share one configuration;
// scripts/test.mjs chooses the folders.
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts", "**/*.test.tsx"],
  transform: {
    "^.+\\.(t|j|mj)sx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true },
          target: "es2022",
          transform: { react: { runtime: "automatic" } },
        },
        module: { type: "commonjs" },
        // Beside the code and not in it, where every suite would read them again.
        sourceMaps: true,
      },
    ],
  },
  moduleNameMapper: {
    "^@crm-functions/core$": "<rootDir>/core/index.ts",
    "^@crm-functions/notebooks$": "<rootDir>/notebooks/support/index.ts",
  },
  modulePathIgnorePatterns: ["<rootDir>/core/dist", "<rootDir>/notebooks/support/dist", "<rootDir>/dist"],
  // For what hangs: on a machine that is busy with other things a test takes ten times as long as alone.
  testTimeout: 240000,
  reporters: ["default", "<rootDir>/test/left-out.mjs", "<rootDir>/test/never-ending.mjs"],
  // Jest leaves one core to itself; while it waits for the suites, that core would be idle.
  maxWorkers: "100%",
  // A worker keeps what every suite has loaded: to look through a gigabyte of it takes longer than to start another.
  workerIdleMemoryLimit: "300MB",
};
