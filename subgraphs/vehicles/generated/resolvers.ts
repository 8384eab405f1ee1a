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
  /** From the feed of vehicles (车辆). */
  vehicles?: Maybe<FeedReceipt>;
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

/** Fuel of a vehicle, transport code list (燃料种类, JT/T 415-2006 5.4.5). */
export type FuelType =
  /** Diesel 柴油 (2). */
  | 'DIESEL'
  /** Electric 电动 (5). */
  | 'ELECTRIC'
  /** Liquefied gas 液化气 (4). */
  | 'LIQUEFIED_GAS'
  /** Natural gas 天然气 (3). */
  | 'NATURAL_GAS'
  /** Other 其他 (9). */
  | 'OTHER'
  /** Petrol 汽油 (1). */
  | 'PETROL';

/** What changes something (操作). */
export type Mutation = {
  /** Closes a gap by the word of an administrator: what could not be read blocks nobody any more (人工核销). */
  closeVehicleFeedUnread?: Maybe<FeedUnread>;
  /** Has a batch tried again that was set aside because it could not be finished; for administrators. Answers its gap, closed if it is finished (重试搁置的批次). */
  retryVehicleFeedUnread?: Maybe<FeedUnread>;
  /** Takes in records of the transport register, about vehicles, as /feeds/vehicles/records/<message> does (车辆登记上报). */
  submitVehicleRecords?: Maybe<FeedReceipt>;
};


/** What changes something (操作). */
export type MutationCloseVehicleFeedUnreadArgs = {
  because: Scalars['String']['input'];
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationRetryVehicleFeedUnreadArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationSubmitVehicleRecordsArgs = {
  idempotencyKey: Scalars['ID']['input'];
  message: Scalars['String']['input'];
  records: Array<Scalars['JSON']['input']>;
  sequence?: InputMaybe<Scalars['Int']['input']>;
};

/** Operating state of a vehicle (车辆营运状态, JT/T 415-2006 5.4.6). */
export type OperatingState =
  /** Closed down 歇业 (34). */
  | 'CLOSED'
  /** Deregistered 注销 (80). */
  | 'DEREGISTERED'
  /** Moved out with change of district 迁出(转籍) (32). */
  | 'MOVED_OUT_DISTRICT'
  /** Moved out with change of owner 迁出(过户) (31). */
  | 'MOVED_OUT_OWNER'
  /** In operation 营运 (10). */
  | 'OPERATING'
  /** Other 其他 (90). */
  | 'OTHER'
  /** Reported lost 挂失 (22). */
  | 'REPORTED_LOST'
  /** Scrapped 报废 (33). */
  | 'SCRAPPED'
  /** Stopped 停运 (21). */
  | 'STOPPED';

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

/** A page of plates. */
export type PlateHistoryConnection = {
  /** The entries. */
  edges: Array<PlateHistoryEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** An entry and its cursor. */
export type PlateHistoryEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** The plate. */
  node: PlateHistoryEntry;
};

/** A plate a vehicle carries or carried (号牌). */
export type PlateHistoryEntry = {
  /** Colour, where known. */
  colour?: Maybe<PlateColour>;
  /** Police plate kind, where known. */
  kind?: Maybe<Scalars['String']['output']>;
  /** Plate number. */
  number: Scalars['PlateNumber']['output'];
  /** Source that said so. */
  source: Scalars['String']['output'];
  /** Since when. */
  validFrom: Scalars['DateTime']['output'];
  /** Until when; null while current. */
  validTo?: Maybe<Scalars['DateTime']['output']>;
};

/** A plate as asked for: number with colour, or with police kind (号牌). */
export type PlateInput = {
  /** Colour 车牌颜色. */
  colour?: InputMaybe<PlateColour>;
  /** Police plate kind 号牌种类 (GA/T 16.7), two digits. */
  kind?: InputMaybe<Scalars['String']['input']>;
  /** Number with province character 号牌号码. */
  number: Scalars['PlateNumber']['input'];
};

/** What is known of a plate (号牌查询结果). */
export type PlateLookup = {
  /** All candidates when several claim it, at most 20. */
  candidates: Array<Vehicle>;
  /** Outcome of the look-up. */
  outcome: PlateLookupOutcome;
  /** The vehicle when exactly one carries the plate. */
  vehicle?: Maybe<Vehicle>;
};

/** Outcome of a look-up by plate. */
export type PlateLookupOutcome =
  /** Several vehicles claim it (冲突). */
  | 'CONFLICT'
  /** Exactly one vehicle (唯一). */
  | 'FOUND'
  /** No source named one; not a proof of absence (未知). */
  | 'UNKNOWN';

/** Questions to the graph (查询). */
export type Query = {
  /** The receipt of a batch, whichever room took it in: to its sender and to administrators; of anybody else's there is none (接收回执). */
  feedReceipt?: Maybe<FeedReceipts>;
  /** A vehicle by VIN. Answers every well-formed VIN: a key is not a claim; null only when no room answers (按车辆识别代号查询). */
  vehicle?: Maybe<Vehicle>;
  /** The vehicle that carries a plate, or the conflict (按号牌查询). */
  vehicleByPlate: PlateLookup;
  /** The receipt of a batch for this room, to its sender and to administrators; of anybody else's there is none (接收回执). */
  vehicleFeedReceipt?: Maybe<FeedReceipt>;
  /** Times senders of this room were declared out, by sender and time, those that are over too: for administrators and auditors (报送方停用记录). */
  vehicleFeedRetirements: FeedRetirementConnection;
  /** What was sent to this room and cannot be read, oldest number first, and whom it blocks: for administrators and auditors (未能读取的来文). */
  vehicleFeedUnread: FeedUnreadConnection;
  /** Vehicles by VIN, at most 50, in the order of the question (批量查询). */
  vehicles?: Maybe<Array<Maybe<Vehicle>>>;
};


/** Questions to the graph (查询). */
export type QueryFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryVehicleArgs = {
  vin: Scalars['VIN']['input'];
};


/** Questions to the graph (查询). */
export type QueryVehicleByPlateArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  plate: PlateInput;
};


