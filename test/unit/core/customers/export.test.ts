import { expect, test } from "@jest/globals";
import {
  columnsOf,
  csvOf,
  customerOf,
  customerTable,
  interactionOf,
  interactionTable,
  readRow,
  validateCustomer,
  validateInteraction,
  type CustomerInput,
} from "@crm-functions/core";

const inputs: readonly CustomerInput[] = [
  {
    id: "1",
    name: "12E4",
    company: "True",
    created: "2024-01-05",
    segment: "007",
    own: { Version: "1.10", Age: 41 },
  },
  {
    id: "2",
    name: "=1+1",
    kind: "partner" as const,
    consent: "no" as const,
    ratings: { need: { Price: 7 } },
  },
  {
    id: "3",
    name: "王",
    phone: "+442079460958 ext. 12",
    own: { Name: "x", "Need: Price": "high", Member: true },
  },
];
const customers = inputs.map((input) => validateCustomer(input).record);

test.each(["en-US", "zh-CN"] as const)("customers exported in %s are read again unchanged", (language) => {
  const [headers, ...rows] = customerTable(customers, language);
  const columns = columnsOf(headers.map(String), "customer");
  expect(rows.map((row) => customerOf(readRow(row, columns)))).toEqual(
    customers.map((record) => ({ record, problems: [] })),
  );
  expect(rows[0]).toContain("2024-01-05");
  for (const cell of csvOf(rows).split(/[,\r\n]+/)) expect(cell).not.toMatch(/^[=+\-@]/);
});

test("interactions too", () => {
  const { record } = validateInteraction({
    id: "I",
    customerId: "1",
    when: "2026-01-05T09:05",
    kind: "after-sales",
    done: true,
    note: "a\nb",
    own: { Room: "12" },
  });
  const [headers, row] = interactionTable([record], "zh-CN");
  expect(interactionOf(readRow(row, columnsOf(headers.map(String), "interaction")))).toEqual({
    record,
    problems: [],
  });
});
