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

/** A station clerk's confirmation of devices, on the clerk's signature (装置确认). */
export type EquipmentConfirmation = {
  /** Emergency alarm works 应急报警装置. */
  alarm: Scalars['Boolean']['output'];
  /** When it was looked at. */
  confirmedOn: Scalars['Date']['output'];
  /** Positioning unit with trip recording works 具有行驶记录功能的卫星定位装置. */
  positioning: Scalars['Boolean']['output'];
  /** Pseudonym of the clerk who signed. */
  signedBy: Scalars['String']['output'];
  /** The station. */
  station: Station;
};

/** Evidence that the required devices are fitted (装置确认证据). */
export type EquipmentEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<EquipmentConfirmation>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the confirmation. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
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
  /** From the feed of inspections (检验). */
  inspections?: Maybe<FeedReceipt>;
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

/** An inspection visit 检验 with its newest verdict. */
export type Inspection = {
  /** Serial number 检验流水号, 21 digits for the comprehensive test. */
  serial: Scalars['ID']['output'];
  /** The verdict as the hub holds it; null for a serial number the hub does not know. */
  verdict?: Maybe<InspectionRecord>;
};

/** One attempt of a visit (一次检验). */
export type InspectionAttempt = {
  /** Attempt number 检验次数. */
  attempt: Scalars['Int']['output'];
  /** When it was made. */
  inspectedAt: Scalars['DateTime']['output'];
  /** When the hub received it. */
  observedAt: Scalars['DateTime']['output'];
  /** Verdict. */
  verdict: InspectionVerdict;
};

/** A page of inspections. */
export type InspectionConnection = {
  /** The entries. */
  edges: Array<InspectionEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** An inspection and its cursor. */
export type InspectionEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** The inspection. */
  node: InspectionRecord;
};

/** Evidence of an inspection (检验证据). */
export type InspectionEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<InspectionRecord>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the report. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** Kind of inspection (检验类别). */
export type InspectionKind =
  /** Comprehensive performance test 综合性能检验. */
  | 'COMPREHENSIVE'
  /** Emissions test 排放检验. */
  | 'EMISSION'
  /** Safety-technical inspection 安全技术检验. */
  | 'SAFETY';

/** What a test is for (检测类别). Only the periodic one counts for a grade. */
export type InspectionPurpose =
  /** The check after second-level maintenance 二级维护竣工质量检验. */
  | 'MAINTENANCE'
  /** Any other test 其他检测. */
  | 'OTHER'
  /** The check after an overhaul 汽车大修竣工质量检验. */
  | 'OVERHAUL'
  /** The test the law asks for at intervals 定期检验; of the comprehensive kind 技术等级评定. */
  | 'PERIODIC';

/** An inspection report, as far as approvals need it (检验报告). */
export type InspectionRecord = {
  /** Whether the visit was cancelled or the report annulled 退办. */
  annulled: Scalars['Boolean']['output'];
  /** Attempt number of the visit 检验次数. */
  attempt: Scalars['Int']['output'];
  /** All attempts on the serial number that were not taken back, the first one first (历次检验). */
  attempts: Array<InspectionAttempt>;
  /** Whether the test was made while the station was declared closed, by the authority, an administrator or itself; such a report counts, and should be looked into (停检期间). */
  duringClosure: Scalars['Boolean']['output'];
  /** Items that failed 不合格项. */
  failedItems: Array<Scalars['String']['output']>;
  /** Files of the report (检验报告附件). */
  files: Array<ReportFile>;
  /** Technical grade, for the comprehensive test. */
  grade?: Maybe<TechnicalGrade>;
  /** When it was made. */
  inspectedAt: Scalars['DateTime']['output'];
  /** Kind of inspection. */
  kind: InspectionKind;
  /** Test line 检测线, as the report names it. */
  line?: Maybe<Scalars['String']['output']>;
  /** Odometer, km. */
  odometerKm?: Maybe<Scalars['Int']['output']>;
  /** Plate number on the report. */
  plateNumber?: Maybe<Scalars['PlateNumber']['output']>;
  /** What the test was for; only a periodic one is ever the latest inspection of a vehicle (检测类别). */
  purpose: InspectionPurpose;
  /** Serial number 检验流水号. */
  serial: Scalars['ID']['output'];
  /** The station that made it. */
  station: Station;
  /** Last day on which it counts 有效期止. */
  validUntil?: Maybe<Scalars['Date']['output']>;
  /** Verdict. */
  verdict: InspectionVerdict;
  /** Why the report does not count; null where it does. Judged by the licences as the hub knows them now (无效原因). */
  voidReason?: Maybe<InspectionVoidReason>;
};

