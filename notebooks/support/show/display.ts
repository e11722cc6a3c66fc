import type { MimeBundle } from "../report/notebook-file";

interface Jupyter {
  readonly lastWriteDisplayData:
    | null
    | ((
        content: { data: MimeBundle; metadata: Record<string, unknown>; transient: Record<string, unknown> },
        update: boolean,
      ) => void);
}

/**
 * Shows content in several forms under the running cell; the front end picks the richest it understands. tslab's own
 * `display` sends one form at a time, which would show a chart twice, so this calls the layer below it. Outside a
 * notebook, prints the plain text.
 */
export function displayBundle(data: MimeBundle): void {
  const write = jupyter()?.lastWriteDisplayData;
  if (write) write({ data, metadata: {}, transient: {} }, false);
  else console.log(String(data["text/plain"] ?? ""));
}

function jupyter(): Jupyter | undefined {
  // tslab is loaded only in a process that it runs; loading a second copy would not help.
  const loaded = Object.keys(require.cache).find((file) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file));
  return loaded === undefined ? undefined : (require.cache[loaded]?.exports as Jupyter);
}
