import { describe, expect, test } from "@jest/globals";
import { dryRunSteps, finished, proposeImport, type SourceSheet } from "@crm-functions/core";
import { importSource } from "../../../../../addin/workbook/file";

/** What each column of a table of 30 rows is taken for; a column's values come again in turn. */
function fieldsOf(columns: Readonly<Record<string, readonly (string | number)[]>>): Record<string, string> {
  const headers = Object.keys(columns);
  const rows = Array.from({ length: 30 }, (_, i) =>
    headers.map((header) => columns[header][i % columns[header].length]),
  );
  const lines = [headers, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(","));
  const { columns: proposed } = proposeImport(
    importSource("a.csv", new TextEncoder().encode(lines.join("\n"))),
    {},
  );
  return Object.fromEntries(headers.map((header, i) => [header, proposed[i].field]));
}

const fives = [1, 4, 2, 5, 3, 4, 5];
const survey = {
  Name: Array.from({ length: 30 }, (_, i) => `Person ${"abcdefghijklmnopqrstuvwxyzäöüß"[i]}`),
  Price: [1, 5, 3, 4, 2],
  "Overall satisfaction": [5, 3, 1, 4, 2, 5, 4],
};

test.each([
  ["Churn Value", [0, 1]],
  ["Gekündigt", [1, 0, 0]],
  ["是否流失", [0, 1]],
])("a yes or no in digits, %s, beside an overall rating is no rating", (header, values) => {
  expect(fieldsOf({ ...survey, [header]: values })).toMatchObject({
    Price: "perceived: Price",
    [header]: `own: ${header}`,
  });
});

test.each([
  ["Gender (1=m, 2=f)", [1, 2]],
  ["Region code", [1, 2, 3, 4]],
  ["Support tickets", [1, 2, 5]],
  ["Waiting time (min)", [1, 3, 5]],
  ["Tenure", [1, 3, 5]],
  ["Age group (1-5)", [1, 3, 5]],
  ["会员等级", [1, 2, 3, 4, 5]],
  ["学历", [1, 2, 3, 4]],
  ["等待时间（分钟）", [1, 3, 5]],
  ["会员积分", [1, 3, 5]],
  ["Time (h)", [1, 3, 5]],
  ["Hours", [1, 3, 5]],
  ["Visit frequency", [1, 3, 5]],
  ["Education level (1-5)", [1, 3, 5]],
  ["Orders per month", [1, 3, 5]],
  ["Number of visits (1-10)", [1, 3, 5]],
  ["Zone", [1, 2]], // on no scale of 1 to 5, whatever it is
])("codes, counts and units, as in %s, are no ratings", (header, values) => {
  expect(fieldsOf({ ...survey, [header]: values })[header]).toBe(`own: ${header}`);
});

test.each([
  ["Satisfaction: Waiting time", "perceived: Waiting time"],
  ["Satisfaction with the waiting time", "perceived: Waiting time"],
  ["How satisfied are you with our response time?", "perceived: Response time"],
  ["Zufriedenheit - Wartezeit", "perceived: Wartezeit"],
  ["满意度：等待时间", "perceived: 等待时间"],
  ["客户满意度：门店", "perceived: 门店"],
  ["Importance of the group", "need: Group"],
  ["Expected: Waiting time", "expectation: Waiting time"],
])("what is judged is rated, even a time or a group: %s", (header, field) => {
  expect(fieldsOf({ ...survey, [header]: fives })[header]).toBe(field);
});

test.each(["Score: total", "Expected waiting time"])(
  "a total, or a time without a colon, is no rating: %s",
  (header) => {
    expect(fieldsOf({ ...survey, [header]: [1, 2, 3] })[header]).toBe(`own: ${header}`);
  },
);

test.each([
  ["Ambience", "perceived: Ambience"],
  ["Room (1-5)", "perceived: Room (1-5)"],
  ["Opening hours", "perceived: Opening hours"],
  ["Opening hours (1-5)", "perceived: Opening hours (1-5)"],
  ["Response time (1 = slow, 5 = fast)", "perceived: Response time (1-5)"],
  ["Handling of complaints [1-5]", "perceived: Handling of complaints (1-5)"],
  ["Order accuracy", "perceived: Order accuracy"],
  ["Noise level", "perceived: Noise level"],
  ["Account manager (1-5)", "perceived: Account manager (1-5)"],
  ["Seats (1-5)", "perceived: Seats (1-5)"],
  ["Weight (1 = heavy, 5 = light)", "perceived: Weight (1-5)"],
  ["Order process (1-5)", "perceived: Order process (1-5)"],
  ["Wartezeit (1-5)", "perceived: Wartezeit (1-5)"],
  ["等待时间（1-5分）", "perceived: 等待时间 (1-5)"],
  ["菜品", "perceived: 菜品"],
])("%s beside an overall rating is rated", (header, field) => {
  expect(fieldsOf({ ...survey, [header]: fives })[header]).toBe(field);
});

