import { expect, test } from "@jest/globals";
import {
  customerFields,
  fieldOfHeader,
  interactionFields,
  ratedAnalyses,
  ratingHeader,
  ratingOfHeader,
  weightFields,
  type Field,
} from "@crm-functions/core";

test.each([
  ["customers", customerFields as readonly Field[]],
  ["interactions", interactionFields as readonly Field[]],
  ["weights", weightFields as readonly Field[]],
])("headers and aliases of %s mean their field in either language", (_, fields) => {
  for (const field of fields) {
    for (const header of [field.header["en-US"], field.header["zh-CN"], field.name]) {
      expect([header, fieldOfHeader(header, fields)]).toEqual([header, field.name]);
    }
    for (const alias of field.aliases)
      expect([alias, fieldOfHeader(alias, fields)]).toEqual([alias, field.name]);
  }
});

test("headers are known in any width, case and spacing", () => {
  expect(fieldOfHeader(" ＰＨＯＮＥ ", customerFields)).toBe("phone");
  expect(fieldOfHeader("e mail", customerFields)).toBe("email");
  expect(fieldOfHeader("Shoe size", customerFields)).toBeUndefined();
});

test("headers of ratings are read in either language", () => {
  for (const analysis of ratedAnalyses) {
    for (const language of ["en-US", "zh-CN"] as const) {
      for (const criterion of ["Price", "价格", "Price: net", "__proto__"]) {
        expect(ratingOfHeader(ratingHeader(analysis, criterion, language))).toEqual({ analysis, criterion });
      }
    }
  }
  for (const header of ["Need", "Need:", "Note: x", "12:30"]) expect(ratingOfHeader(header)).toBeUndefined();
});
