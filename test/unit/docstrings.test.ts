import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "@jest/globals";
import ts from "typescript";

// What a room hands on is read by strangers: every function and class of an index.ts says what it is for.
const root = join(__dirname, "..", "..");
const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => readFileSync(file, "utf8"));
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const indexes = fileNames.filter((file) => /\/(core|addin|notebooks)\/.*index\.tsx?$/.test(file));
// Packages and the library are not looked at: only our own files say whether they have a docstring.
const own = { ...options, noLib: true, types: [] };
const host = ts.createCompilerHost(own);
host.resolveModuleNameLiterals = (literals, from) =>
  literals.map(({ text }) =>
    text.startsWith(".") ? ts.resolveModuleName(text, from, own, host) : { resolvedModule: undefined },
  );
const program = ts.createProgram(indexes, own, host);
const checker = program.getTypeChecker();

function undocumented(file: string): string[] {
  const room = checker.getSymbolAtLocation(program.getSourceFile(file)!);
  return checker.getExportsOfModule(room!).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const [first] = symbol.declarations ?? [];
    const isCalled =
      (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) !== 0 ||
      ((symbol.flags & ts.SymbolFlags.Variable) !== 0 &&
        checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0);
    if (
      !isCalled ||
      ts.displayPartsToString(symbol.getDocumentationComment(checker)) !== "" ||
      symbol.getJsDocTags(checker).length > 0
    )
      return [];
    return [`${relative(root, first.getSourceFile().fileName)}: ${symbol.name}`];
  });
}

/** Functions that throw an error of their own and do not say so. */
function silentThrows(file: string): string[] {
  const room = checker.getSymbolAtLocation(program.getSourceFile(file)!);
  return checker.getExportsOfModule(room!).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return (symbol.declarations ?? []).flatMap((declaration) => {
      const code = ts.isFunctionDeclaration(declaration) ? (declaration.body?.getText() ?? "") : "";
      const doc = ts.getJSDocCommentsAndTags(declaration).map((each) => each.getText());
      return /\bthrow new\b/.test(code) && !doc.join(" ").includes("@throws") ? [symbol.name] : [];
    });
  });
}

test("every function that throws says what, with @throws", () => {
  expect([...new Set(indexes.flatMap(silentThrows))]).toEqual([]);
});

test("every function that a room hands on has a docstring", () => {
  expect(indexes.length).toBeGreaterThan(10);
  expect([...new Set(indexes.flatMap(undocumented))]).toEqual([]);
});