/** Questions to the graph (查询). */
export type QueryVehicleFeedReceiptArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryVehicleFeedRetirementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryVehicleFeedUnreadArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  closed?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryVehiclesArgs = {
  vins: Array<Scalars['VIN']['input']>;
};

/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type Vehicle = {
  /** Transport permits known to the register (道路运输证 / 网络预约出租汽车运输证). */
  permits?: Maybe<VehiclePermitEvidence>;
  /** Plates over time, newest first, from the identity index (号牌历史). */
  plates: PlateHistoryConnection;
  /** What the transport register says of the vehicle (运政登记). */
  registration?: Maybe<VehicleRegistrationEvidence>;
  /** Vehicle identification number 车辆识别代号. */
  vin: Scalars['VIN']['output'];
};


/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type VehiclePlatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A permit in the transport register (营运证). */
export type VehiclePermit = {
  /** Issuing authority 发证机关. */
  authority: Scalars['String']['output'];
  /** The hub's certificate it came from, where the hub issued it. */
  certificateId?: Maybe<Scalars['ID']['output']>;
  /** The instant up to which the source vouches for this record. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the source says two things of it at one instant. */
  contradicted: Scalars['Boolean']['output'];
  /** Kind of permit. */
  kind: VehiclePermitKind;
  /** Number of the permit 证号. */
  number: Scalars['String']['output'];
  /** State in the register; of a permit the hub issued too, once the register has stated one. */
  state: VehiclePermitState;
  /** Why it is in this state, where the register states it (原因). */
  stateReason?: Maybe<Scalars['String']['output']>;
  /** The reason in English, where the register states one. */
  stateReasonEn?: Maybe<Scalars['String']['output']>;
  /** First day of this state, where the register states it (状态起始日). */
  stateSince?: Maybe<Scalars['Date']['output']>;
  /** First day of validity. */
  validFrom: Scalars['Date']['output'];
  /** Last day of validity. */
  validUntil?: Maybe<Scalars['Date']['output']>;
  /** Whether the source states that there is no last day; false where it only names none. */
  validUntilUnlimited: Scalars['Boolean']['output'];
};

