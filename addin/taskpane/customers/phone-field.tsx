import { Field, Input, Select, makeStyles } from "@fluentui/react-components";
import { type ReactElement } from "react";
import { formatPhone, parsePhone } from "@crm-functions/core";
import { countriesWith, countryLabel } from "../shell/countries";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";

const useStyles = makeStyles({
  both: { display: "flex", flexWrap: "wrap", gap: "8px" },
  country: { flex: "1 1 108px", minWidth: 0, "& select": { minWidth: 0, width: "100%" } },
  number: { flex: "2 1 150px", minWidth: 0, "& input": { minWidth: 0, width: "100%" } },
});

/** A phone number beside the country that it is dialled in, with what will be kept. */
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

  const choose = (country: string): Promise<boolean> =>
    attempt(async () => {
      await store.setRegion(country);
    });

  return (
    <div className={styles.both}>
      <Field className={styles.country} label={t("homeCountry")}>
        <Select value={region} onChange={(_, data) => void choose(data.value)}>
          {countriesWith(region).map((each) => (
            <option key={each} value={each}>
              {countryLabel(each, language)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        className={styles.number}
        label={label}
        hint={phone !== "" && kept !== value.trim() ? t("phoneKept", { phone: kept }) : undefined}
        validationState={problem ? "error" : undefined}
        validationMessage={problem}
      >
        <Input type="tel" autoComplete="off" value={value} onChange={(_, data) => onChange(data.value)} />
      </Field>
    </div>
  );
}
