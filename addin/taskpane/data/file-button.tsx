import { Button, type ButtonProps } from "@fluentui/react-components";
import { useRef, type ReactElement, type Ref } from "react";
import { useText } from "../shell/text";

/** A button that lets the user choose a file with a table. */
export function FileButton({
  onFile,
  ...button
}: Omit<ButtonProps, "as"> & {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onFile: (name: string, bytes: Uint8Array) => Promise<void>;
}): ReactElement {
  const { t } = useText();
  const picker = useRef<HTMLInputElement>(null);
  const take = async (file: File): Promise<void> =>
    onFile(file.name, new Uint8Array(await file.arrayBuffer()));
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,.xlsm"
        hidden
        aria-label={t("chooseFile")}
        onChange={({ target: { files } }) => void (files?.[0] && take(files[0]))}
      />
      <Button
        {...(button as object)}
        onClick={() => {
          picker.current!.value = ""; // so that the same file can be chosen again
          picker.current!.click();
        }}
      >
        {t("chooseFile")}
      </Button>
    </>
  );
}
