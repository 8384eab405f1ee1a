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

/** An appointment for an on-site review or a visit (预约). */
export type Appointment = {
  /** Where and when; null for others and for an identifier the hub does not know. */
  details?: Maybe<AppointmentDetails>;
  /** Identifier. */
  id: Scalars['ID']['output'];
};

/** Where and when an appointment is (预约信息). */
export type AppointmentDetails = {
  /** End. */
  endsAt: Scalars['DateTime']['output'];
  /** Item code. */
  item: Scalars['String']['output'];
  /** The office. */
  office: Office;
  /** Begin. */
  startsAt: Scalars['DateTime']['output'];
};

/** A delegation of an item to an office (事项下放). */
export type Delegation = {
  /** Document it rests on 依据文件. */
  basis: Scalars['String']['output'];
  /** First day. */
  validFrom: Scalars['Date']['output'];
  /** Last day; null where the document names none: a delegation stands until it is revoked. */
  validUntil?: Maybe<Scalars['Date']['output']>;
};

/** Evidence of a delegation (下放证据). */
export type DelegationEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<Delegation>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Office and item found in the record, `office/item`. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** Evidence of delegated powers (权限下放证据). */
export type DelegationsEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Delegations by their first day, of at most 20 records. */
  records: Array<PowerDelegation>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Office and item found in the records, `office/item`. */
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
  /** From the feed of offices (窗口). */
  offices?: Maybe<FeedReceipt>;
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
  closeOfficeFeedUnread?: Maybe<FeedUnread>;
  /** Has a batch tried again that was set aside because it could not be finished; for administrators. Answers its gap, closed if it is finished (重试搁置的批次). */
  retryOfficeFeedUnread?: Maybe<FeedUnread>;
  /** Takes in records of the directory of offices, as /feeds/offices/records/<message> does (办事机构上报). */
  submitOfficeRecords?: Maybe<FeedReceipt>;
};


/** What changes something (操作). */
export type MutationCloseOfficeFeedUnreadArgs = {
  because: Scalars['String']['input'];
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationRetryOfficeFeedUnreadArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationSubmitOfficeRecordsArgs = {
  idempotencyKey: Scalars['ID']['input'];
  message: Scalars['String']['input'];
  records: Array<Scalars['JSON']['input']>;
  sequence?: InputMaybe<Scalars['Int']['input']>;
};

/** An office where cases are handled (办事机构): bureau, county, station or company. */
export type Office = {
  /** The authority the office belongs to, in whose name its cases are decided (隶属行政机关). A bureau is its own; of another office it is what the directory states, and until then the bureau of the place it lies in (属地). */
  authority?: Maybe<OfficeAuthorityEvidence>;
  /**
   * Whether the office may accept an item today, and since when (事项下放).
   * @deprecated It answers for today and for accepting only. Ask `delegations`, which has every power with its days.
   */
  delegation?: Maybe<DelegationEvidence>;
  /** Which powers over an item the office holds, and on which days: what stands, what has ended and what is announced (事项权限下放). */
  delegations?: Maybe<DelegationsEvidence>;
  /** Contact and hours; null for an identifier the hub does not know. */
  details?: Maybe<OfficeDetails>;
  /** What the directory holds of the office itself, as evidence (机构登记). */
  entry?: Maybe<OfficeEntryEvidence>;
  /** Identifier; the 9 digits for a station, the credit code for a company. */
  id: Scalars['ID']['output'];
};


/** An office where cases are handled (办事机构): bureau, county, station or company. */
export type OfficeAuthorityArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
};


/** An office where cases are handled (办事机构): bureau, county, station or company. */
export type OfficeDelegationArgs = {
  item: Scalars['String']['input'];
};


/** An office where cases are handled (办事机构): bureau, county, station or company. */
export type OfficeDelegationsArgs = {
  item: Scalars['String']['input'];
};