const aspects =
  `Food|Atmosphere|Response time|Bed comfort|Noise level|Portion size|Menu variety|Speed of service|On-time delivery|Packaging
Order process|Return process|Product selection|Sizes|Training quality|Course materials|Class schedule|Instructor|Sales team
Installation|Spare parts|Ease of use|Pricing transparency|Newsletter|Opening hours|Appointment booking
Store layout|Guest service|Room service|Call quality|Service desk|Meetings agenda|Sauberkeit|Reaktionszeit|Rechnungsstellung
Beschwerdemanagement|Kurse|Öffnungszeiten|口味|等位时间|响应时间|产品种类|课程安排|服务水平|交付周期|门店环境|会员权益
Propreté|Délai de livraison|Horaires|Comida|Tiempo de espera|Instalaciones|Pulizia|料理|営業時間`.split(
    /[|\n]/,
  );
const counts =
  `Household members|Floor|Rooms booked|Adults|Seats|Orders per month|Visit frequency|Products owned|Lessons|Zone
Deal stage|Severity|Weighting factor|Price group|Credit class|Tickets|Length of stay|Kinder|Mitarbeiterzahl|Besuche|Zimmernummer
Risikoklasse|Rabattstufe|Quartal|Dauer|Verträge|楼层|桌号|季度|优先级|权重|到店次数|Enfants|Visites par an|Tranche d'âge|Zona
Niños|Pedidos|Prioridad|Ordini|年齢|ランク`.split(/[|\n]/);
test("beside an overall rating, numbers on its scale are ratings unless their header names a count, a code or a class", () => {
  for (const [headers, kind] of [
    [aspects, "perceived"],
    [counts, "own"],
  ] as const) {
    const fields = fieldsOf({ ...survey, ...Object.fromEntries(headers.map((header) => [header, fives])) });
    expect(headers.filter((header) => !fields[header].startsWith(kind))).toEqual([]);
  }
});

test.each(["Lead Score", "HubSpot Score", "Churn Score", "Risk rating", "信用评分"])(
  "%s is given to customers, not by them",
  (header) => {
    expect(fieldsOf({ Name: survey.Name, [header]: [20, 55, 80, 95] })[header]).toBe(`own: ${header}`);
  },
);

test.each([
  ["NPS score", "Recommend"],
  ["NPS-Wert", "Recommend"],
  ["Net Promoter Score", "Recommend"],
  ["Recommend us (0-10)", "Recommend (0-10)"],
  ["Würden Sie uns weiterempfehlen?", "Recommend"],
  ["Recommanderiez-vous nos services ?", "Recommend"],
  ["¿Nos recomendaría?", "Recommend"],
  ["Probabilità di raccomandarci", "Recommend"],
  ["NPS评分", "推荐意愿"],
  ["您会推荐我们吗", "推荐意愿"],
  ["推奨度", "推荐意愿"],
])("%s is the recommendation, not what drives it", (header, criterion) => {
  expect(fieldsOf({ ...survey, [header]: [0, 7, 9, 10, 4] })[header]).toBe(`feedback: ${criterion}`);
});

test("neither are recommended products, nor who recommended us", () => {
  const fields = fieldsOf({ ...survey, "Recommended products": [0, 7, 9], "Recommended by": ["Ann", "Bob"] });
  expect(fields["Recommended products"]).not.toContain("feedback");
  expect(fields["Recommended by"]).toBe("own: Recommended by");
});

test.each([
  ["Satisfaction level", "Overall satisfaction"],
  ["Zufriedenheit gesamt", "Overall satisfaction"],
  ["I am satisfied with my stay", "Overall satisfaction"],
  ["Nivel de satisfacción", "Overall satisfaction"],
])("%s is the overall satisfaction", (header, criterion) => {
  expect(fieldsOf({ Name: survey.Name, Price: survey.Price, [header]: fives })[header]).toBe(
    `feedback: ${criterion}`,
  );
});