/** Evidence of the permits of a vehicle (营运证证据). */
export type VehiclePermitEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** Whether records holds all there are. */
  complete: Scalars['Boolean']['output'];
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** At most 20 permits, newest first. */
  records: Array<VehiclePermit>;
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

/** Kind of a transport permit (证件种类). */
export type VehiclePermitKind =
  /** Ride-hailing vehicle permit 网络预约出租汽车运输证. */
  | 'RIDE_HAILING'
  /** Road transport permit 道路运输证. */
  | 'ROAD_TRANSPORT';

/** State of a permit (证件状态). */
export type VehiclePermitState =
  /** Not in force 失效. */
  | 'INVALID'
  /** Replaced by another 已换证. */
  | 'REPLACED'
  /** Revoked 吊销或撤销. */
  | 'REVOKED'
  /** Suspended 暂扣. */
  | 'SUSPENDED'
  /** In force 有效. */
  | 'VALID';

/** Technical data and owner of a vehicle (车辆技术与业户信息). */
export type VehicleRegistration = {
  /** Fuel 燃料种类 (JT/T 415 5.4.5). */
  fuel?: Maybe<FuelType>;
  /** Gross mass, kg (总质量). */
  grossMassKg?: Maybe<Scalars['Int']['output']>;
  /** Operating state 营运状态 (JT/T 415 5.4.6). */
  operatingState: OperatingState;
  /** Name of the owner, masked for persons (所有人). */
  ownerName: Scalars['String']['output'];
  /** Credit code of the owner where it is an organisation (统一社会信用代码). */
  ownerUscc?: Maybe<Scalars['USCC']['output']>;
  /** Plate colour 车牌颜色. */
  plateColour: PlateColour;
  /** Plate number 号牌号码. */
  plateNumber: Scalars['PlateNumber']['output'];
  /** Day of first registration 注册日期. */
  registeredOn?: Maybe<Scalars['Date']['output']>;
  /** Approved seats, the driver included (核定载客). */
  seats?: Maybe<Scalars['Int']['output']>;
  /** Vehicle type 车辆类型 (GA/T 16.4). */
  vehicleType: Scalars['String']['output'];
  /** Wheelbase, mm (轴距). */
  wheelbaseMm?: Maybe<Scalars['Int']['output']>;
};