/** The authority an office belongs to (隶属行政机关). */
export type OfficeAuthority = {
  /** Document it rests on; null where none is stated 依据文件. */
  basis?: Maybe<Scalars['String']['output']>;
  /** Its kind: BUREAU or COUNTY. */
  kind: OfficeKind;
  /** Its name 机关名称. */
  name: Scalars['String']['output'];
  /** The authority: a city or county bureau. */
  office: Office;
  /** Since when the directory says so; null where it follows from the office itself or the place it lies in. */
  since?: Maybe<Scalars['Date']['output']>;
  /** Kind of the office that was asked about. */
  windowKind: OfficeKind;
};

/** Evidence of the authority an office belongs to (隶属证据). */
export type OfficeAuthorityEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<OfficeAuthority>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Office found in the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of offices. */
export type OfficeConnection = {
  /** The entries. */
  edges: Array<OfficeEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Contact and hours of an office (机构信息). */
export type OfficeDetails = {
  /** Address 地址. */
  address: Scalars['String']['output'];
  /** Division 行政区划. */
  division: Scalars['DivisionCode']['output'];
  /** Opening hours in words 办公时间. */
  hours: Scalars['String']['output'];
  /** Kind of office. */
  kind: OfficeKind;
  /** Name 名称. */
  name: Scalars['String']['output'];
  /** Phone 电话. */
  phone: Scalars['String']['output'];
  /** Number of windows 窗口数. */
  windows: Scalars['Int']['output'];
};

/** An office and its cursor. */
export type OfficeEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** The office. */
  node: Office;
};

/** What the directory holds of an office (机构登记). */
export type OfficeEntry = {
  /** Division it is the office of 行政区划; it handles what lies in it. */
  division: Scalars['DivisionCode']['output'];
  /** Kind of office. */
  kind: OfficeKind;
};

/** Evidence of an office in the directory (机构登记证据). */
export type OfficeEntryEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<OfficeEntry>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** Identifier of the office found in the record. */
  subject: Scalars['String']['output'];
  /** Since when the source has sent something about the subject that could not be read or is not applied yet (未能读取的来文). */
  unreadSince?: Maybe<Scalars['DateTime']['output']>;
};

/** Kind of office (机构类别). */
export type OfficeKind =
  /** City bureau 市局. */
  | 'BUREAU'
  /** Taxi-company window 出租公司窗口. */
  | 'COMPANY'
  /** County bureau 县局. */
  | 'COUNTY'
  /** Inspection station window 检测站窗口. */
  | 'STATION';

/** What an office may do with an item (权限). */
export type OfficePower =
  /** Take applications in 受理. */
  | 'ACCEPT'
  /** Decide, in the name of the authority; a company's window never does 决定. */
  | 'DECIDE'
  /** Hand certificates out 发证. */
  | 'ISSUE';

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

/** Powers over an item that an office holds from one day to another (权限下放). */
export type PowerDelegation = {
  /** Document it rests on 依据文件. */
  basis: Scalars['String']['output'];
  /** The instant up to which the source vouches for this record. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the source says two things of it at one instant. */
  contradicted: Scalars['Boolean']['output'];
  /** The powers; a company's window has never DECIDE among them. */
  powers: Array<OfficePower>;
  /** First day. */
  validFrom: Scalars['Date']['output'];
  /** Last day, the one before a later delegation that ends it among them; null where none is known: it stands until it is revoked. */
  validUntil?: Maybe<Scalars['Date']['output']>;
};

/** Questions to the graph (查询). */
export type Query = {
  /** The receipt of a batch, whichever room took it in: to its sender and to administrators; of anybody else's there is none (接收回执). */
  feedReceipt?: Maybe<FeedReceipts>;
  /** An office by identifier. Answers every well-formed identifier; public. */
  office?: Maybe<Office>;
  /** The receipt of a batch for this room, to its sender and to administrators; of anybody else's there is none (接收回执). */
  officeFeedReceipt?: Maybe<FeedReceipt>;
  /** Times senders of this room were declared out, by sender and time, those that are over too: for administrators and auditors (报送方停用记录). */
  officeFeedRetirements: FeedRetirementConnection;
  /** What was sent to this room and cannot be read, oldest number first, and whom it blocks: for administrators and auditors (未能读取的来文). */
  officeFeedUnread: FeedUnreadConnection;
  /** Offices of a division, or all; public (办事机构列表). */
  offices: OfficeConnection;
};


