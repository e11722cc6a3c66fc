import fc from "fast-check";

/** Any character of Unicode, as a unit of texts: fast-check's own (`binary`) first lists the million of them, two seconds a suite. */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((place) => String.fromCodePoint(place < 0xd800 ? place : place + 0x800));