test("of one question asked in two years the latest counts, and the other explains nothing", () => {
  const { "Overall satisfaction": answers, ...rest } = survey;
  expect(
    fieldsOf({ ...rest, "Overall satisfaction 2024": answers, "Overall satisfaction 2025": fives }),
  ).toMatchObject({
    "Overall satisfaction 2024": "own: Overall satisfaction 2024",
    "Overall satisfaction 2025": "feedback: Overall satisfaction",
  });
});

test.each([
  ["Price (expected)", "Price (received)", "Price"],
  ["Expected price", "Perceived price", "Price"],
  ["Expectation - Price", "Perception - Price", "Price"],
  ["Erwartung Preis", "Wahrnehmung Preis", "Preis"],
  ["价格期望值", "价格感知值", "价格"],
  ["期望-价格", "实际感受-价格", "价格"],
])("%s and %s are an expectation and what was received", (expected, received, criterion) => {
  const fields = fieldsOf({ Name: survey.Name, [expected]: [5, 4], [received]: fives });
  expect(fields).toMatchObject({
    [expected]: `expectation: ${criterion}`,
    [received]: `perceived: ${criterion}`,
  });
});

test.each([
  ["Expected visits", [1, 2, 3, 4, 5], "own: Expected visits"],
  ["Expected price", [20, 35, 9.9], "own: Expected price"],
  ["Expected price", [1, 2], "own: Expected price"],
  ["Expected price", [1, 2, 3, 4, 5], "expectation: Price"],
  ["期望物流", [3, 5, 4, 2, 5], "expectation: 物流"],
  ["需求数量", [1, 2, 3, 4, 5], "own: 需求数量"],
])("%s alone, of %p beside ratings from 1 to 5, is %s", (header, values, field) => {
  expect(fieldsOf({ ...survey, [header]: values })[header]).toBe(field);
});

test.each([
  ["Satisfaction: Price", "perceived: Price"],
  ["Satisfaction - Service", "perceived: Service"],
  ["Satisfaction with the delivery", "perceived: Delivery"],
  ["How satisfied are you with delivery?", "perceived: Delivery"],
  ["product_quality_rating", "perceived: Product quality"],
  ["rating_delivery", "perceived: Delivery"],
  ["Service satisfaction score", "perceived: Service"],
  ["Importance: Delivery", "need: Delivery"],
  ["How important is delivery to you?", "need: Delivery"],
  ["Satisfaction: overall", "feedback: Overall satisfaction"],
  ["Satisfaction (delivery)", "perceived: Delivery"],
  ["Satisfaction (2024)", "feedback: Overall satisfaction"],
  ["Customer satisfaction: delivery", "perceived: Delivery"],
  ["Level of satisfaction with the delivery", "perceived: Delivery"],
  ["Q3 Satisfaction with price", "perceived: Price"],
  ["deliveryRating", "perceived: Delivery"],
  ["Rating count", "own: Rating count"],
  ["满意度（物流）", "perceived: 物流"],
  ["重要性（价格）", "need: 价格"],
  ["Nivel de satisfacción con el precio", "perceived: Precio"],
  ["Satisfaction par rapport au prix", "perceived: Prix"],
  ["满意度：物流", "perceived: 物流"],
  ["满意度-物流", "perceived: 物流"],
  ["物流满意度", "perceived: 物流"],
  ["您对我们的物流的满意度评分", "perceived: 物流"],
  ["物流是否满意", "perceived: 物流"],
  ["物流滿意度", "perceived: 物流"],
  ["重要性：物流", "need: 物流"],
  ["满意度：总体", "feedback: 总体满意度"],
  ["Zufriedenheit Lieferung", "perceived: Lieferung"],
  ["Zufriedenheit mit der Lieferung", "perceived: Lieferung"],
  ["Wichtigkeit: Lieferung", "need: Lieferung"],
  ["Satisfacción con el precio", "perceived: Precio"],
  ["Importancia del precio", "need: Precio"],
  ["Satisfaction concernant l'accueil", "perceived: Accueil"],
  ["Soddisfazione per il prezzo", "perceived: Prezzo"],
  ["Tevredenheid over de levering", "perceived: Levering"],
])("%s tells a criterion, without another rating beside it: %s", (header, field) => {
  expect(fieldsOf({ Name: survey.Name, [header]: fives })[header]).toBe(field);
});

