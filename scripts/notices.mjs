// The packages contained in the bundles in dist, with their licences, which must accompany every copy.
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.mjs";

const bundled = new Set();

/** An esbuild plugin that records which packages contribute to a bundle. */
export const noteBundled = {
  name: "note-bundled",
  setup(build) {
    build.initialOptions.metafile = true;
    build.onEnd(({ metafile }) => {
      for (const output of Object.values(metafile?.outputs ?? {}))
        for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
          const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
          if (folder !== undefined && bytesInOutput > 0) bundled.add(folder);
        }
    });
  },
};

/** The text of a package's licence: its own file or, if it ships none, the author that it names. */
async function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(
    await readFile(join(root, folder, "package.json"), "utf8"),
  );
  const files = (await readdir(join(root, folder))).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = await Promise.all(files.sort().map((file) => readFile(join(root, folder, file), "utf8")));
  if (typeof license !== "string" && files.length === 0)
    throw new Error(`${name} ${version} has no licence and is in dist.`);
  const by = typeof author === "string" ? author : author?.name;
  const own = texts.length > 0 ? texts.map((text) => text.trim()).join("\n\n") : (by ?? "");
  return { title: `${name} ${version} (${license ?? "its own text below"})`, own };
}

/** third-party-notices.txt and our own LICENSE, for those who deploy the folder. */
export async function writeNotices({ outDir }) {
  const notices = await Promise.all([...bundled].map(noticeOf));
  const text = notices
    .sort((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ title, own }) => `${"=".repeat(title.length)}\n${title}\n${"=".repeat(title.length)}\n\n${own}\n`)
    .join("\n");
  await writeFile(
    join(outDir, "third-party-notices.txt"),
    `The files of this folder contain parts of the following packages.\n\n${text}`,
  );
  await copyFile(join(root, "LICENSE"), join(outDir, "LICENSE.txt"));
}
