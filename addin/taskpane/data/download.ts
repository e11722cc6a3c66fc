export const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Downloads a file through the browser. `deliver` handles hosts in which that does not work. */
export function download(name: string, content: string | Uint8Array, type: string): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A text, such as a person's name, as part of a file name. */
export function fileNameOf(text: string): string {
  return (
    text
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ")
      .trim()
      .slice(0, 60) || "customer"
  );
}
