import { Field, Select, type FieldProps } from "@fluentui/react-components";
import type { ReactElement } from "react";

/** A labelled select. */
export function Choice<Value extends string | number>({
  value,
  options,
  onChoose,
  marks,
  ...field
}: Pick<FieldProps, "label" | "hint" | "required" | "className" | "validationState" | "validationMessage"> & {
  readonly value: Value;
  /** The values, each with its text if that differs. */
  readonly options: readonly (Value | readonly [Value, string])[];
  readonly onChoose: (value: Value) => void;
  /** Attributes by which the page or a test finds the select. */
  readonly marks?: Readonly<Record<`data-${string}`, string | number>>;
}): ReactElement {
  const pairs = options.map((each) => (typeof each === "object" ? each : ([each, String(each)] as const)));
  return (
    <Field {...field}>
      <Select
        {...marks}
        value={String(value)}
        onChange={(_, data) => onChoose(pairs.find(([each]) => String(each) === data.value)![0])}
      >
        {pairs.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}