/** Questions to the graph (查询). */
export type QueryFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryOfficeArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryOfficeFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryOfficeFeedRetirementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryOfficeFeedUnreadArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  closed?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryOfficesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  division?: InputMaybe<Scalars['DivisionCode']['input']>;
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
  Appointment: Appointment;
  FeedReceipts: FeedReceipts;
  Office: Office;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Appointment:
    ( { __typename: 'Appointment' }
    & GraphQLRecursivePick<FederationTypes['Appointment'], {"id":true}> );
  FeedReceipts:
    ( { __typename: 'FeedReceipts' }
    & GraphQLRecursivePick<FederationTypes['FeedReceipts'], {"id":true}> );
  Office:
    ( { __typename: 'Office' }
    & GraphQLRecursivePick<FederationTypes['Office'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Evidence:
    | ( Stub<DelegationEvidence> )
    | ( Stub<DelegationsEvidence> )
    | ( Stub<OfficeAuthorityEvidence> )
    | ( Stub<OfficeEntryEvidence> )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Advice: ResolverTypeWrapper<Stub<Advice>>;
  Appointment: ResolverTypeWrapper<Stub<Appointment>>;
  ID: ResolverTypeWrapper<Stub<Scalars['ID']['output']>>;
  AppointmentDetails: ResolverTypeWrapper<Stub<AppointmentDetails>>;
  Date: ResolverTypeWrapper<Stub<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Stub<Scalars['DateTime']['output']>>;
  Delegation: ResolverTypeWrapper<Stub<Delegation>>;
  DelegationEvidence: ResolverTypeWrapper<Stub<DelegationEvidence>>;
  DelegationsEvidence: ResolverTypeWrapper<Stub<DelegationsEvidence>>;
  DivisionCode: ResolverTypeWrapper<Stub<Scalars['DivisionCode']['output']>>;
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
  JSON: ResolverTypeWrapper<Stub<Scalars['JSON']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Office: ResolverTypeWrapper<Stub<Office>>;
  OfficeAuthority: ResolverTypeWrapper<Stub<OfficeAuthority>>;
  OfficeAuthorityEvidence: ResolverTypeWrapper<Stub<OfficeAuthorityEvidence>>;
  OfficeConnection: ResolverTypeWrapper<Stub<OfficeConnection>>;
  OfficeDetails: ResolverTypeWrapper<Stub<OfficeDetails>>;
  OfficeEdge: ResolverTypeWrapper<Stub<OfficeEdge>>;
  OfficeEntry: ResolverTypeWrapper<Stub<OfficeEntry>>;
  OfficeEntryEvidence: ResolverTypeWrapper<Stub<OfficeEntryEvidence>>;
  OfficeKind: ResolverTypeWrapper<Stub<OfficeKind>>;
  OfficePower: ResolverTypeWrapper<Stub<OfficePower>>;
  PageInfo: ResolverTypeWrapper<Stub<PageInfo>>;
  PlateColour: ResolverTypeWrapper<Stub<PlateColour>>;
  PlateNumber: ResolverTypeWrapper<Stub<Scalars['PlateNumber']['output']>>;
  PowerDelegation: ResolverTypeWrapper<Stub<PowerDelegation>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ResidentIdNumber: ResolverTypeWrapper<Stub<Scalars['ResidentIdNumber']['output']>>;
  USCC: ResolverTypeWrapper<Stub<Scalars['USCC']['output']>>;
  VIN: ResolverTypeWrapper<Stub<Scalars['VIN']['output']>>;
  Boolean: ResolverTypeWrapper<Stub<Scalars['Boolean']['output']>>;
  String: ResolverTypeWrapper<Stub<Scalars['String']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Advice: Stub<Advice>;
  Appointment: Stub<Appointment | FederationReferenceTypes['Appointment']>;
  ID: Stub<Scalars['ID']['output']>;
  AppointmentDetails: Stub<AppointmentDetails>;
  Date: Stub<Scalars['Date']['output']>;
  DateTime: Stub<Scalars['DateTime']['output']>;
  Delegation: Stub<Delegation>;
  DelegationEvidence: Stub<DelegationEvidence>;
  DelegationsEvidence: Stub<DelegationsEvidence>;
  DivisionCode: Stub<Scalars['DivisionCode']['output']>;
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
  JSON: Stub<Scalars['JSON']['output']>;
  Mutation: Record<PropertyKey, never>;
  Office: Stub<Office | FederationReferenceTypes['Office']>;
  OfficeAuthority: Stub<OfficeAuthority>;
  OfficeAuthorityEvidence: Stub<OfficeAuthorityEvidence>;
  OfficeConnection: Stub<OfficeConnection>;
  OfficeDetails: Stub<OfficeDetails>;
  OfficeEdge: Stub<OfficeEdge>;
  OfficeEntry: Stub<OfficeEntry>;
  OfficeEntryEvidence: Stub<OfficeEntryEvidence>;
  PageInfo: Stub<PageInfo>;
  PlateNumber: Stub<Scalars['PlateNumber']['output']>;
  PowerDelegation: Stub<PowerDelegation>;
  Query: Record<PropertyKey, never>;
  ResidentIdNumber: Stub<Scalars['ResidentIdNumber']['output']>;
  USCC: Stub<Scalars['USCC']['output']>;
  VIN: Stub<Scalars['VIN']['output']>;
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

export type AppointmentResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Appointment'] = ResolversParentTypes['Appointment'], FederationReferenceType extends FederationReferenceTypes['Appointment'] = FederationReferenceTypes['Appointment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Appointment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['AppointmentDetails']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AppointmentDetailsResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['AppointmentDetails'] = ResolversParentTypes['AppointmentDetails']> = {
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  office?: Resolver<ResolversTypes['Office'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DelegationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Delegation'] = ResolversParentTypes['Delegation']> = {
  basis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type DelegationEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['DelegationEvidence'] = ResolversParentTypes['DelegationEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['Delegation']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DelegationsEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['DelegationsEvidence'] = ResolversParentTypes['DelegationsEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['PowerDelegation']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DivisionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DivisionCode'], any> {
  name: 'DivisionCode';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  __resolveType: TypeResolveFn<'DelegationEvidence' | 'DelegationsEvidence' | 'OfficeAuthorityEvidence' | 'OfficeEntryEvidence', ParentType, ContextType>;
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
  offices?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType>;
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
  closeOfficeFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationCloseOfficeFeedUnreadArgs, 'because' | 'id'>>;
  retryOfficeFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationRetryOfficeFeedUnreadArgs, 'id'>>;
  submitOfficeRecords?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<MutationSubmitOfficeRecordsArgs, 'idempotencyKey' | 'message' | 'records'>>;
};

export type OfficeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Office'] = ResolversParentTypes['Office'], FederationReferenceType extends FederationReferenceTypes['Office'] = FederationReferenceTypes['Office']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Office']> | FederationReferenceType, FederationReferenceType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['OfficeAuthorityEvidence']>, ParentType, ContextType, Partial<OfficeAuthorityArgs>>;
  delegation?: Resolver<Maybe<ResolversTypes['DelegationEvidence']>, ParentType, ContextType, RequireFields<OfficeDelegationArgs, 'item'>>;
  delegations?: Resolver<Maybe<ResolversTypes['DelegationsEvidence']>, ParentType, ContextType, RequireFields<OfficeDelegationsArgs, 'item'>>;
  details?: Resolver<Maybe<ResolversTypes['OfficeDetails']>, ParentType, ContextType>;
  entry?: Resolver<Maybe<ResolversTypes['OfficeEntryEvidence']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OfficeAuthorityResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['OfficeAuthority'] = ResolversParentTypes['OfficeAuthority']> = {
  basis?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OfficeKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  office?: Resolver<ResolversTypes['Office'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  windowKind?: Resolver<ResolversTypes['OfficeKind'], ParentType, ContextType>;
};

export type OfficeAuthorityEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['OfficeAuthorityEvidence'] = ResolversParentTypes['OfficeAuthorityEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['OfficeAuthority']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfficeConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['OfficeConnection'] = ResolversParentTypes['OfficeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OfficeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OfficeDetailsResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['OfficeDetails'] = ResolversParentTypes['OfficeDetails']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  division?: Resolver<ResolversTypes['DivisionCode'], ParentType, ContextType>;
  hours?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OfficeKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  windows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OfficeEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['OfficeEdge'] = ResolversParentTypes['OfficeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Office'], ParentType, ContextType>;
};

export type OfficeEntryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['OfficeEntry'] = ResolversParentTypes['OfficeEntry']> = {
  division?: Resolver<ResolversTypes['DivisionCode'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OfficeKind'], ParentType, ContextType>;
};

export type OfficeEntryEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['OfficeEntryEvidence'] = ResolversParentTypes['OfficeEntryEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['OfficeEntry']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export interface PlateNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PlateNumber'], any> {
  name: 'PlateNumber';
}

export type PowerDelegationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PowerDelegation'] = ResolversParentTypes['PowerDelegation']> = {
  basis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contradicted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  powers?: Resolver<Array<ResolversTypes['OfficePower']>, ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  feedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipts']>, ParentType, ContextType, RequireFields<QueryFeedReceiptArgs, 'id'>>;
  office?: Resolver<Maybe<ResolversTypes['Office']>, ParentType, ContextType, RequireFields<QueryOfficeArgs, 'id'>>;
  officeFeedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<QueryOfficeFeedReceiptArgs, 'id'>>;
  officeFeedRetirements?: Resolver<ResolversTypes['FeedRetirementConnection'], ParentType, ContextType, RequireFields<QueryOfficeFeedRetirementsArgs, 'first'>>;
  officeFeedUnread?: Resolver<ResolversTypes['FeedUnreadConnection'], ParentType, ContextType, RequireFields<QueryOfficeFeedUnreadArgs, 'closed' | 'first'>>;
  offices?: Resolver<ResolversTypes['OfficeConnection'], ParentType, ContextType, RequireFields<QueryOfficesArgs, 'first'>>;
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

export type Resolvers<ContextType = RoomContext> = {
  Advice?: AdviceResolvers<ContextType>;
  Appointment?: AppointmentResolvers<ContextType>;
  AppointmentDetails?: AppointmentDetailsResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Delegation?: DelegationResolvers<ContextType>;
  DelegationEvidence?: DelegationEvidenceResolvers<ContextType>;
  DelegationsEvidence?: DelegationsEvidenceResolvers<ContextType>;
  DivisionCode?: GraphQLScalarType;
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
  Office?: OfficeResolvers<ContextType>;
  OfficeAuthority?: OfficeAuthorityResolvers<ContextType>;
  OfficeAuthorityEvidence?: OfficeAuthorityEvidenceResolvers<ContextType>;
  OfficeConnection?: OfficeConnectionResolvers<ContextType>;
  OfficeDetails?: OfficeDetailsResolvers<ContextType>;
  OfficeEdge?: OfficeEdgeResolvers<ContextType>;
  OfficeEntry?: OfficeEntryResolvers<ContextType>;
  OfficeEntryEvidence?: OfficeEntryEvidenceResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlateNumber?: GraphQLScalarType;
  PowerDelegation?: PowerDelegationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ResidentIdNumber?: GraphQLScalarType;
  USCC?: GraphQLScalarType;
  VIN?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = RoomContext> = {
  deadline?: DeadlineDirectiveResolver<any, any, ContextType>;
  evidence?: EvidenceDirectiveResolver<any, any, ContextType>;
};
