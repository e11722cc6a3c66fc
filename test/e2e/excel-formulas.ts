/**
 * Formulas with what Excel gives for them. Unless a note says otherwise the values are those of the function's page on
 * support.microsoft.com, as of 2025; `data` are the cells that the pages have.
 */
export type Expected = string | number | boolean;

interface Page {
  readonly page: string;
  /** From A1 of a sheet of its own on. */
  readonly data?: readonly (readonly Expected[])[];
  readonly formulas: readonly (readonly [
    formula: string,
    result: Expected | readonly (readonly Expected[])[],
  ])[];
}

const grid = [
  [1, 2, 3],
  [4, 5, 6],
];
const nine = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];

export const excelPages: readonly Page[] = [
  { page: "LET", formulas: [["=LET(x,5,SUM(x,1))", 6]] },
  {
    page: "LAMBDA",
    formulas: [
      ["=LAMBDA(number,number+1)(1)", 2],
      ["=LET(f,LAMBDA(n,n*2),f(4)+f(1))", 10], // by the rule of LET: a name may be a LAMBDA
    ],
  },
  {
    page: "MAP",
    data: grid,
    formulas: [
      [
        "=MAP(A1:C2,LAMBDA(a,IF(a>4,a*a,a)))",
        [
          [1, 2, 3],
          [4, 25, 36],
        ],
      ],
    ],
  },
  { page: "REDUCE", data: grid, formulas: [["=REDUCE(0,A1:C2,LAMBDA(a,b,a+b^2))", 91]] },
  {
    page: "SCAN",
    data: grid,
    formulas: [
      [
        "=SCAN(1,A1:C2,LAMBDA(a,b,a*b))",
        [
          [1, 2, 6],
          [24, 120, 720],
        ],
      ],
    ],
  },
  {
    page: "BYROW and BYCOL",
    data: grid,
    formulas: [
      ["=BYROW(A1:C2,LAMBDA(array,MAX(array)))", [[3], [6]]],
      ["=BYCOL(A1:C2,LAMBDA(array,MAX(array)))", [[4, 5, 6]]],
    ],
  },
  {
    page: "TAKE, DROP, CHOOSECOLS, EXPAND",
    data: nine,
    formulas: [
      [
        "=TAKE(A1:C3,2)",
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      [
        "=TAKE(A1:C3,,2)",
        [
          [1, 2],
          [4, 5],
          [7, 8],
        ],
      ],
      [
        "=TAKE(A1:C3,-2)",
        [
          [4, 5, 6],
          [7, 8, 9],
        ],
      ],
      [
        "=TAKE(A1:C3,2,2)",
        [
          [1, 2],
          [4, 5],
        ],
      ],
      ["=DROP(A1:C3,2)", [[7, 8, 9]]],
      ["=DROP(A1:C3,,2)", [[3], [6], [9]]],
      ["=DROP(A1:C3,-2)", [[1, 2, 3]]],
      [
        "=CHOOSECOLS(A1:C3,1,3,1)",
        [
          [1, 3, 1],
          [4, 6, 4],
          [7, 9, 7],
        ],
      ],
      [
        '=EXPAND(A1:B2,3,3,"-")',
        [
          [1, 2, "-"],
          [4, 5, "-"],
          ["-", "-", "-"],
        ],
      ],
    ],
  },
  {
    page: "SEQUENCE",
    formulas: [
      [
        "=SEQUENCE(4,5)",
        [
          [1, 2, 3, 4, 5],
          [6, 7, 8, 9, 10],
          [11, 12, 13, 14, 15],
          [16, 17, 18, 19, 20],
        ],
      ],
    ],
  },
  {
    page: "XMATCH and XLOOKUP",
    data: [
      ["Apple", 1],
      ["Grape", 2],
      ["Pear", 3],
      ["Banana", 4],
      ["Cherry", 5],
    ],
    formulas: [
      ['=XMATCH("Gra",A1:A5,1)', 2],
      ['=XLOOKUP("Pear",A1:A5,B1:B5)', 3],
      ['=XLOOKUP("Kiwi",A1:A5,B1:B5,"none")', "none"],
    ],
  },
  {
    page: "array constants",
    // On no page: a text keeps its commas and semicolons, as each text of a formula does.
    formulas: [
      ['=INDEX({"Lee, Ann";"a; b"},1)', "Lee, Ann"],
      ['=INDEX({"Lee, Ann";"a; b"},2)', "a; b"],
      ['=COLUMNS({"a, b","c";1,2})', 2],
    ],
  },
  {
    page: "INDEX",
    data: [
      ["Apples", "Lemons"],
      ["Bananas", "Pears"],
    ],
    formulas: [
      ["=INDEX(A1:B2,2,2)", "Pears"],
      ["=INDEX(A1:B2,2,1)", "Bananas"],
    ],
  },
  {
    page: "SUMIFS",
    data: [
      [5, "Apples", "Tom"],
      [4, "Apples", "Sarah"],
      [15, "Artichokes", "Tom"],
      [3, "Artichokes", "Sarah"],
      [22, "Bananas", "Tom"],
      [12, "Bananas", "Sarah"],
      [10, "Carrots", "Tom"],
      [33, "Carrots", "Sarah"],
    ],
    formulas: [
      ['=SUMIFS(A1:A8,B1:B8,"=A*",C1:C8,"Tom")', 20],
      ['=SUMIFS(A1:A8,B1:B8,"<>Bananas",C1:C8,"Tom")', 30],
      ['=FILTER(A1:C8,(B1:B8="Bananas")*(C1:C8="Tom"),"")', [[22, "Bananas", "Tom"]]],
      [
        "=SORTBY(B1:B8,C1:C8,1,A1:A8,-1)",
        [
          ["Carrots"],
          ["Bananas"],
          ["Apples"],
          ["Artichokes"],
          ["Bananas"],
          ["Artichokes"],
          ["Carrots"],
          ["Apples"],
        ],
      ],
      ["=UNIQUE(C1:C8)", [["Tom"], ["Sarah"]]],
    ],
  },
  {
    page: "COUNTIF",
    data: [
      ["apples", 32],
      ["oranges", 54],
      ["peaches", 75],
      ["apples", 86],
    ],
    formulas: [
      ['=COUNTIF(A1:A4,"apples")', 2],
      ['=COUNTIF(B1:B4,">55")', 2],
      ['=COUNTIF(B1:B4,"<>"&B3)', 3],
      ['=COUNTIF(A1:A4,"*")', 4],
      ['=COUNTIF(A1:A4,"?????es")', 2],
    ],
  },
  {
    page: "RANK.EQ",
    data: [[7], [3.5], [3.5], [1], [2]],
    formulas: [
      ["=RANK.EQ(A1,A1:A5,1)", 5],
      ["=RANK.EQ(A5,A1:A5)", 4],
      ["=RANK.EQ(A2,A1:A5,1)", 3],
    ],
  },
  {
    page: "statistics",
    data: [[1345], [1301], [1368], [1322], [1310], [1370], [1318], [1350], [1303], [1299]],
    formulas: [
      ["=STDEV.S(A1:A10)", 27.46391572],
      ["=MEDIAN(1,2,3,4,5,6)", 3.5],
      ["=PERCENTILE.INC({1;2;3;4},0.3)", 1.9],
      ["=QUARTILE.INC({1;2;4;7;8;9;10;12},1)", 3.5],
      ["=FREQUENCY({79;85;78;85;50;81;95;88;97},{70;79;89})", [[1], [2], [4], [2]]],
      ["=SLOPE({2;3;9;1;8;7;5},{6;5;11;7;5;4;4})", 0.305556],
      ["=INTERCEPT({2;3;9;1;8},{6;5;11;7;5})", 0.0483871],
      ["=CORREL({3;2;4;5;6},{9;7;12;15;17})", 0.997054],
      ["=RSQ({2;3;9;1;8;7;5},{6;5;11;7;5;4;4})", 0.05795],
      ["=LINEST({1;9;5;7},{0;4;2;3})", [[2, 1]]],
    ],
  },
  {
    page: "dates and money",
    formulas: [
      ["=EOMONTH(DATE(2011,1,1),1)", 40602], // 28 February 2011
      ["=EDATE(DATE(2011,1,15),1)", 40589], // 15 February 2011
      ["=NETWORKDAYS(DATE(2012,10,1),DATE(2013,3,1))", 110],
      ["=WORKDAY(DATE(2008,10,1),151)", 39933], // 30 April 2009
      ["=YEARFRAC(DATE(2012,1,1),DATE(2012,7,30))", 0.58055556],
      ["=WEEKNUM(DATE(2012,3,9))", 10],
      ["=PMT(0.08/12,10,10000)", -1037.03],
      ["=NPV(0.1,-10000,3000,4200,6800)", 1188.44],
    ],
  },
  {
    page: "texts and numbers",
    formulas: [
      ['=SUBSTITUTE("Sales Data","Sales","Cost")', "Cost Data"],
      ['=REPLACE("abcdefghijk",6,5,"*")', "abcde*k"],
      ['=FIND("M","Miriam McGovern")', 1],
      ['=PROPER("this is a TITLE")', "This Is A Title"],
      ['=TEXTBEFORE("Little Red Riding Hood\'s red hood","Red")', "Little "],
      ['=TEXTSPLIT("Dakota Lennon Sanchez"," ")', [["Dakota", "Lennon", "Sanchez"]]],
      ['=TEXT(1234.567,"#,##0.00")', "1,234.57"],
      ["=ROUND(2.15,1)", 2.2],
      ["=ROUND(21.5,-1)", 20],
      ["=MROUND(10,3)", 9],
      ["=MOD(-3,2)", 1],
      ["=MOD(3,-2)", -1],
      ["=INT(-8.9)", -9],
    ],
  },
  {
    page: "HSTACK and VSTACK",
    data: [
      ["A", "B", "AA", "BB"],
      ["C", "D", "CC", "DD"],
    ],
    formulas: [
      [
        "=HSTACK(A1:B2,C1:D2)",
        [
          ["A", "B", "AA", "BB"],
          ["C", "D", "CC", "DD"],
        ],
      ],
      [
        "=VSTACK(A1:B2,C1:D2)",
        [
          ["A", "B"],
          ["C", "D"],
          ["AA", "BB"],
          ["CC", "DD"],
        ],
      ],
    ],
  },
  {
    // "Spilled range operator" and "Implicit intersection operator: @"
    page: "A1# and @",
    data: [
      ["=SEQUENCE(4)", "=SORT({3;1;2})", 5, 10],
      ["", "", "", 20],
      ["", "", "", 30],
    ],
    formulas: [
      ["=A1#", [[1], [2], [3], [4]]],
      ["=SUM(A1#)", 10],
      ["=COUNT(A1#)", 4],
      ["=ROWS(A1#)", 4],
      ["=AVERAGE(A1#)", 2.5],
      ['=COUNTIF(A1#,">2")', 2],
      ['=SUMIF(A1#,">2")', 7],
      ["=SORT(A1#,1,-1)", [[4], [3], [2], [1]]],
      ["=XLOOKUP(3,A1#,A1#*10)", 30],
      ["=INDEX(A1#,2):INDEX(A1#,3)", [[2], [3]]],
      ["=VSTACK(A1#,B1#)", [[1], [2], [3], [4], [1], [2], [3]]],
      ["=C1#", "#REF!"],
      ["=@{7,8;9,10}", 7],
      ["=@C1", 5],
      ["=@CRM.NEEDSCORE({1,2,3;4,5,6},{0.3,0.4,0.3})", 2],
    ],
  },
];

/**
 * "Using structured references with Excel tables" (support.microsoft.com, f5ed2452-2337-4f71-bed3-c8ae6d2b276e): the table
 * DeptSales, its rows 2 to 7.
 */
export const deptSales = {
  headers: ["Sales Person", "Region", "Sales Amount", "% Commission", "Commission Amount"],
  rows: [
    ["Joe", "North", 260, 0.1],
    ["Robert", "South", 660, 0.15],
    ["Michelle", "East", 940, 0.15],
    ["Erich", "West", 410, 0.12],
    ["Dafna", "North", 800, 0.15],
    ["Rob", "South", 900, 0.15],
  ],
  /** What a formula in the last column of each row gives: 260 × 10 % and so on. */
  calculated: ["=[@[Sales Amount]]*[@[% Commission]]", [26, 99, 141, 49.2, 120, 135]] as const,
  formulas: [
    ["=SUM(DeptSales[Sales Amount])", 3970],
    ["=SUM(DeptSales[[#All],[Sales Amount]])", 3970],
    ["=SUM(DeptSales[Commission Amount])", 570.2],
    ["=DeptSales[[#Headers],[% Commission]]", "% Commission"],
    ["=ROWS(DeptSales)", 6],
    ["=ROWS(DeptSales[#All])", 7],
    ["=COLUMNS(DeptSales[[Sales Person]:[Sales Amount]])", 3],
    ["=DeptSales[[#Headers],[Region]:[Sales Amount]]", [["Region", "Sales Amount"]]],
    ["=ROWS(DeptSales[Sales Person]:DeptSales[Region])", 6],
    ['=SUMIFS(DeptSales[Sales Amount],DeptSales[Region],"South")', 1560],
    ['=XLOOKUP("Erich",DeptSales[Sales Person],DeptSales[Sales Amount])', 410],
    ['=FILTER(DeptSales[Sales Person],DeptSales[Region]="North")', [["Joe"], ["Dafna"]]],
    ["=TAKE(SORTBY(DeptSales[Sales Person],DeptSales[Sales Amount],-1),2)", [["Michelle"], ["Rob"]]],
    [
      "=LET(best,MAX(DeptSales[Sales Amount]),INDEX(DeptSales,XMATCH(best,DeptSales[Sales Amount]),1))",
      "Michelle",
    ],
    ["=DeptSales[Profit]", "#REF!"],
    ["=DeptSales[#Totals]", "#REF!"],
  ] as readonly (readonly [string, Expected | readonly (readonly Expected[])[]])[],
};
