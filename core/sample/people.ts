/** The sample's people: all fictitious, with phone numbers reserved for fiction or for an operator's own services. */
export interface Person {
  readonly name: string;
  /** The local part of the e-mail address at example.com. */
  readonly mailbox: string;
  readonly company: string;
  readonly segment: "enterprise" | "midsize" | "small" | "public";
  readonly partner?: boolean;
  /** True if the name is in Chinese. */
  readonly chinese: boolean;
}

type Row = readonly [name: string, mailbox: string, company: string, segment: string, partner?: "partner"];

const chinese: readonly Row[] = [
  ["王芳", "wang.fang", "海蓝物流", "enterprise"],
  ["李娜", "li.na", "青禾食品", "midsize"],
  ["张伟", "zhang.wei", "晨光医疗", "enterprise"],
  ["刘洋", "liu.yang", "远山软件", "small", "partner"],
  ["陈静", "chen.jing", "华南仪器", "midsize"],
  ["杨磊", "yang.lei", "金桥教育", "public"],
  ["赵敏", "zhao.min", "白鹭酒店", "midsize"],
  ["黄强", "huang.qiang", "北辰机电", "enterprise"],
  ["周婷", "zhou.ting", "小满文创", "small"],
  ["吴斌", "wu.bin", "天衡检测", "midsize"],
  ["徐丽", "xu.li", "江城公交", "public"],
  ["孙浩", "sun.hao", "同舟咨询", "small", "partner"],
  ["马超", "ma.chao", "星野户外", "small"],
  ["朱琳", "zhu.lin", "瑞康药业", "enterprise"],
  ["胡军", "hu.jun", "安泰保险", "enterprise"],
  ["郭雪", "guo.xue", "云帆航空", "enterprise"],
  ["何平", "he.ping", "临江图书馆", "public"],
  ["高翔", "gao.xiang", "木本家具", "midsize"],
  ["林悦", "lin.yue", "春雨农业", "midsize"],
  ["罗杰", "luo.jie", "数源科技", "small", "partner"],
  ["梁晨", "liang.chen", "华彩印务", "small"],
  ["宋佳", "song.jia", "明德中学", "public"],
  ["唐宁", "tang.ning", "东岸港务", "enterprise"],
  ["许诺", "xu.nuo", "蜂巢零售", "midsize"],
  ["韩冰", "han.bing", "雪松建筑", "midsize"],
  ["冯涛", "feng.tao", "知微实验室", "small"],
  ["欧阳慧", "ouyang.hui", "长风能源", "enterprise"],
  ["程远", "cheng.yuan", "百川传媒", "midsize"],
  ["沈秋", "shen.qiu", "新岸渠道", "small", "partner"],
  ["彭越", "peng.yue", "松涛纸业", "midsize"],
];

const english: readonly Row[] = [
  ["Alice Brown", "alice.brown", "Northwind Traders", "enterprise"],
  ["Ben Carter", "ben.carter", "Harbour & Co", "small"],
  ["Chloe Davies", "chloe.davies", "Larkfield School", "public"],
  ["Daniel Evans", "daniel.evans", "Summit Bikes", "small"],
  ["Emma Fischer", "emma.fischer", "Fischer Optik", "midsize"],
  ["Frank O'Neill", "frank.oneill", "O'Neill Partners", "small", "partner"],
  ["Grace Hughes", "grace.hughes", "City Water Board", "public"],
  ["Henry Irving", "henry.irving", "Irving Steel", "enterprise"],
  ["Isla Jones", "isla.jones", "Bluebell Hotels", "midsize"],
  ["Jack Keller", "jack.keller", "Keller Logistics", "enterprise"],
  ["Kate Lewis", "kate.lewis", "Orchard Foods", "midsize"],
  ["Liam Murphy", "liam.murphy", "Murphy Motors", "midsize"],
  ["Mia Nielsen", "mia.nielsen", "Nordlys Energy", "enterprise"],
  ["Noah Owen", "noah.owen", "Owen Consulting", "small", "partner"],
  ["Olivia Park", "olivia.park", "Park Dental", "small"],
  ["Peter Quinn", "peter.quinn", "Quinn Insurance", "enterprise"],
  ["Ruth Adler", "ruth.adler", "Adler Books", "small"],
  ["Sam Reed", "sam.reed", "Reed Robotics", "midsize"],
  ["Tara Singh", "tara.singh", "Saffron Foods", "midsize"],
  ["Uma Patel", "uma.patel", "Patel Pharma", "enterprise"],
  ["Victor Hugo Lima", "victor.lima", "Lima Café", "small"],
  ["Wendy Clark", "wendy.clark", "County Museum", "public"],
  ["Xavier Roy", "xavier.roy", "Roy Aviation", "enterprise"],
  ["Yara Haddad", "yara.haddad", "Cedar Channel", "small", "partner"],
  ["Zoe Martin", "zoe.martin", "Martin Media", "midsize"],
  ["Adam Novak", "adam.novak", "Novak Tools", "midsize"],
  ["Bella Rossi", "bella.rossi", "Rossi Design", "small"],
  ["Carl Weber", "carl.weber", "Weber Paper", "midsize"],
  ["Dora Kim", "dora.kim", "Kim Telecom", "enterprise"],
  ["Eric Larsson", "eric.larsson", "Fjord Freight", "midsize"],
];

function personOf([name, mailbox, company, segment, partner]: Row, isChinese: boolean): Person {
  return {
    name,
    mailbox,
    company,
    segment: segment as Person["segment"],
    partner: partner !== undefined,
    chinese: isChinese,
  };
}

/** Sixty customers and partners, alternating Chinese and English names. */
export const people: readonly Person[] = chinese.flatMap((row, i) => [
  personOf(row, true),
  personOf(english[i], false),
]);
