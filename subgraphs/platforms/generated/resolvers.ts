import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RoomContext } from '@one-visit/kit/room/server.ts';
import type { Stub } from '@one-visit/schema/stub.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Calendar day YYYY-MM-DD (日期), Asia/Shanghai. */
  Date: { input: string; output: string; }
  /** Instant, RFC 3339 with offset, emitted in UTC with milliseconds (时间). */
  DateTime: { input: Date; output: Date | string; }
  /** Division code 行政区划代码 (GB/T 2260), six digits. */
  DivisionCode: { input: string; output: string; }
  /** ISO 8601 duration of days, hours, minutes and seconds, e.g. P7D or PT10S (时长). */
  Duration: { input: string; output: string; }
  /** Any JSON value (任意 JSON), e.g. a record of a feed in the shape /feeds/openapi.json describes. */
  JSON: { input: unknown; output: unknown; }
  /** Number plate 号牌号码 with province character (GA 36-2018), normalised: upper case, no dot, no blank. */
  PlateNumber: { input: string; output: string; }
  /** Resident ID number 公民身份号码 (GB 11643-1999) with right check character and real birth date. Only ever an input. */
  ResidentIdNumber: { input: string; output: string; }
  /** Unified social credit code 统一社会信用代码 (GB 32100-2015), by its form. Wrong check characters are refused in what people and partners send, and noted on the record where the transport register states an old code. */
  USCC: { input: string; output: string; }
  /** Vehicle identification number 车辆识别代号 (GB 16735): 17 characters without I, O, Q; a wrong check digit is accepted and noted on the record. */
  VIN: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** What would be right, a whole sentence in each language (更正建议). */
export type Advice = {
  /** In English (英文). */
  en: Scalars['String']['output'];
  /** In Chinese (中文). */
  zh: Scalars['String']['output'];
};

/** A person with a practitioner qualification (驾驶员). */
export type Driver = {
  /** The newest credit assessment on each platform known to the hub, one envelope a platform, at most 50 (驾驶员信誉). */
  platformCredits?: Maybe<Array<PlatformCreditEvidence>>;
  /** What each platform known to the hub reports of the driver, one envelope a platform, at most 50 (平台驾驶员信息). */
  platformEngagements?: Maybe<Array<PlatformEngagementEvidence>>;
  /** Monthly figures on each platform known to the hub, one envelope a platform, at most 50 (驾驶员统计). */
  platformMonths?: Maybe<Array<PlatformMonthEvidence>>;
  /** Punishments each platform known to the hub reports, one envelope a platform, at most 50 (驾驶员处罚). */
  platformPunishments?: Maybe<Array<PlatformPunishmentEvidence>>;
  /** Courses each platform known to the hub reports, one envelope a platform, at most 50 (驾驶员培训). */
  platformTrainings?: Maybe<Array<PlatformTrainingEvidence>>;
  /** Pseudonym of the resident ID number, the same in every room (身份假名). */
  ref: Scalars['ID']['output'];
};