/** Verdict of an inspection (检验结论). */
export type InspectionVerdict =
  /** Failed 不合格. */
  | 'FAIL'
  /** Not tested 未检. */
  | 'NOT_TESTED'
  /** Passed 合格. */
  | 'PASS';

/** Why an inspection report does not count (检验无效原因). */
export type InspectionVoidReason =
  /** The visit was cancelled or annulled, or its report taken back 退办、作废. */
  | 'CANCELLED'
  /** The line had no licence on the day of the test 检测线资质过期. */
  | 'LINE_LAPSED'
  /** The station's lines are licensed one by one, and the report names none of them 检测线未登记. */
  | 'LINE_UNKNOWN'
  /** Nobody registered or licensed the station 检测站未登记. */
  | 'STATION_UNKNOWN'
  /** The station had no licence on the day of the test 检测站资质无效. */
  | 'STATION_UNLICENSED';

/** What changes something (操作). */
export type Mutation = {
  /** Closes a gap by the word of an administrator: what could not be read blocks nobody any more (人工核销). */
  closeInspectionFeedUnread?: Maybe<FeedUnread>;
  /** Declares a station closed from now on: it makes no tests, and what it has not sent keeps nothing back. For administrators; reports of tests from inside that time are kept and marked (停检登记). */
  declareStationClosed?: Maybe<StationClosure>;
  /** Ends a declared closure now. For administrators (停检解除). */
  liftStationClosure?: Maybe<StationClosure>;
  /** Has a batch tried again that was set aside because it could not be finished; for administrators. Answers its gap, closed if it is finished (重试搁置的批次). */
  retryInspectionFeedUnread?: Maybe<FeedUnread>;
  /** Takes in records of an inspection station, as /feeds/inspections/records/<message> does (检测站上报). */
  submitInspectionRecords?: Maybe<FeedReceipt>;
};


