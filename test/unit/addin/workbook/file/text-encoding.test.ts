import { describe, expect, test } from "@jest/globals";
import { encodingNamed, encodingOf, WorkbookFileError } from "../../../../../addin/workbook/file";

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const candidates = (bytes: Uint8Array): string[] => encodingOf(bytes).candidates.map((each) => each.encoding);

/** 姓名,公司 / 王伟,上海 by the tables of the WHATWG's Encoding Standard. */
const gbk = [
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb9, 0xab, 0xcb, 0xbe, 10, 0xcd, 0xf5, 0xce, 0xb0, 0x2c, 0xc9, 0xcf,
];
const big5 = [0xa9, 0x6d, 0xa6, 0x57, 0x2c, 0xa4, 0xbd, 0xa5, 0x71, 10];
const shiftJis = [0x8e, 0x52, 0x93, 0x63, 0x2c, 0x93, 0x8c, 0x8b, 0x9e, 10];

describe("the bytes decide", () => {
  test("a byte order mark is believed, though a byte behind it is none of UTF-8", () => {
    expect(encodingOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x4a, 0xe9))).toMatchObject({
      encoding: "utf-8",
      mark: 3,
    });
    expect(encodingOf(Uint8Array.of(0xff, 0xfe, 0x41, 0))).toMatchObject({ encoding: "utf-16le", mark: 2 });
  });

  test("UTF-8 where the bytes are that, also with one spoilt among many", () => {
    expect(candidates(utf8("姓名,Jürgen"))).toEqual(["utf-8"]);
    expect(candidates(Uint8Array.of(...utf8("王伟,上海贸易\nJos"), 0xe9, 10))).toEqual(["utf-8"]);
  });

  test("UTF-16 without a mark by its zeros", () => {
    const text = "Name,公司\n王伟,A\n";
    const little = Uint8Array.from(
      [...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
    );
    const big = Uint8Array.from(
      [...text].flatMap((letter) => [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]),
    );
    expect(candidates(little)).toEqual(["utf-16le"]);
    expect(candidates(big)).toEqual(["utf-16be"]);
  });

  test("Windows-1252 where another encoding has no such bytes, or in a long text hardly could", () => {
    expect(candidates(latin("Andr\xe9 Dupont;Soci\xe9t\xe9 X"))).toEqual(["windows-1252"]);
    expect(candidates(latin("Hans M\xfcller;Gr\xf6\xdfe AG\n".repeat(30)))).toEqual(["windows-1252"]);
  });

  test("GB 18030 in a long text of common characters", () => {
    expect(
      candidates(
        Uint8Array.from(
          Array<number[]>(10)
            .fill([...gbk, 10])
            .flat(),
        ),
      ),
    ).toEqual(["gb18030"]);
  });
});

/** Bytes by the published tables of the encodings (Python's codecs made them). */
const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g)!, (byte) => parseInt(byte, 16));

describe("other encodings", () => {
  test("Russian in Windows-1251, Polish in 1250, a Mac's letters", () => {
    // Иван Петров;ООО Ромашка / Анна Смирнова;Газпром
    const russian = hex(
      "c8e2e0ed20cfe5f2f0eee23bcecece20d0eeece0f8eae00ac0edede020d1ece8f0edeee2e03bc3e0e7eff0eeec0a",
    );
    expect(encodingOf(russian).encoding).toBe("windows-1251");
    // Łukasz Żółć / Małgorzata Święcka
    const polish = hex("a3756b61737a20aff3b3e60a4d61b3676f727a617461208c7769ea636b610a");
    expect(candidates(polish)[0]).toBe("windows-1250");
    // Jürgen Müller;Köln
    expect(candidates(hex("4a9f7267656e204d9f6c6c65723b4b9a6c6e0a"))).toContain("macintosh");
  });

  test("a Spanish question begins with ¿, which is no letter of Polish", () => {
    const spanish = "Nombre;Opinión\nJosé;¿Qué tal está?\nMaría;¿Cómo está?\n";
    expect(candidates(latin(spanish))[0]).toBe("windows-1252");
  });

  test("one bad byte in a text of GB 18030 spoils its cell and nothing else", () => {
    const text = [
      ...Array<number[]>(3)
        .fill([...gbk, 10])
        .flat(),
      0x31,
      0xff,
      0x32,
      10,
    ];
    expect(encodingOf(Uint8Array.from(text)).encoding).toBe("gb18030");
  });
});

describe("what they do not decide is a question, the likeliest first, with how the lines look", () => {
  test("a short Western text", () => {
    const found = encodingOf(latin("Name;Company\nHans M\xfcller;Gr\xf6\xdfe AG\n"));
    expect(found.candidates).toEqual([
      { encoding: "windows-1252", preview: "Hans Müller;Größe AG" },
      { encoding: "gb18030", preview: "Hans M黮ler;Gr鲞e AG" },
    ]);
  });

  test.each([
    ["gb18030", gbk, "姓名,公司"],
    ["big5", big5, "姓名,公司"],
    ["shift_jis", shiftJis, "山田,東京"],
  ])("a short text in %s", (encoding, bytes, line) => {
    const found = encodingOf(Uint8Array.from(bytes));
    expect(found.encoding).toBe(encoding);
    expect(found.candidates[0].preview.split("\n")[0]).toBe(line);
    expect(found.candidates.length).toBeGreaterThan(1);
  });
});

test("no text is said to be none", () => {
  expect(() => encodingOf(Uint8Array.of(1, 2, 0, 0, 7, 1, 0, 3, 1))).toThrow(WorkbookFileError);
});

test("encodings by the names that people use", () => {
  expect(["GBK", "ansi", "UTF8", "Shift-JIS", "cp1252"].map(encodingNamed)).toEqual([
    "gb18030",
    "windows-1252",
    "utf-8",
    "shift_jis",
    "windows-1252",
  ]);
  expect(encodingNamed("klingon")).toBeUndefined();
});
