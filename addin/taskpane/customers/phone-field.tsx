import { Field, Input, makeStyles } from "@fluentui/react-components";
import { type ReactElement } from "react";
import { formatPhone, parsePhone } from "@crm-functions/core";
import { Choice } from "../shell/choice";
import { countriesWith } from "../shell/countries";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";

const useStyles = makeStyles({
  both: { display: "flex", flexWrap: "wrap", gap: "8px" },
  country: { flex: "1 1 108px", minWidth: 0, "& select": { minWidth: 0, width: "100%" } },
  number: { flex: "2 1 150px", minWidth: 0, "& input": { minWidth: 0, width: "100%" } },
});

/** A phone number beside the country that it is dialled in, with the number as it will be stored. */
export function PhoneField({
  label,
  value,
  problem,
  onChange,
}: {
  label: string;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}): ReactElement {
  const { t, language } = useText();
  const { store, region, attempt } = usePane();
  const styles = useStyles();
  const phone = parsePhone(value, region);
  const kept = formatPhone(phone);

  return (
    <div className={styles.both}>
      <Choice
        className={styles.country}
        label={t("homeCountry")}
        value={region}
        options={countriesWith(region, language)}
        onChoose={(country) => void attempt(() => store.setRegion(country))}
      />
      <Field
        className={styles.number}
        label={label}
        hint={phone !== "" && kept !== value.trim() ? t("phoneKept", { phone: kept }) : undefined}
        validationMessage={problem}
      >
        <Input type="tel" autoComplete="off" value={value} onChange={(_, data) => onChange(data.value)} />
      </Field>
    </div>
  );
}