/** The envelope around every field a decision may rest on (证据信封). */
export type Evidence = {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** The key found inside the stored row or foreign message; only absence echoes the question. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** Of senders that stand behind one answer, the one that vouches for least (最慢的来源). */
export type EvidenceBehind = {
  /** Name shown to people (来源名称). */
  name: Scalars['String']['output'];
  /** Up to when it vouches; null where it never did. */
  since?: Maybe<Scalars['DateTime']['output']>;
};

/** Who said it (数据来源). */
export type EvidenceSource = {
  /** Authority that answers for it (主管机关). */
  authority: Scalars['String']['output'];
  /** Identifier used in @evidence, e.g. traffic-police. */
  id: Scalars['String']['output'];
  /** Name shown to people (来源名称). */
  name: Scalars['String']['output'];
};

/** What a source says about a fact. Null is never absence: absence is CONFIRMED_ABSENT. (证据状态) */
export type EvidenceStatus =
  /** The source states that it holds none (确认无记录). */
  | 'CONFIRMED_ABSENT'
  /** Records of the source contradict one another (记录冲突). */
  | 'CONFLICTING'
  /** The source holds a record (有记录). */
  | 'PRESENT'
  /** The source is known to have sent more than the hub has received, or has fallen silent; confirmedAt says since when (数据滞后). */
  | 'STALE'
  /** The hub cannot say: never loaded, not yet pulled, or out of reach (暂不可用). */
  | 'UNAVAILABLE';

/** How many records of a batch had which outcome (结果计数). */
export type FeedCounts = {
  /** Became the newest of their key (已采用). */
  applied: Scalars['Int']['output'];
  /** Were here already (重复). */
  duplicate: Scalars['Int']['output'];
  /** Cannot be used (已隔离). */
  quarantined: Scalars['Int']['output'];
  /** Were older than what was here (已被取代). */
  superseded: Scalars['Int']['output'];
};

/** What became of one record of a batch (记录处理结果). */
export type FeedOutcome =
  /** It is now the newest of its key (已采用). */
  | 'APPLIED'
  /** It was here already, word for word (重复). */
  | 'DUPLICATE'
  /** It cannot be used; code and pointer say why (已隔离). */
  | 'QUARANTINED'
  /** A newer one was here; it became history (已被更新记录取代). */
  | 'SUPERSEDED';

/** The receipt of a batch a partner sent: acknowledged means journaled (接收回执). */
export type FeedReceipt = {
  /** How many records had which outcome (计数). */
  counts: FeedCounts;
  /** Number of the receipt, the same however often the batch is repeated (回执编号). */
  receiptId: Scalars['ID']['output'];
  /** When the batch arrived first (接收时间). */
  receivedAt: Scalars['DateTime']['output'];
  /** The records in the order of the batch (逐条结果). */
  records: FeedRecordConnection;
  /** Whether it is done (状态). */
  status: FeedReceiptStatus;
};


/** The receipt of a batch a partner sent: acknowledged means journaled (接收回执). */
export type FeedReceiptRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Whether a batch is done (批次状态). */
export type FeedReceiptStatus =
  /** Every record has its outcome (已处理). */
  | 'PROCESSED'
  /** Journaled; some records have no outcome yet (已接收). */
  | 'RECEIVED';

/** What the rooms hold under the number of a receipt: one of them the receipt, the others null. Without an error beside it, null in all of them says that there is no such receipt of yours (各系统的接收回执). */
export type FeedReceipts = {
  /** Number of the receipt. No client sees it: it would have to come from one of the rooms, and fail with that room (回执编号). */
  id: Scalars['ID']['output'];
  /** From the feed of platforms (平台). */
  platforms?: Maybe<FeedReceipt>;
};

/** What became of one record of a batch (单条结果). */
export type FeedRecord = {
  /** What would be right; there wherever code is (更正建议). */
  advice?: Maybe<Advice>;
  /** Why it is in quarantine: a stable code (原因代码). */
  code?: Maybe<Scalars['String']['output']>;
  /** Place in the batch, from 0 (序号). */
  index: Scalars['Int']['output'];
  /** Name of the message (报文名称). */
  message: Scalars['String']['output'];
  /** About a record that was accepted all the same (提示). */
  notes: Array<Scalars['String']['output']>;
  /** What became of it (结果). */
  outcome: FeedOutcome;
  /** JSON pointer of the field at fault (字段位置). */
  pointer?: Maybe<Scalars['String']['output']>;
  /** Number in quarantine, by which it is corrected or discarded (隔离编号). */
  quarantineId?: Maybe<Scalars['ID']['output']>;
  /** The fault in words (原因说明). */
  text?: Maybe<Scalars['String']['output']>;
};

/** A page of the records of a batch. */
export type FeedRecordConnection = {
  /** The entries. */
  edges: Array<FeedRecordEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A record of a batch and its cursor. */
export type FeedRecordEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** The record. */
  node: FeedRecord;
};

/** A time a sender was out by an administrator's word: nothing of it was taken, and it vouched for nothing (报送方停用记录). */
export type FeedRetirement = {
  /** Why (停用理由). */
  because: Scalars['String']['output'];
  /** Its name (名称). */
  name: Scalars['String']['output'];
  /** Since when (停用时间). */
  retiredAt: Scalars['DateTime']['output'];
  /** The administrator who declared it (停用人). */
  retiredBy: Scalars['String']['output'];
  /** When it was registered again; null while it is out (恢复时间). */
  returnedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The sender (来源). */
  source: Scalars['String']['output'];
};

/** A page of times senders were declared out. */
export type FeedRetirementConnection = {
  /** The entries. */
  edges: Array<FeedRetirementEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A time a sender was declared out, and its cursor. */
export type FeedRetirementEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** What it is. */
  node: FeedRetirement;
};

/** A record that was kept and could not be used: nothing is certain of those it is about (未能读取的来文). */
export type FeedUnread = {
  /** When an administrator closed it; null of what is open (核销时间). */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why nothing of it matters any more (核销理由). */
  closedBecause?: Maybe<Scalars['String']['output']>;
  /** The administrator who did (核销人). */
  closedBy?: Maybe<Scalars['String']['output']>;
  /** Its number, the same as in quarantine (编号). */
  id: Scalars['ID']['output'];
  /** Place in its batch, from 0 (序号). */
  index: Scalars['Int']['output'];
  /** Name of the message; * for a batch whose body is erased (报文名称). */
  message: Scalars['String']['output'];
  /** Receipt it came with (回执编号). */
  receiptId: Scalars['ID']['output'];
  /** Since when (接收时间). */
  since: Scalars['DateTime']['output'];
  /** Who sent it (来源). */
  source: Scalars['String']['output'];
  /** Whom it is about, kind and value, persons by their ref; none where nobody could be read of what came before this was kept (涉及对象). */
  subjects: Array<Scalars['String']['output']>;
};

/** A page of what cannot be read. */
export type FeedUnreadConnection = {
  /** The entries. */
  edges: Array<FeedUnreadEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Something that cannot be read and its cursor. */
export type FeedUnreadEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** What it is. */
  node: FeedUnread;
};

/** Evidence of insurance (保险证据). */
export type InsuranceEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** At most 20 policies, latest expiry first. */
  records: Array<InsurancePolicy>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN of the platform vehicle the policies were matched to. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** An insurance policy (保险单). */
export type InsurancePolicy = {
  /** The instant up to which the source vouches for this record. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the source says two things of it at one instant. */
  contradicted: Scalars['Boolean']['output'];
  /** Insurer 保险公司. */
  insurer: Scalars['String']['output'];
  /** Kind as written by the platform 保险类型. */
  kind: Scalars['String']['output'];
  /** Policy number 保险号. */
  number: Scalars['String']['output'];
  /** Sum insured, yuan. */
  sumYuan?: Maybe<Scalars['Int']['output']>;
  /** In force from. */
  validFrom: Scalars['Date']['output'];
  /** In force until, inclusive. */
  validUntil: Scalars['Date']['output'];
};

/** Odometer total (行驶总里程). */
export type Mileage = {
  /** Total, km. */
  totalKm: Scalars['Int']['output'];
};

/** Evidence of mileage (里程证据). */
export type MileageEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<Mileage>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN of the platform vehicle the figure was matched to. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** What changes something (操作). */
export type Mutation = {
  /** Closes a gap by the word of an administrator: what could not be read blocks nobody any more (人工核销). */
  closePlatformFeedUnread?: Maybe<FeedUnread>;
  /** Has a batch tried again that was set aside because it could not be finished; for administrators. Answers its gap, closed if it is finished (重试搁置的批次). */
  retryPlatformFeedUnread?: Maybe<FeedUnread>;
  /** Takes in records of a ride-hailing platform, as /feeds/platforms/records/<message> does (网约车平台上报). */
  submitPlatformRecords?: Maybe<FeedReceipt>;
};


/** What changes something (操作). */
export type MutationClosePlatformFeedUnreadArgs = {
  because: Scalars['String']['input'];
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationRetryPlatformFeedUnreadArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationSubmitPlatformRecordsArgs = {
  idempotencyKey: Scalars['ID']['input'];
  message: Scalars['String']['input'];
  records: Array<Scalars['JSON']['input']>;
  sequence?: InputMaybe<Scalars['Int']['input']>;
};

/** Where a page ends (分页信息). */
export type PageInfo = {
  /** Cursor to pass as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follows. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Colour of a plate 车牌颜色 (JT/T 697.7-2014 5.6 with the new-energy colours). */
export type PlateColour =
  /** Agricultural green 农绿 (92). */
  | 'AGRICULTURAL_GREEN'
  /** Agricultural yellow 农黄 (91). */
  | 'AGRICULTURAL_YELLOW'
  /** Black 黑 (3). */
  | 'BLACK'
  /** Blue 蓝 (1). */
  | 'BLUE'
  /** Gradient green 渐变绿 (94): small new-energy. */
  | 'GRADIENT_GREEN'
  /** Green 绿 (5). */
  | 'GREEN'
  /** Other 其他 (9). */
  | 'OTHER'
  /** White 白 (4). */
  | 'WHITE'
  /** Yellow 黄 (2). */
  | 'YELLOW'
  /** Yellow-green 黄绿 (93): large new-energy. */
  | 'YELLOW_GREEN';

/** A ride-hailing platform company 网约车平台公司. */
export type Platform = {
  /** What the platform states of itself (基本信息). */
  company?: Maybe<PlatformCompanyEvidence>;
  /** Company identifier 公司标识. */
  companyId: Scalars['ID']['output'];
  /** Fares of the platform in one division (运价). */
  fares?: Maybe<PlatformFareEvidence>;
  /** Banks and payment institutions the platform settles through (支付信息). */
  payments?: Maybe<PlatformPaymentEvidence>;
  /** The operating permit of the platform for one division: its own, or that of a division it lies in (网络预约出租汽车经营许可证). */
  permit?: Maybe<PlatformPermitEvidence>;
  /** How many vehicles and drivers the platform says it has (营运规模). */
  scale?: Maybe<PlatformScaleEvidence>;
  /** Service offices of the platform in one division (服务机构). */
  services?: Maybe<PlatformServiceEvidence>;
};


/** A ride-hailing platform company 网约车平台公司. */
export type PlatformFaresArgs = {
  division: Scalars['DivisionCode']['input'];
};


/** A ride-hailing platform company 网约车平台公司. */
export type PlatformPermitArgs = {
  division: Scalars['DivisionCode']['input'];
};


/** A ride-hailing platform company 网约车平台公司. */
export type PlatformServicesArgs = {
  division: Scalars['DivisionCode']['input'];
};

/** A platform company's own statement (平台公司基本信息, A.4.1). */
export type PlatformCompany = {
  /** Whether the company counts itself as in business (State 0 有效); State 1 is 失效. */
  active: Scalars['Boolean']['output'];
  /** Division of registration. */
  division: Scalars['DivisionCode']['output'];
  /** Name 公司名称. */
  name: Scalars['String']['output'];
  /** Unified social credit code 统一社会信用代码. */
  uscc?: Maybe<Scalars['USCC']['output']>;
};

/** Evidence of what a platform states of itself. */
export type PlatformCompanyEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<PlatformCompany>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Company identifier found in the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** A credit assessment of a driver's service (驾驶员信誉, A.8.4). */
export type PlatformCredit = {
  /** Day of the assessment 考核日期. */
  assessedOn: Scalars['Date']['output'];
  /** Who assessed 考核机构. */
  department: Scalars['String']['output'];
  /** Level 0 to 5, five is best 服务质量信誉等级; of a level with decimals the whole part. */
  level: Scalars['Int']['output'];
  /** The level as it was stated, decimals included; null where it was stated before the hub kept them. */
  score?: Maybe<Scalars['Float']['output']>;
};

/** Evidence of a credit assessment (驾驶员信誉证据). */
export type PlatformCreditEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The platform that says it. */
  platform: Platform;
  /** The record, where present. */
  record?: Maybe<PlatformCredit>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Driver ref found in the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** A driver as a platform reports him or her (驾驶员基本信息, A.4.10); names, telephone numbers and addresses are not kept. */
export type PlatformEngagement = {
  /** Whether he or she drives a cruising taxi too 是否巡游出租汽车驾驶员. */
  alsoTaxiDriver?: Maybe<Scalars['Boolean']['output']>;
  /** Version of the driver's app, where reported 使用APP版本号. */
  appVersion?: Maybe<Scalars['String']['output']>;
  /** Whether on the platform's blacklist 是否在驾驶员黑名单内. */
  blacklisted?: Maybe<Scalars['Boolean']['output']>;
  /** Authority that issued the certificate 发证机构. */
  certificateAuthority?: Maybe<Scalars['String']['output']>;
  /** Day a certificate was first issued 初次领取资格证日期. */
  certificateFirstIssuedOn?: Maybe<Scalars['Date']['output']>;
  /** First day of validity of the certificate 资格证有效起始日期. */
  certificateFrom?: Maybe<Scalars['Date']['output']>;
  /** Day the certificate was issued 资格证发证日期. */
  certificateIssuedOn?: Maybe<Scalars['Date']['output']>;
  /** Number of the ride-hailing driver certificate, masked 网络预约出租汽车驾驶员资格证号. */
  certificateNumber?: Maybe<Scalars['String']['output']>;
  /** Last day of validity of the certificate 资格证有效截止日期; null for no limit or none stated. */
  certificateUntil?: Maybe<Scalars['Date']['output']>;
  /** Whether the platform states that the certificate has no last day; false where it only names none. */
  certificateUntilUnlimited: Scalars['Boolean']['output'];
  /** Company that signed the contract 合同签署公司. */
  contractCompany?: Maybe<Scalars['String']['output']>;
  /** First day of the contract. */
  contractFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of the contract; null for no limit or none stated. */
  contractUntil?: Maybe<Scalars['Date']['output']>;
  /** Whether the platform states that the contract has no last day; false where it only names none. */
  contractUntilUnlimited: Scalars['Boolean']['output'];
  /** Division of registration on the platform 注册地行政区划. */
  division?: Maybe<Scalars['DivisionCode']['output']>;
  /** Whether full time 是否专职驾驶员. */
  fullTime?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the platform counts the driver as in service (State 0 有效). */
  inService: Scalars['Boolean']['output'];
  /** Classes of the driving licence as written by the platform 准驾车型. */
  licenceClasses?: Maybe<Scalars['String']['output']>;
  /** Day a driving licence was first issued 初次领取驾驶证日期. */
  licenceFirstIssuedOn?: Maybe<Scalars['Date']['output']>;
  /** First day of validity of the driving licence. */
  licenceFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity of the driving licence; null for no limit or none stated. */
  licenceUntil?: Maybe<Scalars['Date']['output']>;
  /** Whether the platform states that the driving licence has no last day; false where it only names none. */
  licenceUntilUnlimited: Scalars['Boolean']['output'];
  /** Day the driver was reported to the taxi authority 报备日期. */
  reportedOn?: Maybe<Scalars['Date']['output']>;
  /** What the driver serves as 服务类型. */
  serviceKind?: Maybe<PlatformServiceKind>;
};

/** Evidence of a driver on a platform (平台驾驶员证据). */
export type PlatformEngagementEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The platform that says it. */
  platform: Platform;
  /** The record, where present. */
  record?: Maybe<PlatformEngagement>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Driver ref found in the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** A fare of a platform in a city (公司运价, A.4.6); money in yuan, distances in km. */
export type PlatformFare = {
  /** Whether the platform counts it as valid (State 0 有效). */
  active: Scalars['Boolean']['output'];
  /** Fare code, which vehicles name 运价类型编码. */
  code: Scalars['String']['output'];
  /** Division it is for 行政区划代码. */
  division: Scalars['DivisionCode']['output'];
  /** Surcharge of a minute at low speed, yuan 低速计时加价. */
  lowSpeedYuanPerMinute?: Maybe<Scalars['Float']['output']>;
  /** Night surcharge of a kilometre, yuan 夜间费(按公里). */
  nightYuanPerKm?: Maybe<Scalars['Float']['output']>;
  /** Night surcharge of a minute, yuan 夜间费(按分钟). */
  nightYuanPerMinute?: Maybe<Scalars['Float']['output']>;
  /** What the code stands for 运价类型说明. */
  note?: Maybe<Scalars['String']['output']>;
  /** Other surcharge, yuan 其它加价金额. */
  otherYuan?: Maybe<Scalars['Float']['output']>;
  /** From which kilometre the peak surcharge is taken 高峰时间单程加价公里. */
  peakSurchargeFromKm?: Maybe<Scalars['Float']['output']>;
  /** Surcharge at peak hours, yuan 高峰时间单程加价单价. */
  peakSurchargeYuan?: Maybe<Scalars['Float']['output']>;
  /** Peak hours of a day 营运高峰时间: morning, evening, others. */
  peaks: Array<PlatformPeak>;
  /** Distance it covers, km 起步里程. */
  startKm: Scalars['Float']['output'];
  /** Price to start with, yuan 起步价. */
  startYuan: Scalars['Float']['output'];
  /** From which kilometre that surcharge is taken 单程加价公里. */
  surchargeFromKm?: Maybe<Scalars['Float']['output']>;
  /** Surcharge of a kilometre on a long ride, yuan 单程加价单价. */
  surchargeYuanPerKm?: Maybe<Scalars['Float']['output']>;
  /** First instant of validity 有效期起. */
  validFrom: Scalars['DateTime']['output'];
  /** Last instant of validity 有效期止; null for no limit. */
  validUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the source states that there is no last instant; false where it only names none. */
  validUntilUnlimited: Scalars['Boolean']['output'];
  /** Price of a kilometre, yuan 计程单价. */
  yuanPerKm: Scalars['Float']['output'];
  /** Price of a minute, yuan 计时单价. */
  yuanPerMinute: Scalars['Float']['output'];
};

/** Evidence of fares (运价证据). */
export type PlatformFareEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** At most 20 records, valid ones first. */
  records: Array<PlatformFare>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Company identifier and division found in the records, `companyId/division`. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** What a driver did in a month, in numbers (驾驶员统计, A.4.13). */
export type PlatformMonth = {
  /** Complaints by passengers 被投诉次数. */
  complaints: Scalars['Int']['output'];
  /** Month YYYY-MM 统计周期. */
  month: Scalars['String']['output'];
  /** Finished orders 完成订单次数. */
  orders: Scalars['Int']['output'];
  /** Traffic violations 交通违章次数. */
  trafficViolations: Scalars['Int']['output'];
};

/** Evidence of monthly figures (驾驶员统计证据). */
export type PlatformMonthEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The platform that says it. */
  platform: Platform;
  /** At most 20 records, newest first. */
  records: Array<PlatformMonth>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Driver ref found in the records. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** A bank or payment institution a platform settles through (公司支付信息, A.4.3). */
export type PlatformPayment = {
  /** Whether the platform counts it as valid (State 0 有效). */
  active: Scalars['Boolean']['output'];
  /** Full name 支付机构名称. */
  institution: Scalars['String']['output'];
  /** Kind of payment business as written by the platform 支付业务类型. */
  kind: Scalars['String']['output'];
  /** Number of its payment licence 支付业务许可证编号; null for a bank. */
  licenceNumber?: Maybe<Scalars['String']['output']>;
  /** Bank that holds the reserve 备付金存管银行. */
  reserveBank?: Maybe<Scalars['String']['output']>;
  /** Area it covers 业务覆盖范围. */
  scope?: Maybe<Scalars['String']['output']>;
  /** Days from ride to settlement 结算周期. */
  settlementDays?: Maybe<Scalars['Int']['output']>;
};

/** Evidence of how a platform settles (支付信息证据). */
export type PlatformPaymentEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** At most 20 records, by name. */
  records: Array<PlatformPayment>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Company identifier found in the records. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** Peak hours of a day 营运高峰时间, Beijing time. */
export type PlatformPeak = {
  /** From, HH:MM. */
  from: Scalars['String']['output'];
  /** Until, HH:MM. */
  until: Scalars['String']['output'];
};

/** Operating permit of a platform for one city (平台公司经营许可, A.4.5). */
export type PlatformPermit = {
  /** Issuing authority 发证机构. */
  authority: Scalars['String']['output'];
  /** Division of the permit place 许可地. */
  division: Scalars['DivisionCode']['output'];
  /** Whether the licence status is 1 有效 (JT/T 415-2006 5.5.2). */
  inForce: Scalars['Boolean']['output'];
  /** Permit number 经营许可证号. */
  number: Scalars['String']['output'];
  /** First day of validity. */
  validFrom: Scalars['Date']['output'];
  /** Last day of validity; null for no limit. */
  validUntil?: Maybe<Scalars['Date']['output']>;
  /** Whether the source states that there is no last day; false where it only names none. */
  validUntilUnlimited: Scalars['Boolean']['output'];
};

/** Evidence of a platform's operating permit (平台经营许可证据). */
export type PlatformPermitEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<PlatformPermit>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Company identifier and division, `companyId/division`: the division asked for where that of the record is it or holds it, else that of the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** A punishment of a driver (驾驶员处罚, A.8.3). */
export type PlatformPunishment = {
  /** When 处罚时间. */
  punishedAt: Scalars['DateTime']['output'];
  /** Why, as written by the platform 处罚原因. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What came of it, as written by the platform 处罚结果. */
  result: Scalars['String']['output'];
};

/** Evidence of punishments on a platform (驾驶员处罚证据). */
export type PlatformPunishmentEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The platform that says it. */
  platform: Platform;
  /** At most 20 records, newest first. */
  records: Array<PlatformPunishment>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Driver ref found in the records. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** How many vehicles and drivers a platform has (公司营运规模, A.4.2). */
export type PlatformScale = {
  /** Drivers registered on the platform 驾驶员数. */
  drivers: Scalars['Int']['output'];
  /** Vehicles registered on the platform 车辆数. */
  vehicles: Scalars['Int']['output'];
};

/** Evidence of how large a platform is (营运规模证据). */
export type PlatformScaleEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<PlatformScale>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Company identifier found in the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** Evidence of service offices (服务机构证据). */
export type PlatformServiceEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** At most 20 records, open ones first. */
  records: Array<PlatformServiceOffice>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Company identifier and division found in the records, `companyId/division`. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** What a driver or vehicle of a platform serves as 服务类型. */
export type PlatformServiceKind =
  /** Private car pooling 私人小客车合乘 (3). */
  | 'CAR_POOLING'
  /** Cruising taxi 巡游出租汽车 (2). */
  | 'CRUISING_TAXI'
  /** Ride-hailing 网络预约出租汽车 (1). */
  | 'RIDE_HAILING';

/** A service office of a platform (公司服务机构, A.4.4); its persons and telephone numbers are not kept. */
export type PlatformServiceOffice = {
  /** Whether the platform counts it as open (State 0 有效). */
  active: Scalars['Boolean']['output'];
  /** Address of the office 服务机构地址. */
  address: Scalars['String']['output'];
  /** Division 行政区划代码. */
  division: Scalars['DivisionCode']['output'];
  /** Day it was set up 设立日期. */
  foundedOn?: Maybe<Scalars['Date']['output']>;
  /** Address official letters go to 行政文书送达邮寄地址. */
  mailAddress?: Maybe<Scalars['String']['output']>;
  /** Name 服务机构名称. */
  name: Scalars['String']['output'];
  /** Number of the office 服务机构代码. */
  number: Scalars['String']['output'];
};

/** A course a driver took (网约车驾驶员培训, A.4.11). */
export type PlatformTraining = {
  /** Course 培训课程名称. */
  course: Scalars['String']['output'];
  /** Length as sent 培训时长: the interface names no unit. */
  duration?: Maybe<Scalars['Int']['output']>;
  /** End, HH:MM, Beijing time 培训结束时间. */
  endsAt?: Maybe<Scalars['String']['output']>;
  /** Day 培训课程日期. */
  heldOn: Scalars['Date']['output'];
  /** Start, HH:MM, Beijing time 培训开始时间. */
  startsAt: Scalars['String']['output'];
};

/** Evidence of training (驾驶员培训证据). */
export type PlatformTrainingEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The platform that says it. */
  platform: Platform;
  /** At most 20 records, newest first. */
  records: Array<PlatformTraining>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Driver ref found in the records. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** A vehicle as a platform reports it (平台车辆基本信息, A.4.7). */
export type PlatformVehicle = {
  /** Whether the platform counts the vehicle as in service (State 0 有效). */
  inService: Scalars['Boolean']['output'];
  /** Name of the owner, masked for persons (所有人). */
  ownerName: Scalars['String']['output'];
  /** Transport permit number where it has one 运输证字号. */
  permitNumber?: Maybe<Scalars['String']['output']>;
  /** Whether the platform reports another vehicle with the same permit number: one of the two is wrong (运输证字号重复). */
  permitNumberShared: Scalars['Boolean']['output'];
  /** Plate colour 车牌颜色. */
  plateColour: PlateColour;
  /** Plate number 车辆号牌. */
  plateNumber: Scalars['PlateNumber']['output'];
  /** Brand of the positioning unit 卫星定位装置品牌. */
  positioningBrand?: Maybe<Scalars['String']['output']>;
  /** Day the positioning unit was fitted. */
  positioningInstalledOn?: Maybe<Scalars['Date']['output']>;
  /** Model of the positioning unit. */
  positioningModel?: Maybe<Scalars['String']['output']>;
  /** Registration date on the vehicle licence 车辆注册日期 (CertifyDateA). */
  registeredOn?: Maybe<Scalars['Date']['output']>;
  /** Approved seats 核定载客位. */
  seats: Scalars['Int']['output'];
  /** What the vehicle serves as 服务类型 (CommercialType); null where the platform has not said it since the hub keeps it. */
  serviceKind?: Maybe<PlatformServiceKind>;
};

/** Evidence of a vehicle on a platform (平台车辆证据). */
export type PlatformVehicleEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The platform that says it. */
  platform: Platform;
  /** The record, where present. */
  record?: Maybe<PlatformVehicle>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it: source.id is `platform`, source.name the company. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** Questions to the graph (查询). */
export type Query = {
  /** A driver by pseudonym. Answers every well-formed ref; null only when no room answers. */
  driver?: Maybe<Driver>;
  /** The receipt of a batch, whichever room took it in: to its sender and to administrators; of anybody else's there is none (接收回执). */
  feedReceipt?: Maybe<FeedReceipts>;
  /** A platform company by the identifier the ministry assigned. Answers every well-formed identifier; null only when the room does not answer. */
  platform?: Maybe<Platform>;
  /** The receipt of a batch for this room, to its sender and to administrators; of anybody else's there is none (接收回执). */
  platformFeedReceipt?: Maybe<FeedReceipt>;
  /** Times senders of this room were declared out, by sender and time, those that are over too: for administrators and auditors (报送方停用记录). */
  platformFeedRetirements: FeedRetirementConnection;
  /** What was sent to this room and cannot be read, oldest number first, and whom it blocks: for administrators and auditors (未能读取的来文). */
  platformFeedUnread: FeedUnreadConnection;
  /** A vehicle by VIN. Answers every well-formed VIN: a key is not a claim; null only when no room answers (按车辆识别代号查询). */
  vehicle?: Maybe<Vehicle>;
  /** Vehicles by VIN, at most 50, in the order of the question (批量查询). */
  vehicles?: Maybe<Array<Maybe<Vehicle>>>;
};


/** Questions to the graph (查询). */
export type QueryDriverArgs = {
  ref: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryPlatformArgs = {
  companyId: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryPlatformFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryPlatformFeedRetirementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryPlatformFeedUnreadArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  closed?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryVehicleArgs = {
  vin: Scalars['VIN']['input'];
};


/** Questions to the graph (查询). */
export type QueryVehiclesArgs = {
  vins: Array<Scalars['VIN']['input']>;
};

/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type Vehicle = {
  /** Insurance one platform reports for the vehicle (车辆保险). */
  insurance?: Maybe<InsuranceEvidence>;
  /** Odometer total one platform reports (行驶总里程). */
  mileage?: Maybe<MileageEvidence>;
  /** What one platform reports of the vehicle (平台车辆信息). */
  platformRecord?: Maybe<PlatformVehicleEvidence>;
  /** What each platform known to the hub reports, one envelope a platform, at most 50. */
  platformRecords?: Maybe<Array<PlatformVehicleEvidence>>;
  /** Vehicle identification number 车辆识别代号. */
  vin: Scalars['VIN']['output'];
};


/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type VehicleInsuranceArgs = {
  companyId: Scalars['ID']['input'];
};


/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type VehicleMileageArgs = {
  companyId: Scalars['ID']['input'];
};


/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type VehiclePlatformRecordArgs = {
  companyId: Scalars['ID']['input'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Driver: Driver;
  FeedReceipts: FeedReceipts;
  Platform: Platform;
  Vehicle: Vehicle;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Driver:
    ( { __typename: 'Driver' }
    & GraphQLRecursivePick<FederationTypes['Driver'], {"ref":true}> );
  FeedReceipts:
    ( { __typename: 'FeedReceipts' }
    & GraphQLRecursivePick<FederationTypes['FeedReceipts'], {"id":true}> );
  Platform:
    ( { __typename: 'Platform' }
    & GraphQLRecursivePick<FederationTypes['Platform'], {"companyId":true}> );
  Vehicle:
    ( { __typename: 'Vehicle' }
    & GraphQLRecursivePick<FederationTypes['Vehicle'], {"vin":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Evidence:
    | ( Stub<InsuranceEvidence> )
    | ( Stub<MileageEvidence> )
    | ( Stub<PlatformCompanyEvidence> )
    | ( Stub<PlatformCreditEvidence> )
    | ( Stub<PlatformEngagementEvidence> )
    | ( Stub<PlatformFareEvidence> )
    | ( Stub<PlatformMonthEvidence> )
    | ( Stub<PlatformPaymentEvidence> )
    | ( Stub<PlatformPermitEvidence> )
    | ( Stub<PlatformPunishmentEvidence> )
    | ( Stub<PlatformScaleEvidence> )
    | ( Stub<PlatformServiceEvidence> )
    | ( Stub<PlatformTrainingEvidence> )
    | ( Stub<PlatformVehicleEvidence> )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Advice: ResolverTypeWrapper<Stub<Advice>>;
  Date: ResolverTypeWrapper<Stub<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Stub<Scalars['DateTime']['output']>>;
  DivisionCode: ResolverTypeWrapper<Stub<Scalars['DivisionCode']['output']>>;
  Driver: ResolverTypeWrapper<Stub<Driver>>;
  ID: ResolverTypeWrapper<Stub<Scalars['ID']['output']>>;
  Duration: ResolverTypeWrapper<Stub<Scalars['Duration']['output']>>;
  Evidence: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Evidence']>;
  EvidenceBehind: ResolverTypeWrapper<Stub<EvidenceBehind>>;
  EvidenceSource: ResolverTypeWrapper<Stub<EvidenceSource>>;
  EvidenceStatus: ResolverTypeWrapper<Stub<EvidenceStatus>>;
  FeedCounts: ResolverTypeWrapper<Stub<FeedCounts>>;
  Int: ResolverTypeWrapper<Stub<Scalars['Int']['output']>>;
  FeedOutcome: ResolverTypeWrapper<Stub<FeedOutcome>>;
  FeedReceipt: ResolverTypeWrapper<Stub<FeedReceipt>>;
  FeedReceiptStatus: ResolverTypeWrapper<Stub<FeedReceiptStatus>>;
  FeedReceipts: ResolverTypeWrapper<Stub<FeedReceipts>>;
  FeedRecord: ResolverTypeWrapper<Stub<FeedRecord>>;
  FeedRecordConnection: ResolverTypeWrapper<Stub<FeedRecordConnection>>;
  FeedRecordEdge: ResolverTypeWrapper<Stub<FeedRecordEdge>>;
  FeedRetirement: ResolverTypeWrapper<Stub<FeedRetirement>>;
  FeedRetirementConnection: ResolverTypeWrapper<Stub<FeedRetirementConnection>>;
  FeedRetirementEdge: ResolverTypeWrapper<Stub<FeedRetirementEdge>>;
  FeedUnread: ResolverTypeWrapper<Stub<FeedUnread>>;
  FeedUnreadConnection: ResolverTypeWrapper<Stub<FeedUnreadConnection>>;
  FeedUnreadEdge: ResolverTypeWrapper<Stub<FeedUnreadEdge>>;
  InsuranceEvidence: ResolverTypeWrapper<Stub<InsuranceEvidence>>;
  InsurancePolicy: ResolverTypeWrapper<Stub<InsurancePolicy>>;
  JSON: ResolverTypeWrapper<Stub<Scalars['JSON']['output']>>;
  Mileage: ResolverTypeWrapper<Stub<Mileage>>;
  MileageEvidence: ResolverTypeWrapper<Stub<MileageEvidence>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Stub<PageInfo>>;
  PlateColour: ResolverTypeWrapper<Stub<PlateColour>>;
  PlateNumber: ResolverTypeWrapper<Stub<Scalars['PlateNumber']['output']>>;
  Platform: ResolverTypeWrapper<Stub<Platform>>;
  PlatformCompany: ResolverTypeWrapper<Stub<PlatformCompany>>;
  PlatformCompanyEvidence: ResolverTypeWrapper<Stub<PlatformCompanyEvidence>>;
  PlatformCredit: ResolverTypeWrapper<Stub<PlatformCredit>>;
  Float: ResolverTypeWrapper<Stub<Scalars['Float']['output']>>;
  PlatformCreditEvidence: ResolverTypeWrapper<Stub<PlatformCreditEvidence>>;
  PlatformEngagement: ResolverTypeWrapper<Stub<PlatformEngagement>>;
  PlatformEngagementEvidence: ResolverTypeWrapper<Stub<PlatformEngagementEvidence>>;
  PlatformFare: ResolverTypeWrapper<Stub<PlatformFare>>;
  PlatformFareEvidence: ResolverTypeWrapper<Stub<PlatformFareEvidence>>;
  PlatformMonth: ResolverTypeWrapper<Stub<PlatformMonth>>;
  PlatformMonthEvidence: ResolverTypeWrapper<Stub<PlatformMonthEvidence>>;
  PlatformPayment: ResolverTypeWrapper<Stub<PlatformPayment>>;
  PlatformPaymentEvidence: ResolverTypeWrapper<Stub<PlatformPaymentEvidence>>;
  PlatformPeak: ResolverTypeWrapper<Stub<PlatformPeak>>;
  PlatformPermit: ResolverTypeWrapper<Stub<PlatformPermit>>;
  PlatformPermitEvidence: ResolverTypeWrapper<Stub<PlatformPermitEvidence>>;
  PlatformPunishment: ResolverTypeWrapper<Stub<PlatformPunishment>>;
  PlatformPunishmentEvidence: ResolverTypeWrapper<Stub<PlatformPunishmentEvidence>>;
  PlatformScale: ResolverTypeWrapper<Stub<PlatformScale>>;
  PlatformScaleEvidence: ResolverTypeWrapper<Stub<PlatformScaleEvidence>>;
  PlatformServiceEvidence: ResolverTypeWrapper<Stub<PlatformServiceEvidence>>;
  PlatformServiceKind: ResolverTypeWrapper<Stub<PlatformServiceKind>>;
  PlatformServiceOffice: ResolverTypeWrapper<Stub<PlatformServiceOffice>>;
  PlatformTraining: ResolverTypeWrapper<Stub<PlatformTraining>>;
  PlatformTrainingEvidence: ResolverTypeWrapper<Stub<PlatformTrainingEvidence>>;
  PlatformVehicle: ResolverTypeWrapper<Stub<PlatformVehicle>>;
  PlatformVehicleEvidence: ResolverTypeWrapper<Stub<PlatformVehicleEvidence>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ResidentIdNumber: ResolverTypeWrapper<Stub<Scalars['ResidentIdNumber']['output']>>;
  USCC: ResolverTypeWrapper<Stub<Scalars['USCC']['output']>>;
  VIN: ResolverTypeWrapper<Stub<Scalars['VIN']['output']>>;
  Vehicle: ResolverTypeWrapper<Stub<Vehicle>>;
  Boolean: ResolverTypeWrapper<Stub<Scalars['Boolean']['output']>>;
  String: ResolverTypeWrapper<Stub<Scalars['String']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Advice: Stub<Advice>;
  Date: Stub<Scalars['Date']['output']>;
  DateTime: Stub<Scalars['DateTime']['output']>;
  DivisionCode: Stub<Scalars['DivisionCode']['output']>;
  Driver: Stub<Driver | FederationReferenceTypes['Driver']>;
  ID: Stub<Scalars['ID']['output']>;
  Duration: Stub<Scalars['Duration']['output']>;
  Evidence: ResolversInterfaceTypes<ResolversParentTypes>['Evidence'];
  EvidenceBehind: Stub<EvidenceBehind>;
  EvidenceSource: Stub<EvidenceSource>;
  FeedCounts: Stub<FeedCounts>;
  Int: Stub<Scalars['Int']['output']>;
  FeedReceipt: Stub<FeedReceipt>;
  FeedReceipts: Stub<FeedReceipts | FederationReferenceTypes['FeedReceipts']>;
  FeedRecord: Stub<FeedRecord>;
  FeedRecordConnection: Stub<FeedRecordConnection>;
  FeedRecordEdge: Stub<FeedRecordEdge>;
  FeedRetirement: Stub<FeedRetirement>;
  FeedRetirementConnection: Stub<FeedRetirementConnection>;
  FeedRetirementEdge: Stub<FeedRetirementEdge>;
  FeedUnread: Stub<FeedUnread>;
  FeedUnreadConnection: Stub<FeedUnreadConnection>;
  FeedUnreadEdge: Stub<FeedUnreadEdge>;
  InsuranceEvidence: Stub<InsuranceEvidence>;
  InsurancePolicy: Stub<InsurancePolicy>;
  JSON: Stub<Scalars['JSON']['output']>;
  Mileage: Stub<Mileage>;
  MileageEvidence: Stub<MileageEvidence>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Stub<PageInfo>;
  PlateNumber: Stub<Scalars['PlateNumber']['output']>;
  Platform: Stub<Platform | FederationReferenceTypes['Platform']>;
  PlatformCompany: Stub<PlatformCompany>;
  PlatformCompanyEvidence: Stub<PlatformCompanyEvidence>;
  PlatformCredit: Stub<PlatformCredit>;
  Float: Stub<Scalars['Float']['output']>;
  PlatformCreditEvidence: Stub<PlatformCreditEvidence>;
  PlatformEngagement: Stub<PlatformEngagement>;
  PlatformEngagementEvidence: Stub<PlatformEngagementEvidence>;
  PlatformFare: Stub<PlatformFare>;
  PlatformFareEvidence: Stub<PlatformFareEvidence>;
  PlatformMonth: Stub<PlatformMonth>;
  PlatformMonthEvidence: Stub<PlatformMonthEvidence>;
  PlatformPayment: Stub<PlatformPayment>;
  PlatformPaymentEvidence: Stub<PlatformPaymentEvidence>;
  PlatformPeak: Stub<PlatformPeak>;
  PlatformPermit: Stub<PlatformPermit>;
  PlatformPermitEvidence: Stub<PlatformPermitEvidence>;
  PlatformPunishment: Stub<PlatformPunishment>;
  PlatformPunishmentEvidence: Stub<PlatformPunishmentEvidence>;
  PlatformScale: Stub<PlatformScale>;
  PlatformScaleEvidence: Stub<PlatformScaleEvidence>;
  PlatformServiceEvidence: Stub<PlatformServiceEvidence>;
  PlatformServiceOffice: Stub<PlatformServiceOffice>;
  PlatformTraining: Stub<PlatformTraining>;
  PlatformTrainingEvidence: Stub<PlatformTrainingEvidence>;
  PlatformVehicle: Stub<PlatformVehicle>;
  PlatformVehicleEvidence: Stub<PlatformVehicleEvidence>;
  Query: Record<PropertyKey, never>;
  ResidentIdNumber: Stub<Scalars['ResidentIdNumber']['output']>;
  USCC: Stub<Scalars['USCC']['output']>;
  VIN: Stub<Scalars['VIN']['output']>;
  Vehicle: Stub<Vehicle | FederationReferenceTypes['Vehicle']>;
  Boolean: Stub<Scalars['Boolean']['output']>;
  String: Stub<Scalars['String']['output']>;
};

export type DeadlineDirectiveArgs = {
  fetch: Scalars['Duration']['input'];
  operation: Scalars['Duration']['input'];
};

export type DeadlineDirectiveResolver<Result, Parent, ContextType = RoomContext, Args = DeadlineDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type EvidenceDirectiveArgs = {
  ageing?: Maybe<Scalars['Boolean']['input']>;
  maxAge: Scalars['Duration']['input'];
  source: Scalars['String']['input'];
};

export type EvidenceDirectiveResolver<Result, Parent, ContextType = RoomContext, Args = EvidenceDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AdviceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Advice'] = ResolversParentTypes['Advice']> = {
  en?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DivisionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DivisionCode'], any> {
  name: 'DivisionCode';
}

export type DriverResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Driver'] = ResolversParentTypes['Driver'], FederationReferenceType extends FederationReferenceTypes['Driver'] = FederationReferenceTypes['Driver']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Driver']> | FederationReferenceType, FederationReferenceType, ContextType>;
  platformCredits?: Resolver<Maybe<Array<ResolversTypes['PlatformCreditEvidence']>>, ParentType, ContextType>;
  platformEngagements?: Resolver<Maybe<Array<ResolversTypes['PlatformEngagementEvidence']>>, ParentType, ContextType>;
  platformMonths?: Resolver<Maybe<Array<ResolversTypes['PlatformMonthEvidence']>>, ParentType, ContextType>;
  platformPunishments?: Resolver<Maybe<Array<ResolversTypes['PlatformPunishmentEvidence']>>, ParentType, ContextType>;
  platformTrainings?: Resolver<Maybe<Array<ResolversTypes['PlatformTrainingEvidence']>>, ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  __resolveType: TypeResolveFn<'InsuranceEvidence' | 'MileageEvidence' | 'PlatformCompanyEvidence' | 'PlatformCreditEvidence' | 'PlatformEngagementEvidence' | 'PlatformFareEvidence' | 'PlatformMonthEvidence' | 'PlatformPaymentEvidence' | 'PlatformPermitEvidence' | 'PlatformPunishmentEvidence' | 'PlatformScaleEvidence' | 'PlatformServiceEvidence' | 'PlatformTrainingEvidence' | 'PlatformVehicleEvidence', ParentType, ContextType>;
};

export type EvidenceBehindResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['EvidenceBehind'] = ResolversParentTypes['EvidenceBehind']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type EvidenceSourceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['EvidenceSource'] = ResolversParentTypes['EvidenceSource']> = {
  authority?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeedCountsResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedCounts'] = ResolversParentTypes['FeedCounts']> = {
  applied?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  superseded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FeedReceiptResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedReceipt'] = ResolversParentTypes['FeedReceipt']> = {
  counts?: Resolver<ResolversTypes['FeedCounts'], ParentType, ContextType>;
  receiptId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['FeedRecordConnection'], ParentType, ContextType, RequireFields<FeedReceiptRecordsArgs, 'first'>>;
  status?: Resolver<ResolversTypes['FeedReceiptStatus'], ParentType, ContextType>;
};

export type FeedReceiptsResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedReceipts'] = ResolversParentTypes['FeedReceipts'], FederationReferenceType extends FederationReferenceTypes['FeedReceipts'] = FederationReferenceTypes['FeedReceipts']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['FeedReceipts']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  platforms?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType>;
};

export type FeedRecordResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedRecord'] = ResolversParentTypes['FeedRecord']> = {
  advice?: Resolver<Maybe<ResolversTypes['Advice']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['FeedOutcome'], ParentType, ContextType>;
  pointer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quarantineId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FeedRecordConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedRecordConnection'] = ResolversParentTypes['FeedRecordConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FeedRecordEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FeedRecordEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedRecordEdge'] = ResolversParentTypes['FeedRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FeedRecord'], ParentType, ContextType>;
};

export type FeedRetirementResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedRetirement'] = ResolversParentTypes['FeedRetirement']> = {
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retiredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  retiredBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  returnedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeedRetirementConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedRetirementConnection'] = ResolversParentTypes['FeedRetirementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FeedRetirementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FeedRetirementEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedRetirementEdge'] = ResolversParentTypes['FeedRetirementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FeedRetirement'], ParentType, ContextType>;
};

export type FeedUnreadResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedUnread'] = ResolversParentTypes['FeedUnread']> = {
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  closedBecause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  closedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receiptId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjects?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FeedUnreadConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedUnreadConnection'] = ResolversParentTypes['FeedUnreadConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FeedUnreadEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FeedUnreadEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['FeedUnreadEdge'] = ResolversParentTypes['FeedUnreadEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FeedUnread'], ParentType, ContextType>;
};

export type InsuranceEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['InsuranceEvidence'] = ResolversParentTypes['InsuranceEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['InsurancePolicy']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsurancePolicyResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['InsurancePolicy'] = ResolversParentTypes['InsurancePolicy']> = {
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contradicted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  insurer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sumYuan?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MileageResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Mileage'] = ResolversParentTypes['Mileage']> = {
  totalKm?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MileageEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['MileageEvidence'] = ResolversParentTypes['MileageEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['Mileage']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  closePlatformFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationClosePlatformFeedUnreadArgs, 'because' | 'id'>>;
  retryPlatformFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationRetryPlatformFeedUnreadArgs, 'id'>>;
  submitPlatformRecords?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<MutationSubmitPlatformRecordsArgs, 'idempotencyKey' | 'message' | 'records'>>;
};

export type PageInfoResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface PlateNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PlateNumber'], any> {
  name: 'PlateNumber';
}

export type PlatformResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Platform'] = ResolversParentTypes['Platform'], FederationReferenceType extends FederationReferenceTypes['Platform'] = FederationReferenceTypes['Platform']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Platform']> | FederationReferenceType, FederationReferenceType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['PlatformCompanyEvidence']>, ParentType, ContextType>;
  companyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  fares?: Resolver<Maybe<ResolversTypes['PlatformFareEvidence']>, ParentType, ContextType, RequireFields<PlatformFaresArgs, 'division'>>;
  payments?: Resolver<Maybe<ResolversTypes['PlatformPaymentEvidence']>, ParentType, ContextType>;
  permit?: Resolver<Maybe<ResolversTypes['PlatformPermitEvidence']>, ParentType, ContextType, RequireFields<PlatformPermitArgs, 'division'>>;
  scale?: Resolver<Maybe<ResolversTypes['PlatformScaleEvidence']>, ParentType, ContextType>;
  services?: Resolver<Maybe<ResolversTypes['PlatformServiceEvidence']>, ParentType, ContextType, RequireFields<PlatformServicesArgs, 'division'>>;
};

