import { describe } from "@jest/globals";
import { plainKernels } from "@crm-functions/core";
import { exactSums } from "../../../../conformance/exact-sums";

describe("sums of products by plain JavaScript are those of exact arithmetic", () => exactSums(plainKernels));
