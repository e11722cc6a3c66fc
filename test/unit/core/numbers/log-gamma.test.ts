import { expect, test } from "@jest/globals";
import { digamma, logGamma, stirlingRemainder } from "../../../../core/numbers/log-gamma";

// Values by mpmath with 60 digits: loggamma, digamma.
test.each([
  [1e-10, 23.025850929882736],
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247001],
  [1.5, -0.12078223763524522],
  [2.5, 0.2846828704729192],
  [10, 12.801827480081469],
  [10.5, 13.940625219403763],
  [123.456, 469.6055471299295],
  [1e6, 12815504.569147611],
  [1e15, 3.3538776394910668e16],
])("ln Γ(%p)", (x, wanted) => {
  expect(Math.abs(logGamma(x) / wanted - 1)).toBeLessThan(2e-14);
});

test.each([
  [1e-5, -100000.57719921567],
  [0.1, -10.423754940411076],
  [1, -0.5772156649015329],
  [2.5, 0.7031566406452432],
  [10, 2.251752589066721],
  [123.456, 4.811829323828985],
  [1e8, 18.420680738952367],
])("ψ(%p)", (x, wanted) => {
  expect(Math.abs(digamma(x) / wanted - 1)).toBeLessThan(2e-14);
});

test.each([
  [0.01, 1.4340079537031842],
  [0.5, 0.15342640972002736],
  [1, 0.08106146679532726],
  [7.25, 0.011487002684428697],
  [15, 0.005554733551962801],
  [1000, 8.333333055555635e-5],
])("what Stirling's formula leaves of ln Γ(%p + 1)", (a, wanted) => {
  expect(Math.abs(stirlingRemainder(a) / wanted - 1)).toBeLessThan(4e-16);
});
