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
 * Shows one thing in several forms under the running cell; the front end takes the richest it understands. tslab's own
 * `display` sends one form at a time, which would show a chart twice, so this goes one step below it. Outside of a
 * notebook the plain text is printed.
 */
export function displayBundle(data: MimeBundle): void {
  const write = jupyter()?.lastWriteDisplayData;
  if (write) write({ data, metadata: {}, transient: {} }, false);
  else console.log(String(data["text/plain"] ?? ""));
}

function jupyter(): Jupyter | undefined {
  // Only a process that tslab runs has it loaded; loading a second one would help nobody.
  const loaded = Object.keys(require.cache).find((file) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file));
  return loaded === undefined ? undefined : (require.cache[loaded]?.exports as Jupyter);
}