test("numbers are turned where a line above the headers, or the word for German marks, says that 1 is best", () => {
  const read = (text: string) => {
    const proposal = proposeImport(importSource("a.csv", new TextEncoder().encode(text)), {});
    return finished(dryRunSteps(proposal)).customers.map(({ customer }) => customer.ratings);
  };
  const below = "Kunde,Preis,Zufriedenheit,Weiterempfehlung\nAnn Lee,1,2,9\nBob Hart,5,4,3\n";
  expect(read(`Umfrage\nSkala: 1 = sehr zufrieden, 5 = sehr unzufrieden\n${below}`)).toEqual([
    { perceived: { "Preis (1-5)": 5 }, feedback: { "Overall satisfaction (1-5)": 4, Recommend: 9 } },
    { perceived: { "Preis (1-5)": 1 }, feedback: { "Overall satisfaction (1-5)": 2, Recommend: 3 } },
  ]);
  expect(read(`Umfrage\nSkala: 1 = sehr unzufrieden, 5 = sehr zufrieden\n${below}`)).toEqual([
    { perceived: { "Preis (1-5)": 1 }, feedback: { "Overall satisfaction (1-5)": 2, Recommend: 9 } },
    { perceived: { "Preis (1-5)": 5 }, feedback: { "Overall satisfaction (1-5)": 4, Recommend: 3 } },
  ]);
  expect(read("Kunde,Zufriedenheit (Schulnote 1-6)\nAnn Lee,1\nBob Hart,4\n")).toEqual([
    { feedback: { "Overall satisfaction (1-6)": 6 } },
    { feedback: { "Overall satisfaction (1-6)": 3 } },
  ]);
});

test("the line that says that 1 is best may stand below the table, or list all numbers, or be a sheet of its own", () => {
  const table = [
    ["Kunde", "Preis erwartet", "Preis erlebt", "Zufriedenheit"],
    ["Ann Lee", 1, 2, 1],
    ["Bob Hart", 2, 6, 5],
    ["Durchschnitt", 1.5, 4, 3],
  ];
  const marks = ["sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft", "ungenügend"];
  const ratingsOf = (rows: SourceSheet["rows"], ...legend: SourceSheet["rows"]) => {
    const sheets = [
      { name: "Umfrage", rows },
      ...(legend.length > 0 ? [{ name: "Noten", rows: legend }] : []),
    ];
    const proposal = proposeImport({ name: "a.xlsx", kind: "workbook", sheets }, { sheet: "Umfrage" });
    return finished(dryRunSteps(proposal)).customers.map(({ customer }) => customer.ratings);
  };
  const turned = [
    {
      expectation: { "Preis (1-6)": 6 },
      perceived: { "Preis (1-6)": 5 },
      feedback: { "Overall satisfaction (1-6)": 6 },
    },
    {
      expectation: { "Preis (1-6)": 5 },
      perceived: { "Preis (1-6)": 1 },
      feedback: { "Overall satisfaction (1-6)": 2 },
    },
  ];
  expect(ratingsOf([...table, ["Noten: 1 = sehr gut, 6 = ungenügend"]])).toEqual(turned);
  expect(ratingsOf([[marks.map((mark, i) => `${i + 1} = ${mark}`).join(", ")], ...table])).toEqual(turned);
  expect(ratingsOf(table, ["Note", "Bedeutung"], ...marks.map((mark, i) => [i + 1, mark]))).toEqual(turned);
  expect(ratingsOf(table, ...[...marks].reverse().map((mark, i) => [i + 1, mark]))[0].perceived).toEqual({
    Preis: 2,
  });
});

test("stars in several columns are ratings, and the whole of something is the overall one where no header asks for it", () => {
  const stars = ["★★★☆☆", "★★★★★", "★☆☆☆☆"];
  const { Name, Price } = survey;
  expect(fieldsOf({ Name, Courts: stars, "Club as a whole": stars })).toMatchObject({
    Courts: "perceived: Courts (1-5)",
    "Club as a whole": "feedback: Overall satisfaction (1-5)",
  });
  expect(fieldsOf({ Name, Hotel: stars, Price })).toMatchObject({ Hotel: "own: Hotel" });
  expect(fieldsOf({ Name, Cleanliness: fives, "Your stay overall": fives })).toMatchObject({
    Cleanliness: "perceived: Cleanliness",
    "Your stay overall": "feedback: Overall satisfaction",
  });
  expect(fieldsOf({ Name, 酒店整体: fives, 早餐: fives })).toMatchObject({
    酒店整体: "feedback: 总体满意度",
    早餐: "perceived: 早餐",
  });
  // Of two, neither is that of everything; visits are counted.
  expect(fieldsOf({ Name, "Food overall": fives, "Rooms overall": fives })["Food overall"]).toBe(
    "own: Food overall",
  );
  expect(fieldsOf({ Name, "Visits overall": fives, Price })["Visits overall"]).toBe("own: Visits overall");
});

