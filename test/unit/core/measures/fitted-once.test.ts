import { expect, jest, test } from "@jest/globals";
import type * as maximising from "../../../../core/measures/maximise";
import { independent } from "./independent-values";

test("PURCHASES, ALIVE, LIFETIMEVALUE and the model itself over the same ranges fit once", async () => {
  const path = "../../../../core/measures/maximise";
  const actual = jest.requireActual<typeof maximising>(path);
  const count = jest.fn(actual.maximise);
  jest.doMock(path, () => ({ ...actual, maximise: count }));
  const { alive, lifetimeValue, purchaseModel, purchases, purchaseTracking } =
    await import("../../../../core/measures");
  const [x, t, T] = independent.purchases[0].columns;
  const values = x.map((each, i) => (each > 0 ? 10 + (i % 17) : 0));
  // A value that its rule refuses spoils one answer and not the fit of how customers buy.
  values[x.findIndex((each) => each > 0)] = 0;
  purchases(x, t, T, 10);
  const fits = count.mock.calls.length; // of the model and of its limits
  alive([...x], [...t], [...T]);
  purchaseTracking(x, t, T, 5);
  purchaseModel(x, t, T);
  expect(count).toHaveBeenCalledTimes(fits);
  // one more: the spending model
  lifetimeValue(x, t, T, values, 10);
  expect(count).toHaveBeenCalledTimes(fits + 1);
  lifetimeValue(x, t, T, values, 20, { discountRate: 0.01 });
  expect(count).toHaveBeenCalledTimes(fits + 1);
  alive([...x, 1], [...t, 3], [...T, 9]);
  expect(count.mock.calls.length).toBeGreaterThan(fits + 1);
});