/** Evidence of the vehicle's entry in the transport register (运政登记证据). */
export type VehicleRegistrationEvidence = Evidence & {
  /** The sender that holds confirmedAt back, where several stand behind the answer. */
  behind?: Maybe<EvidenceBehind>;
  /** The instant up to which the source vouches for this answer. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the hub received it. */
  observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The record, where present. */
  record?: Maybe<VehicleRegistration>;
  /** The source's own record id and version. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Who says it. */
  source: EvidenceSource;
  /** What the source says about the fact. */
  status: EvidenceStatus;
  /** VIN found in the record. */
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
  FeedReceipts: FeedReceipts;
  Vehicle: Vehicle;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  FeedReceipts:
    ( { __typename: 'FeedReceipts' }
    & GraphQLRecursivePick<FederationTypes['FeedReceipts'], {"id":true}> );
  Vehicle:
    ( { __typename: 'Vehicle' }
    & GraphQLRecursivePick<FederationTypes['Vehicle'], {"vin":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Evidence:
    | ( Stub<VehiclePermitEvidence> )
    | ( Stub<VehicleRegistrationEvidence> )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Advice: ResolverTypeWrapper<Stub<Advice>>;
  Date: ResolverTypeWrapper<Stub<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Stub<Scalars['DateTime']['output']>>;
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
  FuelType: ResolverTypeWrapper<Stub<FuelType>>;
  JSON: ResolverTypeWrapper<Stub<Scalars['JSON']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OperatingState: ResolverTypeWrapper<Stub<OperatingState>>;
  PageInfo: ResolverTypeWrapper<Stub<PageInfo>>;
  PlateColour: ResolverTypeWrapper<Stub<PlateColour>>;
  PlateHistoryConnection: ResolverTypeWrapper<Stub<PlateHistoryConnection>>;
  PlateHistoryEdge: ResolverTypeWrapper<Stub<PlateHistoryEdge>>;
  PlateHistoryEntry: ResolverTypeWrapper<Stub<PlateHistoryEntry>>;
  PlateInput: ResolverTypeWrapper<Stub<PlateInput>>;
  PlateLookup: ResolverTypeWrapper<Stub<PlateLookup>>;
  PlateLookupOutcome: ResolverTypeWrapper<Stub<PlateLookupOutcome>>;
  PlateNumber: ResolverTypeWrapper<Stub<Scalars['PlateNumber']['output']>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ResidentIdNumber: ResolverTypeWrapper<Stub<Scalars['ResidentIdNumber']['output']>>;
  USCC: ResolverTypeWrapper<Stub<Scalars['USCC']['output']>>;
  VIN: ResolverTypeWrapper<Stub<Scalars['VIN']['output']>>;
  Vehicle: ResolverTypeWrapper<Stub<Vehicle>>;
  VehiclePermit: ResolverTypeWrapper<Stub<VehiclePermit>>;
  VehiclePermitEvidence: ResolverTypeWrapper<Stub<VehiclePermitEvidence>>;
  VehiclePermitKind: ResolverTypeWrapper<Stub<VehiclePermitKind>>;
  VehiclePermitState: ResolverTypeWrapper<Stub<VehiclePermitState>>;
  VehicleRegistration: ResolverTypeWrapper<Stub<VehicleRegistration>>;
  VehicleRegistrationEvidence: ResolverTypeWrapper<Stub<VehicleRegistrationEvidence>>;
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
  JSON: Stub<Scalars['JSON']['output']>;
  Mutation: Record<PropertyKey, never>;
  PageInfo: Stub<PageInfo>;
  PlateHistoryConnection: Stub<PlateHistoryConnection>;
  PlateHistoryEdge: Stub<PlateHistoryEdge>;
  PlateHistoryEntry: Stub<PlateHistoryEntry>;
  PlateInput: Stub<PlateInput>;
  PlateLookup: Stub<PlateLookup>;
  PlateNumber: Stub<Scalars['PlateNumber']['output']>;
  Query: Record<PropertyKey, never>;
  ResidentIdNumber: Stub<Scalars['ResidentIdNumber']['output']>;
  USCC: Stub<Scalars['USCC']['output']>;
  VIN: Stub<Scalars['VIN']['output']>;
  Vehicle: Stub<Vehicle | FederationReferenceTypes['Vehicle']>;
  VehiclePermit: Stub<VehiclePermit>;
  VehiclePermitEvidence: Stub<VehiclePermitEvidence>;
  VehicleRegistration: Stub<VehicleRegistration>;
  VehicleRegistrationEvidence: Stub<VehicleRegistrationEvidence>;
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

export type EvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  __resolveType: TypeResolveFn<'VehiclePermitEvidence' | 'VehicleRegistrationEvidence', ParentType, ContextType>;
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
  vehicles?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType>;
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
  closeVehicleFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationCloseVehicleFeedUnreadArgs, 'because' | 'id'>>;
  retryVehicleFeedUnread?: Resolver<Maybe<ResolversTypes['FeedUnread']>, ParentType, ContextType, RequireFields<MutationRetryVehicleFeedUnreadArgs, 'id'>>;
  submitVehicleRecords?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<MutationSubmitVehicleRecordsArgs, 'idempotencyKey' | 'message' | 'records'>>;
};

export type PageInfoResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PlateHistoryConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlateHistoryConnection'] = ResolversParentTypes['PlateHistoryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PlateHistoryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PlateHistoryEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlateHistoryEdge'] = ResolversParentTypes['PlateHistoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PlateHistoryEntry'], ParentType, ContextType>;
};

export type PlateHistoryEntryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlateHistoryEntry'] = ResolversParentTypes['PlateHistoryEntry']> = {
  colour?: Resolver<Maybe<ResolversTypes['PlateColour']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['PlateNumber'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PlateLookupResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PlateLookup'] = ResolversParentTypes['PlateLookup']> = {
  candidates?: Resolver<Array<ResolversTypes['Vehicle']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['PlateLookupOutcome'], ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType>;
};

export interface PlateNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PlateNumber'], any> {
  name: 'PlateNumber';
}