test("beside an overall rating from 2 to 4, one from 1 to 5 is a rating too; a count up to 8 is none", () => {
  const { Name } = survey;
  const columns = { Name, Empfang: fives, Nächte: [1, 8, 3], Gäste: [1, 8, 3], Zufriedenheit: [2, 3, 4, 4] };
  expect(fieldsOf(columns)).toMatchObject({
    Empfang: "perceived: Empfang",
    Nächte: "own: Nächte",
    Gäste: "own: Gäste",
  });
});

test("beside overall percentages that lie close together, others that do are ratings; ages and discounts are none", () => {
  const { Name } = survey;
  const columns = { 医生态度: [78, 92, 85], Room: ["70%", "95%", "88%"], 总体评价: [70, 95, 82, 90] };
  expect(
    fieldsOf({ Name, ...columns, Jahrgangsalter: [22, 58, 37], Rabatt: ["5%", "20%", "0%"] }),
  ).toMatchObject({
    医生态度: "perceived: 医生态度",
    Room: "perceived: Room (0-100)",
    Jahrgangsalter: "own: Jahrgangsalter",
    Rabatt: "own: Rabatt",
  });
});

test("what can be counted is rated if its cells say how good it is", () => {
  const words = ["gut", "sehr gut", "mangelhaft"];
  const { Name } = survey;
  expect(fieldsOf({ Name, Fahrzeuge: words, Gesamteindruck: words }).Fahrzeuge).toBe(
    "perceived: Fahrzeuge (1-6)",
  );
  expect(fieldsOf({ Name, Fahrzeuge: fives, Gesamteindruck: fives }).Fahrzeuge).toBe("own: Fahrzeuge");
});

test("a question mark may follow the scale", () => {
  const recommend = fieldsOf({ Name: survey.Name, "Would you recommend us (0-10)?": [9, 10, 7] });
  expect(recommend).toMatchObject({ "Would you recommend us (0-10)?": "feedback: Recommend (0-10)" });
});

test.each([
  ["Satisfaction 1-5", "Overall satisfaction (1-5)"],
  ["总体满意度 1-5", "总体满意度 (1-5)"],
])("%s without brackets is the overall satisfaction too", (header, criterion) => {
  expect(fieldsOf({ Name: survey.Name, [header]: fives })[header]).toBe(`feedback: ${criterion}`);
});

describe("numbers up to 100 without a word that says what they are", () => {
  const [wide, wider] = [
    [0, 73, 55, 100, 42, 8, 60],
    [90, 35, 70, 20, 100],
  ];
  const { Name, "Overall satisfaction": overall } = survey;

  test.each([
    [{ Name, Price: wide, Delivery: wider }, ["perceived: Price", "perceived: Delivery"]],
    [{ Name, Price: [73.4, 55.1, 12], Delivery: [30.5, 99.9] }, ["perceived: Price", "perceived: Delivery"]],
    [{ 姓名: Name, 价格: wide, 物流: wider }, ["perceived: 价格", "perceived: 物流"]],
    [
      { Name, "Overall satisfaction": wider, "Advice desk": wide },
      ["feedback: Overall satisfaction", "perceived: Advice desk"],
    ],
    [
      { Name, "Overall satisfaction": overall, Price: wide, Delivery: wider, Desk: wide },
      ["feedback: Overall satisfaction", "perceived: Price", "perceived: Delivery", "own: Desk"],
    ],
  ])(
    "are ratings where they are several criteria, or beside a rating of the whole on that scale: %#",
    (columns, fields) => {
      expect(
        Object.values(fieldsOf(columns as unknown as Record<string, readonly number[]>)).slice(1),
      ).toEqual(fields);
    },
  );

  test.each([
    ["one alone", { Price: wide }],
    ["money", { Price: [19.99, 45.2, 80], Delivery: [4.99, 12.4, 30.1] }],
    ["marks of 20", { Price: [12, 15, 20], Delivery: [14, 9, 18] }],
    ["beyond 100", { Price: [55, 80, 120], Delivery: [30, 70, 20] }],
    ["other numbers beside 1 to 5", { "Overall satisfaction": overall, Age: wide, Tempo: wider }],
  ])("are none where they may be something else: %s", (_, columns: Record<string, readonly number[]>) => {
    const fields = Object.values(fieldsOf({ Name, ...columns }));
    expect(fields.filter((field) => field.startsWith("perceived"))).toEqual([]);
  });
});