export type PlatformCompanyResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformCompany'] = ResolversParentTypes['PlatformCompany']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  division?: Resolver<ResolversTypes['DivisionCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uscc?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
};

export type PlatformCompanyEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformCompanyEvidence'] = ResolversParentTypes['PlatformCompanyEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['PlatformCompany']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformCreditResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformCredit'] = ResolversParentTypes['PlatformCredit']> = {
  assessedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  department?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type PlatformCreditEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformCreditEvidence'] = ResolversParentTypes['PlatformCreditEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['PlatformCredit']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformEngagementResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformEngagement'] = ResolversParentTypes['PlatformEngagement']> = {
  alsoTaxiDriver?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  appVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  blacklisted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  certificateAuthority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  certificateFirstIssuedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  certificateFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  certificateIssuedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  certificateNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  certificateUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  certificateUntilUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  contractCompany?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contractFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  contractUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  contractUntilUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  division?: Resolver<Maybe<ResolversTypes['DivisionCode']>, ParentType, ContextType>;
  fullTime?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  inService?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  licenceClasses?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  licenceFirstIssuedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  licenceFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  licenceUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  licenceUntilUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reportedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  serviceKind?: Resolver<Maybe<ResolversTypes['PlatformServiceKind']>, ParentType, ContextType>;
};

