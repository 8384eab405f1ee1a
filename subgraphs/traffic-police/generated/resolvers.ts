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
  /** The driving licence (机动车驾驶证). */
  licence?: Maybe<DrivingLicenceEvidence>;
  /** Pseudonym of the resident ID number, the same in every room (身份假名). */
  ref: Scalars['ID']['output'];
};

/** A driving licence (机动车驾驶证). */
export type DrivingLicence = {
  /** Permitted classes 准驾车型. */
  classes: Array<Scalars['String']['output']>;
  /** Day of first issue 初次领证日期. */
  firstIssuedOn: Scalars['Date']['output'];
  /** Whether the licence status is normal. */
  normal: Scalars['Boolean']['output'];
  /** Points gathered in the present period 累积记分 (ljjf). */
  points?: Maybe<Scalars['Int']['output']>;
  /** Day the points are cleared, the end of the period 清分日期 (qfrq). */
  pointsClearedOn?: Maybe<Scalars['Date']['output']>;
  /** Status letters as the police write them; A is normal 驾驶证状态 (zt). */
  statusLetters?: Maybe<Scalars['String']['output']>;
  /** First day of validity 有效期始 (yxqs). */
  validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; null where there is none, or none is stated. */
  validUntil?: Maybe<Scalars['Date']['output']>;
  /** Whether the police state that it has no last day; false where they only name none. */
  validUntilUnlimited: Scalars['Boolean']['output'];
};