export type QueryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  feedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipts']>, ParentType, ContextType, RequireFields<QueryFeedReceiptArgs, 'id'>>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType, RequireFields<QueryVehicleArgs, 'vin'>>;
  vehicleByPlate?: Resolver<ResolversTypes['PlateLookup'], ParentType, ContextType, RequireFields<QueryVehicleByPlateArgs, 'plate'>>;
  vehicleFeedReceipt?: Resolver<Maybe<ResolversTypes['FeedReceipt']>, ParentType, ContextType, RequireFields<QueryVehicleFeedReceiptArgs, 'id'>>;
  vehicleFeedRetirements?: Resolver<ResolversTypes['FeedRetirementConnection'], ParentType, ContextType, RequireFields<QueryVehicleFeedRetirementsArgs, 'first'>>;
  vehicleFeedUnread?: Resolver<ResolversTypes['FeedUnreadConnection'], ParentType, ContextType, RequireFields<QueryVehicleFeedUnreadArgs, 'closed' | 'first'>>;
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
  permits?: Resolver<Maybe<ResolversTypes['VehiclePermitEvidence']>, ParentType, ContextType>;
  plates?: Resolver<ResolversTypes['PlateHistoryConnection'], ParentType, ContextType, RequireFields<VehiclePlatesArgs, 'first'>>;
  registration?: Resolver<Maybe<ResolversTypes['VehicleRegistrationEvidence']>, ParentType, ContextType>;
  vin?: Resolver<ResolversTypes['VIN'], ParentType, ContextType>;
};

export type VehiclePermitResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehiclePermit'] = ResolversParentTypes['VehiclePermit']> = {
  authority?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  certificateId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contradicted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['VehiclePermitKind'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['VehiclePermitState'], ParentType, ContextType>;
  stateReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stateReasonEn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stateSince?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validUntilUnlimited?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type VehiclePermitEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehiclePermitEvidence'] = ResolversParentTypes['VehiclePermitEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  records?: Resolver<Array<ResolversTypes['VehiclePermit']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EvidenceSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvidenceStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unreadSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VehicleRegistrationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehicleRegistration'] = ResolversParentTypes['VehicleRegistration']> = {
  fuel?: Resolver<Maybe<ResolversTypes['FuelType']>, ParentType, ContextType>;
  grossMassKg?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  operatingState?: Resolver<ResolversTypes['OperatingState'], ParentType, ContextType>;
  ownerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ownerUscc?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
  plateColour?: Resolver<ResolversTypes['PlateColour'], ParentType, ContextType>;
  plateNumber?: Resolver<ResolversTypes['PlateNumber'], ParentType, ContextType>;
  registeredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  seats?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vehicleType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  wheelbaseMm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type VehicleRegistrationEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['VehicleRegistrationEvidence'] = ResolversParentTypes['VehicleRegistrationEvidence']> = {
  behind?: Resolver<Maybe<ResolversTypes['EvidenceBehind']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['VehicleRegistration']>, ParentType, ContextType>;
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
  PlateHistoryConnection?: PlateHistoryConnectionResolvers<ContextType>;
  PlateHistoryEdge?: PlateHistoryEdgeResolvers<ContextType>;
  PlateHistoryEntry?: PlateHistoryEntryResolvers<ContextType>;
  PlateLookup?: PlateLookupResolvers<ContextType>;
  PlateNumber?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  ResidentIdNumber?: GraphQLScalarType;
  USCC?: GraphQLScalarType;
  VIN?: GraphQLScalarType;
  Vehicle?: VehicleResolvers<ContextType>;
  VehiclePermit?: VehiclePermitResolvers<ContextType>;
  VehiclePermitEvidence?: VehiclePermitEvidenceResolvers<ContextType>;
  VehicleRegistration?: VehicleRegistrationResolvers<ContextType>;
  VehicleRegistrationEvidence?: VehicleRegistrationEvidenceResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RoomContext> = {
  deadline?: DeadlineDirectiveResolver<any, any, ContextType>;
  evidence?: EvidenceDirectiveResolver<any, any, ContextType>;
};