export type PlatformEngagementEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformEngagementEvidence'] = ResolversParentTypes['PlatformEngagementEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['PlatformEngagement']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformFareResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformFare'] = ResolversParentTypes['PlatformFare']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  division?: Resolver<ResolversTypes['DivisionCode'], ParentType, ContextType>;
  lowSpeedYuanPerMinute?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  nightYuanPerKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  nightYuanPerMinute?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  otherYuan?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  peakSurchargeFromKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  peakSurchargeYuan?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  peaks?: Resolver<Array<ResolversTypes['PlatformPeak']>, ParentType, ContextType>;
  startKm?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  startYuan?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  surchargeFromKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  surchargeYuanPerKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  validUntilUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  yuanPerKm?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  yuanPerMinute?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PlatformFareEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformFareEvidence'] = ResolversParentTypes['PlatformFareEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['PlatformFare']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformMonthResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformMonth'] = ResolversParentTypes['PlatformMonth']> = {
  complaints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  trafficViolations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlatformMonthEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformMonthEvidence'] = ResolversParentTypes['PlatformMonthEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['PlatformMonth']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformPaymentResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformPayment'] = ResolversParentTypes['PlatformPayment']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  institution?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  licenceNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reserveBank?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  settlementDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PlatformPaymentEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformPaymentEvidence'] = ResolversParentTypes['PlatformPaymentEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['PlatformPayment']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformPeakResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformPeak'] = ResolversParentTypes['PlatformPeak']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlatformPermitResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformPermit'] = ResolversParentTypes['PlatformPermit']> = {
  authority?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  division?: Resolver<ResolversTypes['DivisionCode'], ParentType, ContextType>;
  inForce?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validUntilUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PlatformPermitEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformPermitEvidence'] = ResolversParentTypes['PlatformPermitEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['PlatformPermit']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformPunishmentResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformPunishment'] = ResolversParentTypes['PlatformPunishment']> = {
  punishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  result?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlatformPunishmentEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformPunishmentEvidence'] = ResolversParentTypes['PlatformPunishmentEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['PlatformPunishment']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformScaleResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformScale'] = ResolversParentTypes['PlatformScale']> = {
  drivers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  vehicles?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlatformScaleEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformScaleEvidence'] = ResolversParentTypes['PlatformScaleEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['PlatformScale']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformServiceEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformServiceEvidence'] = ResolversParentTypes['PlatformServiceEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['PlatformServiceOffice']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformServiceOfficeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformServiceOffice'] = ResolversParentTypes['PlatformServiceOffice']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  division?: Resolver<ResolversTypes['DivisionCode'], ParentType, ContextType>;
  foundedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  mailAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlatformTrainingResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformTraining'] = ResolversParentTypes['PlatformTraining']> = {
  course?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  duration?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  heldOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlatformTrainingEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformTrainingEvidence'] = ResolversParentTypes['PlatformTrainingEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['PlatformTraining']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlatformVehicleResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformVehicle'] = ResolversParentTypes['PlatformVehicle']> = {
  inService?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ownerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  permitNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  permitNumberShared?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  plateColour?: Resolver<ResolversTypes['PlateColour'], ParentType, ContextType>;
  plateNumber?: Resolver<ResolversTypes['PlateNumber'], ParentType, ContextType>;
  positioningBrand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  positioningInstalledOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  positioningModel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registeredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  seats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  serviceKind?: Resolver<Maybe<ResolversTypes['PlatformServiceKind']>, ParentType, ContextType>;
};