/** Evidence of a driving licence (驾驶证证据). */
export type DrivingLicenceEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<DrivingLicence>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Driver ref found in the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** What the police need to find a driving licence; the answer must be about the same person. */
export type DrivingLicenceRequest = {
  /** Resident ID number 公民身份号码; only ever kept sealed. */
  residentId: Scalars['ResidentIdNumber']['input'];
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
  /** From the feed of the traffic police (交警). */
  trafficPolice?: Maybe<FeedReceipt>;
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

/** What changes something (操作). */
export type Mutation = {
  /** Closes a gap by the word of an administrator: what could not be read blocks nobody any more (人工核销). */
  closePoliceFeedUnread?: Maybe<FeedUnread>;
  /** Asks for a pull of a driving licence; the answer arrives as an event (向交警查询驾驶证). */
  requestDrivingLicence: PullReceipt;
  /** Asks for a pull of the vehicle's police data; the answer arrives as an event (向交警查询车辆). */
  requestPoliceRecord: PullReceipt;
  /** Has a batch tried again that was set aside because it could not be finished; for administrators. Answers its gap, closed if it is finished (重试搁置的批次). */
  retryPoliceFeedUnread?: Maybe<FeedUnread>;
  /** Takes in records of the traffic police, as /feeds/traffic-police/records/<message> does (交警上报). */
  submitPoliceRecords?: Maybe<FeedReceipt>;
};


/** What changes something (操作). */
export type MutationClosePoliceFeedUnreadArgs = {
  because: Scalars['String']['input'];
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationRequestDrivingLicenceArgs = {
  driver: DrivingLicenceRequest;
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
};


/** What changes something (操作). */
export type MutationRequestPoliceRecordArgs = {
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
  vehicle: PoliceRecordRequest;
};


/** What changes something (操作). */
export type MutationRetryPoliceFeedUnreadArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationSubmitPoliceRecordsArgs = {
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

/** What the police need to find a vehicle: plate with kind; the answer must be about the VIN. */
export type PoliceRecordRequest = {
  /** File number 档案编号, by which the police of the same province can be asked instead of the plate. */
  fileNumber?: InputMaybe<Scalars['String']['input']>;
  /** Police plate kind 号牌种类 (GA/T 16.7), two digits. */
  plateKind: Scalars['String']['input'];
  /** Plate number with province character. */
  plateNumber: Scalars['PlateNumber']['input'];
  /** Vehicle identification number the answer must be about. */
  vin: Scalars['VIN']['input'];
};

/** Effect of a status letter on an approval (A: our reading). */
export type PoliceStatusEffect =
  /** No approval. */
  | 'BLOCK'
  /** Nothing stands against it. */
  | 'NONE'
  /** The clerk is told. */
  | 'WARN';

/** One letter of the police status 机动车状态. */
export type PoliceStatusLetter = {
  /** What it means for an approval. */
  effect: PoliceStatusEffect;
  /** The letter. */
  letter: Scalars['String']['output'];
  /** Its meaning in Chinese. */
  meaning: Scalars['String']['output'];
};

/** A pull that was asked for (查询任务). */
export type PullReceipt = {
  /** Identifier of the job. */
  id: Scalars['ID']['output'];
  /** Whether this call started it; false when one already waits or an answer is young enough. */
  started: Scalars['Boolean']['output'];
};

/** Questions to the graph (查询). */
export type Query = {
  /** A driver by pseudonym. Answers every well-formed ref; null only when no room answers. */
  driver?: Maybe<Driver>;
  /** The receipt of a batch, whichever room took it in: to its sender and to administrators; of anybody else's there is none (接收回执). */
  feedReceipt?: Maybe<FeedReceipts>;
  /** The receipt of a batch for this room, to its sender and to administrators; of anybody else's there is none (接收回执). */
  policeFeedReceipt?: Maybe<FeedReceipt>;
  /** Times senders of this room were declared out, by sender and time, those that are over too: for administrators and auditors (报送方停用记录). */
  policeFeedRetirements: FeedRetirementConnection;
  /** What was sent to this room and cannot be read, oldest number first, and whom it blocks: for administrators and auditors (未能读取的来文). */
  policeFeedUnread: FeedUnreadConnection;
  /** A usage-type change by the police business serial number. Answers every well-formed number. */
  usageChange?: Maybe<UsageChange>;
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
export type QueryPoliceFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryPoliceFeedRetirementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryPoliceFeedUnreadArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  closed?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryUsageChangeArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryVehicleArgs = {
  vin: Scalars['VIN']['input'];
};


/** Questions to the graph (查询). */
export type QueryVehiclesArgs = {
  vins: Array<Scalars['VIN']['input']>;
};

/** A usage-type change of the traffic police 使用性质变更. */
export type UsageChange = {
  /** Police business serial number 流水号. */
  id: Scalars['ID']['output'];
  /** The change as the hub holds it; null for a number the hub does not know. */
  record?: Maybe<UsageChangeRecord>;
};

/** Evidence of usage-type changes (变更证据). */
export type UsageChangeEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** At most 20 changes, newest first. */
  records: Array<UsageChangeRecord>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the records. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** What is recorded of a usage-type change (变更记录). */
export type UsageChangeRecord = {
  /** When it was accepted. */
  acceptedAt: Scalars['DateTime']['output'];
  /** Vehicle administration office 车管所. */
  authority: Scalars['String']['output'];
  /** Police business serial number 流水号. */
  changeId: Scalars['ID']['output'];
  /** Day it was completed; only this counts. */
  completedOn?: Maybe<Scalars['Date']['output']>;
  /** Division code of that office 行政区划 (GB/T 2260). */
  division: Scalars['String']['output'];
  /** Usage before 变更前. */
  fromUse: UsageType;
  /** Police plate kind 号牌种类 before. */
  plateKind: Scalars['String']['output'];
  /** Police plate kind 号牌种类 after, where the change brings another. */
  plateKindAfter?: Maybe<Scalars['String']['output']>;
  /** Plate number the change was accepted with 变更前号牌号码. */
  plateNumber: Scalars['PlateNumber']['output'];
  /** Plate number after it, where the change brings another 变更后号牌号码. */
  plateNumberAfter?: Maybe<Scalars['PlateNumber']['output']>;
  /** New compulsory scrapping date where the change set one. */
  scrapOn?: Maybe<Scalars['Date']['output']>;
  /** State. */
  state: UsageChangeState;
  /** Usage after 变更后. */
  toUse: UsageType;
};

/** State of a usage-type change (变更状态). */
export type UsageChangeState =
  /** Accepted, not yet done 已受理. */
  | 'ACCEPTED'
  /** Done 已办结. */
  | 'DONE'
  /** Withdrawn 已撤回. */
  | 'WITHDRAWN';

/** Evidence of the usage types stated over time (使用性质历史证据). */
export type UsageHistoryEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** At most 20 periods, newest first. */
  records: Array<UsagePeriod>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the records. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** A time in which the police always stated the same usage type (使用性质时段). */
export type UsagePeriod = {
  /** When the police first stated it in this period. */
  statedFrom: Scalars['DateTime']['output'];
  /** When the police last stated it in this period. */
  statedUntil: Scalars['DateTime']['output'];
  /** Usage type 机动车使用性质. */
  usage: UsageType;
};

/** Usage type of a vehicle 机动车使用性质 (GA/T 16.3). */
export type UsageType =
  /** J 救护. */
  | 'AMBULANCE'
  /** C 公交客运. */
  | 'BUS'
  /** L 营转非. */
  | 'COMMERCIAL_TURNED_PRIVATE'
  /** R 危化品运输. */
  | 'DANGEROUS_GOODS'
  /** N 教练. */
  | 'DRIVER_TRAINING'
  /** K 工程救险. */
  | 'ENGINEERING_RESCUE'
  /** I 消防. */
  | 'FIRE'
  /** F 货运. */
  | 'FREIGHT'
  /** O 幼儿校车. */
  | 'KINDERGARTEN_BUS'
  /** Q 初中生校车. */
  | 'MIDDLE_SCHOOL_BUS'
  /** A 非营运. */
  | 'NON_COMMERCIAL'
  /** H 警用. */
  | 'POLICE'
  /** P 小学生校车. */
  | 'PRIMARY_SCHOOL_BUS'
  /** G 租赁. */
  | 'RENTAL'
  /** T 预约出租客运. */
  | 'RIDE_HAILING'
  /** U 预约出租转非. */
  | 'RIDE_HAILING_TURNED_PRIVATE'
  /** B 公路客运. */
  | 'ROAD_PASSENGER'
  /** S 中小学生校车. */
  | 'SCHOOL_BUS'
  /** D 出租客运. */
  | 'TAXI'
  /** M 出租转非. */
  | 'TAXI_TURNED_PRIVATE'
  /** E 旅游客运. */
  | 'TOUR';

/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type Vehicle = {
  /** Whose the vehicle is, by the key other records know the owner by: for the evidence of a case only (机动车所有人). */
  owner?: Maybe<VehicleOwnerEvidence>;
  /** Status letters, inspection validity and scrapping date (机动车状态). */
  policeStatus?: Maybe<VehiclePoliceStatusEvidence>;
  /** The newest police statement of the usage type (机动车使用性质). */
  usage?: Maybe<VehicleUsageEvidence>;
  /** Usage-type changes, newest first (使用性质变更). */
  usageChanges?: Maybe<UsageChangeEvidence>;
  /** Usage types the police stated over time, newest first (使用性质历史). */
  usageHistory?: Maybe<UsageHistoryEvidence>;
  /** Vehicle identification number 车辆识别代号. */
  vin: Scalars['VIN']['output'];
};

/** Who owns a vehicle, as the police have it (机动车所有人). */
export type VehicleOwner = {
  /** Name, whole 所有人 (syr). */
  name: Scalars['String']['output'];
  /** Pseudonym of a person's resident ID number; null for a company, and where the police give no number that can be read (sfzmhm). */
  ownerRef?: Maybe<Scalars['ID']['output']>;
  /** Credit code of a company; null for a person, and where the police give none that can be read (sfzmhm). */
  ownerUscc?: Maybe<Scalars['USCC']['output']>;
};

/** Evidence of the owner (所有人证据). */
export type VehicleOwnerEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<VehicleOwner>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the police record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** Police data of a vehicle (公安车辆信息). */
export type VehiclePoliceStatus = {
  /** Gross mass, kg 总质量 (zzl). */
  grossMassKg?: Maybe<Scalars['Int']['output']>;
  /** Inspection valid until 检验有效期止 (yxqz). */
  inspectionValidUntil?: Maybe<Scalars['Date']['output']>;
  /** Status letters, each judged. */
  letters: Array<PoliceStatusLetter>;
  /** Name of the owner, masked for persons 所有人. */
  ownerName: Scalars['String']['output'];
  /** Police plate kind 号牌种类. */
  plateKind: Scalars['String']['output'];
  /** Plate number with province character. */
  plateNumber: Scalars['PlateNumber']['output'];
  /** First registration 初次登记日期 (ccdjrq). */
  registeredOn?: Maybe<Scalars['Date']['output']>;
  /** Compulsory scrapping date 强制报废期止 (qzbfqz); null where there is none, or none is stated. */
  scrapOn?: Maybe<Scalars['Date']['output']>;
  /** Whether the police state that there is no such date; false where they only name none. */
  scrapOnUnlimited: Scalars['Boolean']['output'];
  /** Approved persons 核定载客 (hdzk). */
  seats?: Maybe<Scalars['Int']['output']>;
  /** Vehicle type 车辆类型 (GA/T 16.4). */
  vehicleType?: Maybe<Scalars['String']['output']>;
  /** Wheelbase, mm 轴距 (zj). */
  wheelbaseMm?: Maybe<Scalars['Int']['output']>;
};

/** Evidence of the police status (机动车状态证据). */
export type VehiclePoliceStatusEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<VehiclePoliceStatus>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the police record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** The newest police statement of the usage type, and the newest change beside it (使用性质). */
export type VehicleUsage = {
  /** Whether a change to the current usage is recorded as completed and stands. */
  changeCompleted: Scalars['Boolean']['output'];
  /** Usage type now. */
  current: UsageType;
  /** The newest change, whatever its state. */
  lastChange?: Maybe<UsageChangeRecord>;
  /** Usage type before, where the police ever stated another. */
  previous?: Maybe<UsageType>;
  /** When the police stated it. */
  statedAt: Scalars['DateTime']['output'];
};

/** Evidence of the usage type (使用性质证据). */
export type VehicleUsageEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<VehicleUsage>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the police record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
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
  UsageChange: UsageChange;
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
  UsageChange:
    ( { __typename: 'UsageChange' }
    & GraphQLRecursivePick<FederationTypes['UsageChange'], {"id":true}> );
  Vehicle:
    ( { __typename: 'Vehicle' }
    & GraphQLRecursivePick<FederationTypes['Vehicle'], {"vin":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Evidence:
    | ( Stub<DrivingLicenceEvidence> )
    | ( Stub<UsageChangeEvidence> )
    | ( Stub<UsageHistoryEvidence> )
    | ( Stub<VehicleOwnerEvidence> )
    | ( Stub<VehiclePoliceStatusEvidence> )
    | ( Stub<VehicleUsageEvidence> )
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
  DrivingLicence: ResolverTypeWrapper<Stub<DrivingLicence>>;
  Int: ResolverTypeWrapper<Stub<Scalars['Int']['output']>>;
  DrivingLicenceEvidence: ResolverTypeWrapper<Stub<DrivingLicenceEvidence>>;
  DrivingLicenceRequest: ResolverTypeWrapper<Stub<DrivingLicenceRequest>>;
  Duration: ResolverTypeWrapper<Stub<Scalars['Duration']['output']>>;
  Evidence: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Evidence']>;
  EvidenceBehind: ResolverTypeWrapper<Stub<EvidenceBehind>>;
  EvidenceSource: ResolverTypeWrapper<Stub<EvidenceSource>>;
  EvidenceStatus: ResolverTypeWrapper<Stub<EvidenceStatus>>;
  FeedCounts: ResolverTypeWrapper<Stub<FeedCounts>>;
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
  JSON: ResolverTypeWrapper<Stub<Scalars['JSON']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Stub<PageInfo>>;
  PlateColour: ResolverTypeWrapper<Stub<PlateColour>>;
  PlateNumber: ResolverTypeWrapper<Stub<Scalars['PlateNumber']['output']>>;
  PoliceRecordRequest: ResolverTypeWrapper<Stub<PoliceRecordRequest>>;
  PoliceStatusEffect: ResolverTypeWrapper<Stub<PoliceStatusEffect>>;
  PoliceStatusLetter: ResolverTypeWrapper<Stub<PoliceStatusLetter>>;
  PullReceipt: ResolverTypeWrapper<Stub<PullReceipt>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ResidentIdNumber: ResolverTypeWrapper<Stub<Scalars['ResidentIdNumber']['output']>>;
  USCC: ResolverTypeWrapper<Stub<Scalars['USCC']['output']>>;
  UsageChange: ResolverTypeWrapper<Stub<UsageChange>>;
  UsageChangeEvidence: ResolverTypeWrapper<Stub<UsageChangeEvidence>>;
  UsageChangeRecord: ResolverTypeWrapper<Stub<UsageChangeRecord>>;
  UsageChangeState: ResolverTypeWrapper<Stub<UsageChangeState>>;
  UsageHistoryEvidence: ResolverTypeWrapper<Stub<UsageHistoryEvidence>>;
  UsagePeriod: ResolverTypeWrapper<Stub<UsagePeriod>>;
  UsageType: ResolverTypeWrapper<Stub<UsageType>>;
  VIN: ResolverTypeWrapper<Stub<Scalars['VIN']['output']>>;
  Vehicle: ResolverTypeWrapper<Stub<Vehicle>>;
  VehicleOwner: ResolverTypeWrapper<Stub<VehicleOwner>>;
  VehicleOwnerEvidence: ResolverTypeWrapper<Stub<VehicleOwnerEvidence>>;
  VehiclePoliceStatus: ResolverTypeWrapper<Stub<VehiclePoliceStatus>>;
  VehiclePoliceStatusEvidence: ResolverTypeWrapper<Stub<VehiclePoliceStatusEvidence>>;
  VehicleUsage: ResolverTypeWrapper<Stub<VehicleUsage>>;
  VehicleUsageEvidence: ResolverTypeWrapper<Stub<VehicleUsageEvidence>>;
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
  DrivingLicence: Stub<DrivingLicence>;
  Int: Stub<Scalars['Int']['output']>;
  DrivingLicenceEvidence: Stub<DrivingLicenceEvidence>;
  DrivingLicenceRequest: Stub<DrivingLicenceRequest>;
  Duration: Stub<Scalars['Duration']['output']>;
  Evidence: ResolversInterfaceTypes<ResolversParentTypes>['Evidence'];
  EvidenceBehind: Stub<EvidenceBehind>;
  EvidenceSource: Stub<EvidenceSource>;
  FeedCounts: Stub<FeedCounts>;
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
  JSON: Stub<Scalars['JSON']['output']>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Stub<PageInfo>;
  PlateNumber: Stub<Scalars['PlateNumber']['output']>;
  PoliceRecordRequest: Stub<PoliceRecordRequest>;
  PoliceStatusLetter: Stub<PoliceStatusLetter>;
  PullReceipt: Stub<PullReceipt>;
  Query: Record<PropertyKey, never>;
  ResidentIdNumber: Stub<Scalars['ResidentIdNumber']['output']>;
  USCC: Stub<Scalars['USCC']['output']>;
  UsageChange: Stub<UsageChange | FederationReferenceTypes['UsageChange']>;
  UsageChangeEvidence: Stub<UsageChangeEvidence>;
  UsageChangeRecord: Stub<UsageChangeRecord>;
  UsageHistoryEvidence: Stub<UsageHistoryEvidence>;
  UsagePeriod: Stub<UsagePeriod>;
  VIN: Stub<Scalars['VIN']['output']>;
  Vehicle: Stub<Vehicle | FederationReferenceTypes['Vehicle']>;
  VehicleOwner: Stub<VehicleOwner>;
  VehicleOwnerEvidence: Stub<VehicleOwnerEvidence>;
  VehiclePoliceStatus: Stub<VehiclePoliceStatus>;
  VehiclePoliceStatusEvidence: Stub<VehiclePoliceStatusEvidence>;
  VehicleUsage: Stub<VehicleUsage>;
  VehicleUsageEvidence: Stub<VehicleUsageEvidence>;
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
  licence?: Resolver<Maybe<ResolversTypes['DrivingLicenceEvidence']>, ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DrivingLicenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['DrivingLicence'] = ResolversParentTypes['DrivingLicence']> = {
  classes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  firstIssuedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  normal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  points?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pointsClearedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  statusLetters?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validUntilUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DrivingLicenceEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['DrivingLicenceEvidence'] = ResolversParentTypes['DrivingLicenceEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['DrivingLicence']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  __resolveType: TypeResolveFn<'DrivingLicenceEvidence' | 'UsageChangeEvidence' | 'UsageHistoryEvidence' | 'VehicleOwnerEvidence' | 'VehiclePoliceStatusEvidence' | 'VehicleUsageEvidence', ParentType, ContextType>;
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
  trafficPolice?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType>;
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

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  closePoliceFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationClosePoliceFeedUnreadArgs, 'because' | 'id'>>;
  requestDrivingLicence?: Resolver<ResolversTypes['PullReceipt'], ParentType, ContextType, RequireFields<MutationRequestDrivingLicenceArgs, 'driver'>>;
  requestPoliceRecord?: Resolver<ResolversTypes['PullReceipt'], ParentType, ContextType, RequireFields<MutationRequestPoliceRecordArgs, 'vehicle'>>;
  retryPoliceFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationRetryPoliceFeedUnreadArgs, 'id'>>;
  submitPoliceRecords?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<MutationSubmitPoliceRecordsArgs, 'idempotencyKey' | 'message' | 'records'>>;
};

export type PageInfoResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface PlateNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PlateNumber'], any> {
  name: 'PlateNumber';
}

export type PoliceStatusLetterResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PoliceStatusLetter'] = ResolversParentTypes['PoliceStatusLetter']> = {
  effect?: Resolver<ResolversTypes['PoliceStatusEffect'], ParentType, ContextType>;
  letter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  meaning?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PullReceiptResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PullReceipt'] = ResolversParentTypes['PullReceipt']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  started?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  driver?: Resolver<Maybe<ResolversTypes['Driver']>, ParentType, ContextType, RequireFields<QueryDriverArgs, 'ref'>>;
  feedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipts']>, ParentType, ContextType, RequireFields<QueryFeedReceiptArgs, 'id'>>;
  policeFeedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<QueryPoliceFeedReceiptArgs, 'id'>>;
  policeFeedRetirements?: Resolver<ResolversTypes['FeedRetirementConnection'], ParentType, ContextType, RequireFields<QueryPoliceFeedRetirementsArgs, 'first'>>;
  policeFeedUnread?: Resolver<ResolversTypes['FeedUnreadConnection'], ParentType, ContextType, RequireFields<QueryPoliceFeedUnreadArgs, 'closed' | 'first'>>;
  usageChange?: Resolver<Maybe<ResolversTypes['UsageChange']>, ParentType, ContextType, RequireFields<QueryUsageChangeArgs, 'id'>>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType, RequireFields<QueryVehicleArgs, 'vin'>>;
  vehicles?: Resolver<Maybe<Array<Maybe<ResolversTypes['Vehicle']>>>, ParentType, ContextType, RequireFields<QueryVehiclesArgs, 'vins'>>;
};

export interface ResidentIdNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['ResidentIdNumber'], any> {
  name: 'ResidentIdNumber';
}

export interface UsccScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['USCC'], any> {
  name: 'USCC';
}

export type UsageChangeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['UsageChange'] = ResolversParentTypes['UsageChange'], FederationReferenceType extends FederationReferenceTypes['UsageChange'] = FederationReferenceTypes['UsageChange']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['UsageChange']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['UsageChangeRecord']>, ParentType, ContextType>;
};

export type UsageChangeEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['UsageChangeEvidence'] = ResolversParentTypes['UsageChangeEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['UsageChangeRecord']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UsageChangeRecordResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['UsageChangeRecord'] = ResolversParentTypes['UsageChangeRecord']> = {
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  changeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  completedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  division?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fromUse?: Resolver<ResolversTypes['UsageType'], ParentType, ContextType>;
  plateKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  plateKindAfter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plateNumber?: Resolver<ResolversTypes['PlateNumber'], ParentType, ContextType>;
  plateNumberAfter?: Resolver<Maybe<ResolversTypes['PlateNumber']>, ParentType, ContextType>;
  scrapOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['UsageChangeState'], ParentType, ContextType>;
  toUse?: Resolver<ResolversTypes['UsageType'], ParentType, ContextType>;
};

export type UsageHistoryEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['UsageHistoryEvidence'] = ResolversParentTypes['UsageHistoryEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['UsagePeriod']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UsagePeriodResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['UsagePeriod'] = ResolversParentTypes['UsagePeriod']> = {
  statedFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statedUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['UsageType'], ParentType, ContextType>;
};

export interface VinScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['VIN'], any> {
  name: 'VIN';
}

export type VehicleResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Vehicle'] = ResolversParentTypes['Vehicle'], FederationReferenceType extends FederationReferenceTypes['Vehicle'] = FederationReferenceTypes['Vehicle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vehicle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['VehicleOwnerEvidence']>, ParentType, ContextType>;
  policeStatus?: Resolver<Maybe<ResolversTypes['VehiclePoliceStatusEvidence']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['VehicleUsageEvidence']>, ParentType, ContextType>;
  usageChanges?: Resolver<Maybe<ResolversTypes['UsageChangeEvidence']>, ParentType, ContextType>;
  usageHistory?: Resolver<Maybe<ResolversTypes['UsageHistoryEvidence']>, ParentType, ContextType>;
  vin?: Resolver<ResolversTypes['VIN'], ParentType, ContextType>;
};

export type VehicleOwnerResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehicleOwner'] = ResolversParentTypes['VehicleOwner']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ownerRef?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  ownerUscc?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
};

export type VehicleOwnerEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehicleOwnerEvidence'] = ResolversParentTypes['VehicleOwnerEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['VehicleOwner']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VehiclePoliceStatusResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehiclePoliceStatus'] = ResolversParentTypes['VehiclePoliceStatus']> = {
  grossMassKg?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  inspectionValidUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  letters?: Resolver<Array<ResolversTypes['PoliceStatusLetter']>, ParentType, ContextType>;
  ownerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  plateKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  plateNumber?: Resolver<ResolversTypes['PlateNumber'], ParentType, ContextType>;
  registeredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  scrapOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  scrapOnUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  seats?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vehicleType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wheelbaseMm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type VehiclePoliceStatusEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehiclePoliceStatusEvidence'] = ResolversParentTypes['VehiclePoliceStatusEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['VehiclePoliceStatus']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VehicleUsageResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehicleUsage'] = ResolversParentTypes['VehicleUsage']> = {
  changeCompleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['UsageType'], ParentType, ContextType>;
  lastChange?: Resolver<Maybe<ResolversTypes['UsageChangeRecord']>, ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['UsageType']>, ParentType, ContextType>;
  statedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type VehicleUsageEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehicleUsageEvidence'] = ResolversParentTypes['VehicleUsageEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['VehicleUsage']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = RoomContext> = {
  Advice?: AdviceResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DivisionCode?: GraphQLScalarType;
  Driver?: DriverResolvers<ContextType>;
  DrivingLicence?: DrivingLicenceResolvers<ContextType>;
  DrivingLicenceEvidence?: DrivingLicenceEvidenceResolvers<ContextType>;
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
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlateNumber?: GraphQLScalarType;
  PoliceStatusLetter?: PoliceStatusLetterResolvers<ContextType>;
  PullReceipt?: PullReceiptResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ResidentIdNumber?: GraphQLScalarType;
  USCC?: GraphQLScalarType;
  UsageChange?: UsageChangeResolvers<ContextType>;
  UsageChangeEvidence?: UsageChangeEvidenceResolvers<ContextType>;
  UsageChangeRecord?: UsageChangeRecordResolvers<ContextType>;
  UsageHistoryEvidence?: UsageHistoryEvidenceResolvers<ContextType>;
  UsagePeriod?: UsagePeriodResolvers<ContextType>;
  VIN?: GraphQLScalarType;
  Vehicle?: VehicleResolvers<ContextType>;
  VehicleOwner?: VehicleOwnerResolvers<ContextType>;
  VehicleOwnerEvidence?: VehicleOwnerEvidenceResolvers<ContextType>;
  VehiclePoliceStatus?: VehiclePoliceStatusResolvers<ContextType>;
  VehiclePoliceStatusEvidence?: VehiclePoliceStatusEvidenceResolvers<ContextType>;
  VehicleUsage?: VehicleUsageResolvers<ContextType>;
  VehicleUsageEvidence?: VehicleUsageEvidenceResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RoomContext> = {
  deadline?: DeadlineDirectiveResolver<any, any, ContextType>;
  evidence?: EvidenceDirectiveResolver<any, any, ContextType>;
};