/** What changes something (操作). */
export type MutationCloseInspectionFeedUnreadArgs = {
  because: Scalars['String']['input'];
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationDeclareStationClosedArgs = {
  reason: Scalars['String']['input'];
  station: Scalars['ID']['input'];
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


/** What changes something (操作). */
export type MutationLiftStationClosureArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationRetryInspectionFeedUnreadArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationSubmitInspectionRecordsArgs = {
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

/** Questions to the graph (查询). */
export type Query = {
  /** The receipt of a batch, whichever room took it in: to its sender and to administrators; of anybody else's there is none (接收回执). */
  feedReceipt?: Maybe<FeedReceipts>;
  /** The receipt of a batch for this room, to its sender and to administrators; of anybody else's there is none (接收回执). */
  inspectionFeedReceipt?: Maybe<FeedReceipt>;
  /** Times senders of this room were declared out, by sender and time, those that are over too: for administrators and auditors (报送方停用记录). */
  inspectionFeedRetirements: FeedRetirementConnection;
  /** What was sent to this room and cannot be read, oldest number first, and whom it blocks: for administrators and auditors (未能读取的来文). */
  inspectionFeedUnread: FeedUnreadConnection;
  /** An inspection station by its 9 digits. Answers every well-formed number. */
  station?: Maybe<Station>;
  /** Times administrators declared stations closed, the newest declaration first, lifted ones too: for administrators and auditors (停检登记). */
  stationClosures: StationClosureConnection;
  /** A vehicle by VIN. Answers every well-formed VIN: a key is not a claim; null only when no room answers (按车辆识别代号查询). */
  vehicle?: Maybe<Vehicle>;
  /** Vehicles by VIN, at most 50, in the order of the question (批量查询). */
  vehicles?: Maybe<Array<Maybe<Vehicle>>>;
};


/** Questions to the graph (查询). */
export type QueryFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryInspectionFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryInspectionFeedRetirementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryInspectionFeedUnreadArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  closed?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryStationArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryStationClosuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
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

/** A file of a report (检验报告附件). */
export type ReportFile = {
  /** SHA-256 of its bytes, hex (摘要). */
  digest: Scalars['String']['output'];
  /** Media type, found in its bytes. */
  mediaType: Scalars['String']['output'];
  /** What it is. */
  purpose: ReportFilePurpose;
  /** Size, bytes. */
  size: Scalars['Int']['output'];
  /** Address it is read at, below the hub's origin; for the clerk and the station itself. */
  url: Scalars['String']['output'];
};

/** What a file of a report is (附件类别). */
export type ReportFilePurpose =
  /** A photograph 照片. */
  | 'PHOTOGRAPH'
  /** A print 打印件. */
  | 'PRINT'
  /** The report 检验报告. */
  | 'REPORT'
  /** A signature 签名. */
  | 'SIGNATURE';

/** An inspection station 检测站. */
export type Station = {
  /** Station number, 9 digits. */
  id: Scalars['ID']['output'];
  /** Day until which its licence is valid. */
  licenceValidUntil?: Maybe<Scalars['Date']['output']>;
  /** Licences of the station and of its test lines, newest first (检测站资质许可). */
  licences: Array<StationLicence>;
  /** Name 检测站名称; null while the hub knows only the number. */
  name?: Maybe<Scalars['String']['output']>;
};

/** A time an administrator declared a station closed (停检登记). */
export type StationClosure = {
  /** From when. */
  closedFrom: Scalars['DateTime']['output'];
  /** Until when; null until it is lifted. */
  closedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When it was declared (登记时间). */
  declaredAt: Scalars['DateTime']['output'];
  /** The administrator who declared it (登记人). */
  declaredBy: Scalars['String']['output'];
  /** Number of the declaration 停检登记编号. */
  id: Scalars['ID']['output'];
  /** The administrator who lifted it; null where it was not, or ended by itself (解除人). */
  liftedBy?: Maybe<Scalars['String']['output']>;
  /** Why. */
  reason: Scalars['String']['output'];
  /** The station. */
  station: Station;
};

/** A page of declared closures. */
export type StationClosureConnection = {
  /** The entries. */
  edges: Array<StationClosureEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A declared closure and its cursor. */
export type StationClosureEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** What it is. */
  node: StationClosure;
};

/** A licence of a station or of one of its test lines (检测资质). A test counts where one stood on its day. */
export type StationLicence = {
  /** Test line 检测线 it is for; null for the station as a whole. */
  line?: Maybe<Scalars['String']['output']>;
  /** Licence number 资质证书编号. */
  number: Scalars['String']['output'];
  /** First day. */
  validFrom: Scalars['Date']['output'];
  /** Last day; null where there is none, or none is stated. */
  validUntil?: Maybe<Scalars['Date']['output']>;
  /** Whether the authority states that there is no last day; false where it only names none. */
  validUntilUnlimited: Scalars['Boolean']['output'];
};

/** Technical grade 技术等级 (JT/T 198-2016). */
export type TechnicalGrade =
  /** Failed 不合格; also the old 三级, which is never a pass. */
  | 'FAILED'
  /** Grade one 一级. */
  | 'GRADE_1'
  /** Grade two 二级. */
  | 'GRADE_2'
  /** Not graded 未评定. */
  | 'NOT_GRADED';

/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type Vehicle = {
  /** The station clerk's signed confirmation of positioning unit and emergency alarm (定位与报警装置确认). */
  equipment?: Maybe<EquipmentEvidence>;
  /** The latest inspection of a kind that was not annulled (最近一次有效检验). */
  inspection?: Maybe<InspectionEvidence>;
  /** All inspections, newest first, annulled ones too (检验历史). */
  inspectionHistory: InspectionConnection;
  /** Vehicle identification number 车辆识别代号. */
  vin: Scalars['VIN']['output'];
};


/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type VehicleInspectionArgs = {
  kind: InspectionKind;
};


/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type VehicleInspectionHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  FeedReceipts: FeedReceipts;
  Inspection: Inspection;
  Station: Station;
  Vehicle: Vehicle;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  FeedReceipts:
    ( { __typename: 'FeedReceipts' }
    & GraphQLRecursivePick<FederationTypes['FeedReceipts'], {"id":true}> );
  Inspection:
    ( { __typename: 'Inspection' }
    & GraphQLRecursivePick<FederationTypes['Inspection'], {"serial":true}> );
  Station:
    ( { __typename: 'Station' }
    & GraphQLRecursivePick<FederationTypes['Station'], {"id":true}> );
  Vehicle:
    ( { __typename: 'Vehicle' }
    & GraphQLRecursivePick<FederationTypes['Vehicle'], {"vin":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Evidence:
    | ( Stub<EquipmentEvidence> )
    | ( Stub<InspectionEvidence> )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Advice: ResolverTypeWrapper<Stub<Advice>>;
  Date: ResolverTypeWrapper<Stub<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Stub<Scalars['DateTime']['output']>>;
  DivisionCode: ResolverTypeWrapper<Stub<Scalars['DivisionCode']['output']>>;
  Duration: ResolverTypeWrapper<Stub<Scalars['Duration']['output']>>;
  EquipmentConfirmation: ResolverTypeWrapper<Stub<EquipmentConfirmation>>;
  EquipmentEvidence: ResolverTypeWrapper<Stub<EquipmentEvidence>>;
  Evidence: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Evidence']>;
  EvidenceBehind: ResolverTypeWrapper<Stub<EvidenceBehind>>;
  EvidenceSource: ResolverTypeWrapper<Stub<EvidenceSource>>;
  EvidenceStatus: ResolverTypeWrapper<Stub<EvidenceStatus>>;
  FeedCounts: ResolverTypeWrapper<Stub<FeedCounts>>;
  Int: ResolverTypeWrapper<Stub<Scalars['Int']['output']>>;
  FeedOutcome: ResolverTypeWrapper<Stub<FeedOutcome>>;
  FeedReceipt: ResolverTypeWrapper<Stub<FeedReceipt>>;
  ID: ResolverTypeWrapper<Stub<Scalars['ID']['output']>>;
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
  Inspection: ResolverTypeWrapper<Stub<Inspection>>;
  InspectionAttempt: ResolverTypeWrapper<Stub<InspectionAttempt>>;
  InspectionConnection: ResolverTypeWrapper<Stub<InspectionConnection>>;
  InspectionEdge: ResolverTypeWrapper<Stub<InspectionEdge>>;
  InspectionEvidence: ResolverTypeWrapper<Stub<InspectionEvidence>>;
  InspectionKind: ResolverTypeWrapper<Stub<InspectionKind>>;
  InspectionPurpose: ResolverTypeWrapper<Stub<InspectionPurpose>>;
  InspectionRecord: ResolverTypeWrapper<Stub<InspectionRecord>>;
  InspectionVerdict: ResolverTypeWrapper<Stub<InspectionVerdict>>;
  InspectionVoidReason: ResolverTypeWrapper<Stub<InspectionVoidReason>>;
  JSON: ResolverTypeWrapper<Stub<Scalars['JSON']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<Stub<PageInfo>>;
  PlateColour: ResolverTypeWrapper<Stub<PlateColour>>;
  PlateNumber: ResolverTypeWrapper<Stub<Scalars['PlateNumber']['output']>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReportFile: ResolverTypeWrapper<Stub<ReportFile>>;
  ReportFilePurpose: ResolverTypeWrapper<Stub<ReportFilePurpose>>;
  ResidentIdNumber: ResolverTypeWrapper<Stub<Scalars['ResidentIdNumber']['output']>>;
  Station: ResolverTypeWrapper<Stub<Station>>;
  StationClosure: ResolverTypeWrapper<Stub<StationClosure>>;
  StationClosureConnection: ResolverTypeWrapper<Stub<StationClosureConnection>>;
  StationClosureEdge: ResolverTypeWrapper<Stub<StationClosureEdge>>;
  StationLicence: ResolverTypeWrapper<Stub<StationLicence>>;
  TechnicalGrade: ResolverTypeWrapper<Stub<TechnicalGrade>>;
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
  Duration: Stub<Scalars['Duration']['output']>;
  EquipmentConfirmation: Stub<EquipmentConfirmation>;
  EquipmentEvidence: Stub<EquipmentEvidence>;
  Evidence: ResolversInterfaceTypes<ResolversParentTypes>['Evidence'];
  EvidenceBehind: Stub<EvidenceBehind>;
  EvidenceSource: Stub<EvidenceSource>;
  FeedCounts: Stub<FeedCounts>;
  Int: Stub<Scalars['Int']['output']>;
  FeedReceipt: Stub<FeedReceipt>;
  ID: Stub<Scalars['ID']['output']>;
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
  Inspection: Stub<Inspection | FederationReferenceTypes['Inspection']>;
  InspectionAttempt: Stub<InspectionAttempt>;
  InspectionConnection: Stub<InspectionConnection>;
  InspectionEdge: Stub<InspectionEdge>;
  InspectionEvidence: Stub<InspectionEvidence>;
  InspectionRecord: Stub<InspectionRecord>;
  JSON: Stub<Scalars['JSON']['output']>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Stub<PageInfo>;
  PlateNumber: Stub<Scalars['PlateNumber']['output']>;
  Query: Record<PropertyKey, never>;
  ReportFile: Stub<ReportFile>;
  ResidentIdNumber: Stub<Scalars['ResidentIdNumber']['output']>;
  Station: Stub<Station | FederationReferenceTypes['Station']>;
  StationClosure: Stub<StationClosure>;
  StationClosureConnection: Stub<StationClosureConnection>;
  StationClosureEdge: Stub<StationClosureEdge>;
  StationLicence: Stub<StationLicence>;
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

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EquipmentConfirmationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['EquipmentConfirmation'] = ResolversParentTypes['EquipmentConfirmation']> = {
  alarm?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  positioning?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  signedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  station?: Resolver<ResolversTypes['Station'], ParentType, ContextType>;
};

export type EquipmentEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['EquipmentEvidence'] = ResolversParentTypes['EquipmentEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['EquipmentConfirmation']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  __resolveType: TypeResolveFn<'EquipmentEvidence' | 'InspectionEvidence', ParentType, ContextType>;
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
  inspections?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType>;
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

export type InspectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Inspection'] = ResolversParentTypes['Inspection'], FederationReferenceType extends FederationReferenceTypes['Inspection'] = FederationReferenceTypes['Inspection']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Inspection']> | FederationReferenceType, FederationReferenceType, ContextType>;
  serial?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['InspectionRecord']>, ParentType, ContextType>;
};

export type InspectionAttemptResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['InspectionAttempt'] = ResolversParentTypes['InspectionAttempt']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inspectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['InspectionVerdict'], ParentType, ContextType>;
};

export type InspectionConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['InspectionConnection'] = ResolversParentTypes['InspectionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InspectionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InspectionEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['InspectionEdge'] = ResolversParentTypes['InspectionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['InspectionRecord'], ParentType, ContextType>;
};

export type InspectionEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['InspectionEvidence'] = ResolversParentTypes['InspectionEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['InspectionRecord']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InspectionRecordResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['InspectionRecord'] = ResolversParentTypes['InspectionRecord']> = {
  annulled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attempts?: Resolver<Array<ResolversTypes['InspectionAttempt']>, ParentType, ContextType>;
  duringClosure?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  failedItems?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  files?: Resolver<Array<ResolversTypes['ReportFile']>, ParentType, ContextType>;
  grade?: Resolver<Maybe<ResolversTypes['TechnicalGrade']>, ParentType, ContextType>;
  inspectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['InspectionKind'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  odometerKm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  plateNumber?: Resolver<Maybe<ResolversTypes['PlateNumber']>, ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['InspectionPurpose'], ParentType, ContextType>;
  serial?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  station?: Resolver<ResolversTypes['Station'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['InspectionVerdict'], ParentType, ContextType>;
  voidReason?: Resolver<Maybe<ResolversTypes['InspectionVoidReason']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  closeInspectionFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationCloseInspectionFeedUnreadArgs, 'because' | 'id'>>;
  declareStationClosed?: Resolver<Maybe<ResolversTypes['StationClosure']>, ParentType, ContextType, RequireFields<MutationDeclareStationClosedArgs, 'reason' | 'station'>>;
  liftStationClosure?: Resolver<Maybe<ResolversTypes['StationClosure']>, ParentType, ContextType, RequireFields<MutationLiftStationClosureArgs, 'id'>>;
  retryInspectionFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationRetryInspectionFeedUnreadArgs, 'id'>>;
  submitInspectionRecords?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<MutationSubmitInspectionRecordsArgs, 'idempotencyKey' | 'message' | 'records'>>;
};

export type PageInfoResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface PlateNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PlateNumber'], any> {
  name: 'PlateNumber';
}

export type QueryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  feedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipts']>, ParentType, ContextType, RequireFields<QueryFeedReceiptArgs, 'id'>>;
  inspectionFeedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<QueryInspectionFeedReceiptArgs, 'id'>>;
  inspectionFeedRetirements?: Resolver<ResolversTypes['FeedRetirementConnection'], ParentType, ContextType, RequireFields<QueryInspectionFeedRetirementsArgs, 'first'>>;
  inspectionFeedUnread?: Resolver<ResolversTypes['FeedUnreadConnection'], ParentType, ContextType, RequireFields<QueryInspectionFeedUnreadArgs, 'closed' | 'first'>>;
  station?: Resolver<Maybe<ResolversTypes['Station']>, ParentType, ContextType, RequireFields<QueryStationArgs, 'id'>>;
  stationClosures?: Resolver<ResolversTypes['StationClosureConnection'], ParentType, ContextType, RequireFields<QueryStationClosuresArgs, 'first'>>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType, RequireFields<QueryVehicleArgs, 'vin'>>;
  vehicles?: Resolver<Maybe<Array<Maybe<ResolversTypes['Vehicle']>>>, ParentType, ContextType, RequireFields<QueryVehiclesArgs, 'vins'>>;
};

export type ReportFileResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['ReportFile'] = ResolversParentTypes['ReportFile']> = {
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['ReportFilePurpose'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface ResidentIdNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['ResidentIdNumber'], any> {
  name: 'ResidentIdNumber';
}

export type StationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Station'] = ResolversParentTypes['Station'], FederationReferenceType extends FederationReferenceTypes['Station'] = FederationReferenceTypes['Station']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Station']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  licenceValidUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  licences?: Resolver<Array<ResolversTypes['StationLicence']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StationClosureResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['StationClosure'] = ResolversParentTypes['StationClosure']> = {
  closedFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  declaredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  declaredBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  liftedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  station?: Resolver<ResolversTypes['Station'], ParentType, ContextType>;
};

export type StationClosureConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['StationClosureConnection'] = ResolversParentTypes['StationClosureConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StationClosureEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StationClosureEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['StationClosureEdge'] = ResolversParentTypes['StationClosureEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StationClosure'], ParentType, ContextType>;
};

export type StationLicenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['StationLicence'] = ResolversParentTypes['StationLicence']> = {
  line?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validUntilUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface UsccScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['USCC'], any> {
  name: 'USCC';
}

export interface VinScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['VIN'], any> {
  name: 'VIN';
}

export type VehicleResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Vehicle'] = ResolversParentTypes['Vehicle'], FederationReferenceType extends FederationReferenceTypes['Vehicle'] = FederationReferenceTypes['Vehicle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vehicle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  equipment?: Resolver<Maybe<ResolversTypes['EquipmentEvidence']>, ParentType, ContextType>;
  inspection?: Resolver<Maybe<ResolversTypes['InspectionEvidence']>, ParentType, ContextType, RequireFields<VehicleInspectionArgs, 'kind'>>;
  inspectionHistory?: Resolver<ResolversTypes['InspectionConnection'], ParentType, ContextType, RequireFields<VehicleInspectionHistoryArgs, 'first'>>;
  vin?: Resolver<ResolversTypes['VIN'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RoomContext> = {
  Advice?: AdviceResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DivisionCode?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  EquipmentConfirmation?: EquipmentConfirmationResolvers<ContextType>;
  EquipmentEvidence?: EquipmentEvidenceResolvers<ContextType>;
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
  Inspection?: InspectionResolvers<ContextType>;
  InspectionAttempt?: InspectionAttemptResolvers<ContextType>;
  InspectionConnection?: InspectionConnectionResolvers<ContextType>;
  InspectionEdge?: InspectionEdgeResolvers<ContextType>;
  InspectionEvidence?: InspectionEvidenceResolvers<ContextType>;
  InspectionRecord?: InspectionRecordResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlateNumber?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  ReportFile?: ReportFileResolvers<ContextType>;
  ResidentIdNumber?: GraphQLScalarType;
  Station?: StationResolvers<ContextType>;
  StationClosure?: StationClosureResolvers<ContextType>;
  StationClosureConnection?: StationClosureConnectionResolvers<ContextType>;
  StationClosureEdge?: StationClosureEdgeResolvers<ContextType>;
  StationLicence?: StationLicenceResolvers<ContextType>;
  USCC?: GraphQLScalarType;
  VIN?: GraphQLScalarType;
  Vehicle?: VehicleResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RoomContext> = {
  deadline?: DeadlineDirectiveResolver<any, any, ContextType>;
  evidence?: EvidenceDirectiveResolver<any, any, ContextType>;
};