export type PlatformVehicleEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlatformVehicleEvidence'] = ResolversParentTypes['PlatformVehicleEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['PlatformVehicle']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  driver?: Resolver<Maybe<ResolversTypes['Driver']>, ParentType, ContextType, RequireFields<QueryDriverArgs, 'ref'>>;
  feedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipts']>, ParentType, ContextType, RequireFields<QueryFeedReceiptArgs, 'id'>>;
  platform?: Resolver<Maybe<ResolversTypes['Platform']>, ParentType, ContextType, RequireFields<QueryPlatformArgs, 'companyId'>>;
  platformFeedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<QueryPlatformFeedReceiptArgs, 'id'>>;
  platformFeedRetirements?: Resolver<ResolversTypes['FeedRetirementConnection'], ParentType, ContextType, RequireFields<QueryPlatformFeedRetirementsArgs, 'first'>>;
  platformFeedUnread?: Resolver<ResolversTypes['FeedUnreadConnection'], ParentType, ContextType, RequireFields<QueryPlatformFeedUnreadArgs, 'closed' | 'first'>>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType, RequireFields<QueryVehicleArgs, 'vin'>>;
  vehicles?: Resolver<Maybe<Array<Maybe<ResolversTypes['Vehicle']>>>, ParentType, ContextType, RequireFields<QueryVehiclesArgs, 'vins'>>;
};

