import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { files } from "../../addin/locales/en-US/files";
import { pane } from "../../addin/locales/en-US/pane";
import { playground } from "../../addin/locales/en-US/playground";
import { messages } from "../../core/locales/en-US";
import { texts as notebooks } from "../../notebooks/support/locales/en-US";

/** All code and pages but the texts themselves. */
const code = ["addin", "core", "notebooks/support"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .filter((file) => /\.(tsx?|html)$/.test(file) && !/[\\/](dist|node_modules|en-US|zh-CN)[\\/]/.test(file))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");
/** What stands in quotes, behind a dot or among the names that are taken of an object. */
const named = new Set(Array.from(code.matchAll(/(?:["'.]|[{,]\s)(\w+)/g), ([, name]) => name));
/** `view_` of `view_${name}`: such a key ends in a name. */
const beginnings = Array.from(code.matchAll(/`(\w+_)\$\{/g), ([, beginning]) => beginning);

/** A singular is used with its plural. */
const isUsed = (key: string): boolean =>
  named.has(key) ||
  named.has(key.replace(/One$/, "")) ||
  beginnings.some((each) => key.startsWith(each) && named.has(key.slice(each.length).replace(/_about$/, "")));

test.each(Object.entries({ files, pane, playground, messages, notebooks }))(
  "every text of %s is one that code uses",
  (_, texts) => expect(Object.keys(texts).filter((key) => !isUsed(key))).toEqual([]),
);