export interface ResidentIdNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['ResidentIdNumber'], any> {
  name: 'ResidentIdNumber';
}

export interface UsccScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['USCC'], any> {
  name: 'USCC';
}

export interface VinScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['VIN'], any> {
  name: 'VIN';
}

export type VehicleResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Vehicle'] = ResolversParentTypes['Vehicle'], FederationReferenceType extends FederationReferenceTypes['Vehicle'] = FederationReferenceTypes['Vehicle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vehicle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  insurance?: Resolver<Maybe<ResolversTypes['InsuranceEvidence']>, ParentType, ContextType, RequireFields<VehicleInsuranceArgs, 'companyId'>>;
  mileage?: Resolver<Maybe<ResolversTypes['MileageEvidence']>, ParentType, ContextType, RequireFields<VehicleMileageArgs, 'companyId'>>;
  platformRecord?: Resolver<Maybe<ResolversTypes['PlatformVehicleEvidence']>, ParentType, ContextType, RequireFields<VehiclePlatformRecordArgs, 'companyId'>>;
  platformRecords?: Resolver<Maybe<Array<ResolversTypes['PlatformVehicleEvidence']>>, ParentType, ContextType>;
  vin?: Resolver<ResolversTypes['VIN'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RoomContext> = {
  Advice?: AdviceResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DivisionCode?: GraphQLScalarType;
  Driver?: DriverResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  Evidence?: EvidenceResolvers<ContextType>;
  EvidenceBehind?: EvidenceBehindResolvers<ContextType>;
  EvidenceSource?: EvidenceSourceResolvers<ContextType>;
  FeedCounts?: FeedCountsResolvers<ContextType>;
  FeedReceipt?: FeedReceiptResolvers<ContextType>;
  FeedReceipts?: FeedReceiptsResolvers<ContextType>;
  FeedRecord?: FeedRecordResolvers<ContextType>;
  FeedRecordConnection?: FeedRecordConnectionResolvers<ContextType>;
  FeedRecordEdge?: FeedRecordEdgeResolvers<ContextType>;
  FeedRetirement?: FeedRetirementResolvers<ContextType>;
  FeedRetirementConnection?: FeedRetirementConnectionResolvers<ContextType>;
  FeedRetirementEdge?: FeedRetirementEdgeResolvers<ContextType>;
  FeedUnread?: FeedUnreadResolvers<ContextType>;
  FeedUnreadConnection?: FeedUnreadConnectionResolvers<ContextType>;
  FeedUnreadEdge?: FeedUnreadEdgeResolvers<ContextType>;
  InsuranceEvidence?: InsuranceEvidenceResolvers<ContextType>;
  InsurancePolicy?: InsurancePolicyResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mileage?: MileageResolvers<ContextType>;
  MileageEvidence?: MileageEvidenceResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlateNumber?: GraphQLScalarType;
  Platform?: PlatformResolvers<ContextType>;
  PlatformCompany?: PlatformCompanyResolvers<ContextType>;
  PlatformCompanyEvidence?: PlatformCompanyEvidenceResolvers<ContextType>;
  PlatformCredit?: PlatformCreditResolvers<ContextType>;
  PlatformCreditEvidence?: PlatformCreditEvidenceResolvers<ContextType>;
  PlatformEngagement?: PlatformEngagementResolvers<ContextType>;
  PlatformEngagementEvidence?: PlatformEngagementEvidenceResolvers<ContextType>;
  PlatformFare?: PlatformFareResolvers<ContextType>;
  PlatformFareEvidence?: PlatformFareEvidenceResolvers<ContextType>;
  PlatformMonth?: PlatformMonthResolvers<ContextType>;
  PlatformMonthEvidence?: PlatformMonthEvidenceResolvers<ContextType>;
  PlatformPayment?: PlatformPaymentResolvers<ContextType>;
  PlatformPaymentEvidence?: PlatformPaymentEvidenceResolvers<ContextType>;
  PlatformPeak?: PlatformPeakResolvers<ContextType>;
  PlatformPermit?: PlatformPermitResolvers<ContextType>;
  PlatformPermitEvidence?: PlatformPermitEvidenceResolvers<ContextType>;
  PlatformPunishment?: PlatformPunishmentResolvers<ContextType>;
  PlatformPunishmentEvidence?: PlatformPunishmentEvidenceResolvers<ContextType>;
  PlatformScale?: PlatformScaleResolvers<ContextType>;
  PlatformScaleEvidence?: PlatformScaleEvidenceResolvers<ContextType>;
  PlatformServiceEvidence?: PlatformServiceEvidenceResolvers<ContextType>;
  PlatformServiceOffice?: PlatformServiceOfficeResolvers<ContextType>;
  PlatformTraining?: PlatformTrainingResolvers<ContextType>;
  PlatformTrainingEvidence?: PlatformTrainingEvidenceResolvers<ContextType>;
  PlatformVehicle?: PlatformVehicleResolvers<ContextType>;
  PlatformVehicleEvidence?: PlatformVehicleEvidenceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ResidentIdNumber?: GraphQLScalarType;
  USCC?: GraphQLScalarType;
  VIN?: GraphQLScalarType;
  Vehicle?: VehicleResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RoomContext> = {
  deadline?: DeadlineDirectiveResolver<any, any, ContextType>;
  evidence?: EvidenceDirectiveResolver<any, any, ContextType>;
};
