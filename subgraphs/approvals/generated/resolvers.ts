import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Item } from '../catalogue/items/index.ts';
import type { ApplicationRow, EvaluationRow, DecisionRow, PaperRow, CertificateRow, FlagRow, CallbackRow, DeliveryRow, AuditRow, MandateRow } from '../store/rows.ts';
import type { ToldFinding } from '../judging/withheld-finding.ts';
import type { RoomContext } from '@one-visit/kit/room/server.ts';
import type { Stub } from '@one-visit/schema/stub.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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

/** Who applies (申请人): a person or an organisation. */
export type ApplicantInput = {
  /** Name 姓名或名称. */
  name: Scalars['String']['input'];
  /** Phone 电话. */
  phone: Scalars['String']['input'];
  /** Resident ID number of a person. */
  residentId?: InputMaybe<Scalars['ResidentIdNumber']['input']>;
  /** Credit code of an organisation. */
  uscc?: InputMaybe<Scalars['USCC']['input']>;
};

/** An application 申请. */
export type Application = {
  /** Name of the applicant, masked for persons 申请人. */
  applicantName: Scalars['String']['output'];
  /** The certificate, once approved. */
  certificate?: Maybe<Certificate>;
  /** Decisions, newest first. */
  decisions: Array<Decision>;
  /** The newest evaluation; null before the first. */
  evaluation?: Maybe<Evaluation>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** The item. */
  item: ServiceItem;
  /** Version of the item it is judged by. */
  itemVersion: Scalars['Int']['output'];
  /** The mandate it was handed in under; null where the applicant, or a clerk for him or her, needed none. */
  mandate?: Maybe<ApplicationMandate>;
  /** Number shown to people 受理编号. */
  number: Scalars['String']['output'];
  /** Office where it was handed in. */
  office: Office;
  /** The operator, where the item needs one. */
  operator?: Maybe<Operator>;
  /** Paper evidence entered. */
  paperEvidence: Array<PaperEvidence>;
  /** The platform, for ride-hailing items. */
  platform?: Maybe<Platform>;
  /** Round: 1, and one more after each return. */
  round: Scalars['Int']['output'];
  /** State. */
  state: ApplicationState;
  /** When it was handed in. */
  submittedAt: Scalars['DateTime']['output'];
  /** The vehicle, for items about vehicles. */
  vehicle?: Maybe<Vehicle>;
  /** Version of this row; pass it to decide. */
  version: Scalars['Int']['output'];
};

/** A page of applications. */
export type ApplicationConnection = {
  /** The entries. */
  edges: Array<ApplicationEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** An application and its cursor. */
export type ApplicationEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** The application. */
  node: Application;
};

/** The mandate an application was handed in under, as it stood then; one that is ended while the application waits for a decision has its new last day (申请所附委托). */
export type ApplicationMandate = {
  /** Who granted it: credit code, identifier of a platform company, or the pseudonym of a person. */
  grantedBy: Scalars['String']['output'];
  /** Who may act by it, said in the same way. */
  grantedTo: Scalars['String']['output'];
  /** Identifier of the mandate. */
  id: Scalars['ID']['output'];
  /** Why. */
  kind: MandateKind;
  /** First day on which it is in force. */
  validFrom: Scalars['Date']['output'];
  /** Last day on which it is in force. */
  validUntil: Scalars['Date']['output'];
};

/** State of an application (申请状态). */
export type ApplicationState =
  /** Approved; the certificate is being issued 已批准. */
  | 'APPROVED'
  /** The certificate is valid 已发证. */
  | 'ISSUED'
  /** Ready to be decided: every check passed or failed 待决定. */
  | 'READY'
  /** Refused 不予许可. */
  | 'REFUSED'
  /** The owning room did not accept the certificate; back with the clerk 退回经办. */
  | 'RETURNED'
  /** Some check waits for data from a source 等待数据. */
  | 'WAITING_FOR_EVIDENCE'
  /** Withdrawn 已撤回. */
  | 'WITHDRAWN';

/** The vehicle of an application (申请车辆). */
export type ApplicationVehicleInput = {
  /** Plate colour. */
  plateColour: PlateColour;
  /** Police plate kind 号牌种类, two digits. */
  plateKind: Scalars['String']['input'];
  /** Plate number with province character. */
  plateNumber: Scalars['PlateNumber']['input'];
  /** Vehicle identification number. */
  vin: Scalars['VIN']['input'];
};

/** A row of the audit chain (审计记录). */
export type AuditEntry = {
  /** What was done, e.g. DECIDED. */
  action: Scalars['String']['output'];
  /** Who, as pseudonym or service. */
  actor: Scalars['String']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** The authority in whose name it was decided; null for other acts, and for decisions from before it was kept (机关). */
  authority?: Maybe<Scalars['ID']['output']>;
  /** Of what was DENIED why: NOT_ITS_AUTHORITY, NO_AUTHORITY or NO_POWER_TO_DECIDE, ROLE where the act is not for the role, else the code of the refusal; null for other acts (拒绝原因). */
  denialReason?: Maybe<Scalars['String']['output']>;
  /** Digest of this row, over the row and the one before. */
  digest: Scalars['String']['output'];
  /** The mandate the application was handed in under; null where there is none. */
  mandateId?: Maybe<Scalars['ID']['output']>;
  /** Digest of the row before. */
  previousDigest: Scalars['String']['output'];
  /** Position in the chain. */
  sequence: Scalars['Int']['output'];
  /** For whom: the applicant, as credit code or pseudonym; null in rows from before mandates (被代理人). */
  subject?: Maybe<Scalars['String']['output']>;
};

/** An address of a partner that is told about its own applications and certificates (回调). */
export type Callback = {
  /** When it was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was disabled. */
  disabledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was disabled. */
  disabledWhy?: Maybe<CallbackDisabledWhy>;
  /** Since when no message has reached it; null when the last one did. */
  failingSince?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Until when the key before the last rotation signs too. */
  previousUntil?: Maybe<Scalars['DateTime']['output']>;
  /** How messages are signed. */
  signature: CallbackSignature;
  /** What it is told. */
  types: Array<CallbackEventType>;
  /** Address. */
  url: Scalars['String']['output'];
};

/** A message to a callback (回调投递). */
export type CallbackDelivery = {
  /** Attempts made. */
  attempts: Scalars['Int']['output'];
  /** Body, byte for byte as posted. */
  body: Scalars['String']['output'];
  /** When the message was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Identifier, also the webhook-id of every attempt. */
  id: Scalars['ID']['output'];
  /** When it was last tried. */
  lastAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why the last attempt failed. */
  lastFault?: Maybe<Scalars['String']['output']>;
  /** HTTP status of the last answer. */
  lastStatus?: Maybe<Scalars['Int']['output']>;
  /** When it is tried next. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  state: CallbackDeliveryState;
  /** What it tells. */
  type: CallbackEventType;
};

/** A page of deliveries. */
export type CallbackDeliveryConnection = {
  /** The entries. */
  edges: Array<CallbackDeliveryEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A delivery and its cursor. */
export type CallbackDeliveryEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: CallbackDelivery;
};

/** How far a message to a callback has come (投递状态). */
export type CallbackDeliveryState =
  /** Given up; can be sent again 已放弃. */
  | 'DEAD'
  /** Answered with 2xx 已送达. */
  | 'DELIVERED'
  /** Waits for its next attempt 待投递. */
  | 'PENDING';

/** Why a callback was disabled (停用原因). */
export type CallbackDisabledWhy =
  /** By the partner 合作方停用. */
  | 'BY_PARTNER'
  /** No message reached it for days 长期失败. */
  | 'FAILING';

/** What a callback can be told (回调事件). */
export type CallbackEventType =
  /** An application came to another state 申请状态变化. */
  | 'APPLICATION_STATE_CHANGED'
  /** A fact a certificate stood on changed, or the register suspended, ended or revoked it 证件被标记复核，或被暂扣、终止、撤销. */
  | 'CERTIFICATE_FLAGGED'
  /** A certificate was issued and is not yet valid 证件已签发. */
  | 'CERTIFICATE_ISSUED'
  /** A certificate became valid, or is so again 证件已生效或恢复有效. */
  | 'CERTIFICATE_VALID';

/** How messages are signed, after Standard Webhooks (签名方式). */
export type CallbackSignature =
  /** v1a: Ed25519; the partner gets the public key. */
  | 'ED25519'
  /** v1: HMAC-SHA256 with a shared secret. */
  | 'HMAC';

/** A callback and its key, which is shown this once (回调与密钥). */
export type CallbackWithSecret = {
  /** The callback. */
  callback: Callback;
  /** Shared secret (whsec_ and base64), or the public key (whpk_ and base64). */
  secret: Scalars['String']['output'];
};

/** A certificate 证件. */
export type Certificate = {
  /** Last day the register states, where that is an earlier one (提前终止日). */
  endsOn?: Maybe<Scalars['Date']['output']>;
  /** Flags, oldest first, closed ones among them (复核标记). */
  flags: Array<CertificateFlag>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** When it was issued. */
  issuedAt: Scalars['DateTime']['output'];
  /** Number 证号. */
  number: Scalars['String']['output'];
  /** Whether a check stood on paper; re-verified when the source returns. */
  onPaper: Scalars['Boolean']['output'];
  /** What the certificate is flagged for, when a fact it stood on changed; open flags in words (复核). */
  reviewReasons: Array<Scalars['String']['output']>;
  /** State; the register may suspend, end, revoke and restore it. */
  state: CertificateState;
  /** Why it is in this state, where the register states it (原因). */
  stateReason?: Maybe<Scalars['String']['output']>;
  /** The reason in English, where the register states one. */
  stateReasonEn?: Maybe<Scalars['String']['output']>;
  /** First day of the state, where the register states it (状态起始日). */
  stateSince?: Maybe<Scalars['Date']['output']>;
  /** Token for the QR code; holds no personal data. */
  token: Scalars['String']['output'];
  /** First day of validity. */
  validFrom: Scalars['Date']['output'];
  /** Last day of validity, as it was issued. */
  validUntil: Scalars['Date']['output'];
};


/** A certificate 证件. */
export type CertificateFlagsArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A field a live certificate stood on that no longer holds; one for each field and new value (复核标记). */
export type CertificateFlag = {
  /** The application it was issued on. */
  application?: Maybe<Application>;
  /** The certificate. */
  certificate?: Maybe<Certificate>;
  /** When the source stopped saying the new value. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Path of the value, e.g. vehicle.usage.current; the code of the check for paper that does not hold; item.version where a correction of the item's rules fails (字段). */
  field: Scalars['String']['output'];
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** What the source says, as JSON; LAPSED where only a date has passed; of item.version, the correction and its checks that fail; WITHHELD for whoever may not see the values of findings (现值). */
  newValue: Scalars['String']['output'];
  /** What was decided on, as JSON; of item.version, the version; WITHHELD for whoever may not see the values of findings (原值). */
  oldValue: Scalars['String']['output'];
  /** When it was raised. */
  raisedAt: Scalars['DateTime']['output'];
  /** What the review found. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When a clerk closed it. */
  reviewedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The clerk, as pseudonym. */
  reviewedBy?: Maybe<Scalars['String']['output']>;
  /** Source that says so, by id (来源). */
  source: Scalars['String']['output'];
  /** Where it stands. */
  state: CertificateFlagState;
};

/** A page of flags. */
export type CertificateFlagConnection = {
  /** The entries. */
  edges: Array<CertificateFlagEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A flag and its cursor. */
export type CertificateFlagEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** The flag. */
  node: CertificateFlag;
};

/** Where a flag stands (复核状态). */
export type CertificateFlagState =
  /** Closed by itself: the source says the new value no longer 已自动解除. */
  | 'ENDED'
  /** Waits for a clerk 待复核. */
  | 'OPEN'
  /** Closed by a clerk with a reason 已复核. */
  | 'REVIEWED';

/** State of a certificate (证件状态). */
export type CertificateState =
  /** Ended before its last day, as the register says 已失效或注销. */
  | 'ENDED'
  /** Issued, not yet accepted by the owning room 待生效. */
  | 'PENDING'
  /** The owning room did not accept it 未生效. */
  | 'REJECTED'
  /** Replaced 已换证. */
  | 'REPLACED'
  /** Revoked 撤销. */
  | 'REVOKED'
  /** Suspended 暂扣. */
  | 'SUSPENDED'
  /** Valid 有效. */
  | 'VALID';

/** Answer to a verification; no personal data (核验). */
export type CertificateVerification = {
  /** When it was checked. */
  checkedAt: Scalars['DateTime']['output'];
  /** Name of the item in Chinese. */
  itemName?: Maybe<Scalars['String']['output']>;
  /** Number of the certificate, where the token is genuine. */
  number?: Maybe<Scalars['String']['output']>;
  /** Plate number, for vehicle permits. */
  plateNumber?: Maybe<Scalars['PlateNumber']['output']>;
  /** Result. */
  result: VerificationResult;
  /** Why it was suspended, revoked or ended, where the register states it (原因). */
  stateReason?: Maybe<Scalars['String']['output']>;
  /** The reason in English, where the register states one. */
  stateReasonEn?: Maybe<Scalars['String']['output']>;
  /** First day on which it was suspended, revoked or ended, where the register states it (起始日). */
  stateSince?: Maybe<Scalars['Date']['output']>;
  /** First day of validity. */
  validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last day of validity; an earlier one the register states in its place. */
  validUntil?: Maybe<Scalars['Date']['output']>;
};

/** Answer to decide. */
export type DecideResult = {
  /** The application as it stands now. */
  application: Application;
  /** The decision, when one was made. */
  decision?: Maybe<Decision>;
  /** What became of the call. */
  status: DecideStatus;
};

/** What became of a call of decide. */
export type DecideStatus =
  /** A check fails; it cannot be approved. */
  | 'CHECKS_FAILED'
  /** The decision is made. */
  | 'DECIDED'
  /** The facts are not those the caller saw; look again. */
  | 'EVIDENCE_CHANGED'
  /** A check is UNKNOWN; nobody can approve. */
  | 'EVIDENCE_INCOMPLETE';

/** A decision 决定; one a round. */
export type Decision = {
  /** The authority in whose name it was decided; null for decisions from before it was kept (作出决定的机关). */
  authority?: Maybe<Office>;
  /** Name of the authority on that day; null for decisions from before it was kept (机关名称). */
  authorityName?: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  decidedAt: Scalars['DateTime']['output'];
  /** Who signed: pseudonym of the clerk, or `machine:<item>`. */
  decidedBy: Scalars['String']['output'];
  /** Findings it stands on. */
  findings: Array<Finding>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Approve or refuse. */
  outcome: DecisionOutcome;
  /** Reason. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The check that fails, where a refusal rests on one. */
  refusalCheck?: Maybe<Scalars['String']['output']>;
  /** What a refusal rests on; null for an approval, and for one of before 2026-11-30. */
  refusalGround?: Maybe<RefusalGround>;
  /** Round it decided. */
  round: Scalars['Int']['output'];
  /** Digest of the snapshot it stands on. */
  snapshotDigest: Scalars['String']['output'];
  /** The window at which the officer decided; null for the rule of an item, and for decisions from before it was kept (办理窗口). */
  window?: Maybe<Office>;
};

/** Approve or refuse (决定). */
export type DecisionOutcome =
  /** Approve 准予. */
  | 'APPROVE'
  /** Refuse 不予. */
  | 'REFUSE';

/** One evaluation of an application (核查). */
export type Evaluation = {
  /** When it was evaluated. */
  evaluatedAt: Scalars['DateTime']['output'];
  /** Digest of the facts; pass it to decide. */
  factsDigest: Scalars['String']['output'];
  /** One finding a check, in the order of the item; everything missing is told at once 一次告知. */
  findings: Array<Finding>;
  /** Digest of the whole snapshot. */
  snapshotDigest: Scalars['String']['output'];
  /** Verdict over all checks: FAIL outweighs UNKNOWN outweighs PASS. */
  verdict: Verdict;
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

/** What one check found (核查结果). */
export type Finding = {
  /** What the applicant can do, in Chinese; null when nothing is needed. */
  advice?: Maybe<Scalars['String']['output']>;
  /** Whether it passes and a person has to look at it all the same: no rule approves by itself then (须人工核实). */
  byPerson: Scalars['Boolean']['output'];
  /** Code of the check; permanent. */
  code: Scalars['String']['output'];
  /** The instant the source vouches for; null too where values are withheld. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The source's record; null too where values are withheld. */
  record?: Maybe<Scalars['String']['output']>;
  /** Source that said so, by id. */
  source?: Maybe<Scalars['String']['output']>;
  /** Text in Chinese. */
  text: Scalars['String']['output'];
  /** Text in English. */
  textEn: Scalars['String']['output'];
  /** Whether the caller is told outcome and advice only: an applicant who neither owns the vehicle by the police's word nor has a mandate of its owner in force (不显示来源内容). */
  valuesWithheld: Scalars['Boolean']['output'];
  /** Verdict. */
  verdict: Verdict;
};

/** A mandate as it is granted (委托内容). */
export type GrantMandateInput = {
  /** What a clerk registers it by: SIGNED_FORM or CONTRACT. Left out by whoever grants for himself or herself, whose login is the consent. */
  evidence?: InputMaybe<MandateEvidence>;
  /** Digest of the form or contract, sha-256 in hex, as `POST /uploads` of the gateway answered it; needed of a clerk (先上传扫描件). */
  fileDigest?: InputMaybe<Scalars['String']['input']>;
  /** Who grants it. Left out by whoever grants for himself or herself; needed of a clerk. */
  grantedBy?: InputMaybe<MandatePartyInput>;
  /** Who may act by it. */
  grantedTo: MandatePartyInput;
  /** Codes of the items it is for, 1 to 100; a mandate for every item there ever will be does not exist. */
  items: Array<Scalars['ID']['input']>;
  /** Why. */
  kind: MandateKind;
  /** First day on which it is in force. */
  validFrom: Scalars['Date']['input'];
  /** Last day on which it is in force; not before today. */
  validUntil: Scalars['Date']['input'];
};

/** A mandate: who may act for whom, for which items, from when until when (委托). */
export type Mandate = {
  /** Why it was ended. */
  endReason?: Maybe<Scalars['String']['output']>;
  /** When somebody ended it before its time; null where nobody did. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it stands on. */
  evidence: MandateEvidence;
  /** Digest of the form or contract; null for consent. */
  fileDigest?: Maybe<Scalars['String']['output']>;
  /** When it was granted or registered. */
  grantedAt: Scalars['DateTime']['output'];
  /** Who granted it: credit code, identifier of a platform company, or the pseudonym of a person. */
  grantedBy: Scalars['String']['output'];
  /** Who may act by it, said in the same way. */
  grantedTo: Scalars['String']['output'];
  /** Identifier; pass it to submitApplication. */
  id: Scalars['ID']['output'];
  /** Whether it is in force today. */
  inForce: Scalars['Boolean']['output'];
  /** Codes of the items it is for. */
  items: Array<Scalars['ID']['output']>;
  /** Why. */
  kind: MandateKind;
  /** First day on which it is in force. */
  validFrom: Scalars['Date']['output'];
  /** Last day on which it is in force, as it was granted or ended since. */
  validUntil: Scalars['Date']['output'];
};

/** A page of mandates. */
export type MandateConnection = {
  /** The entries. */
  edges: Array<MandateEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A mandate and its cursor. */
export type MandateEdge = {
  /** Its cursor. */
  cursor: Scalars['String']['output'];
  /** The mandate. */
  node: Mandate;
};

/** What a mandate stands on (委托凭证). */
export type MandateEvidence =
  /** The grantor's consent in his or her own login 本人在线同意. */
  | 'CONSENT'
  /** A contract between the parties 合同. */
  | 'CONTRACT'
  /** A form the grantor signed 签字委托书. */
  | 'SIGNED_FORM';

/** Why somebody may act for another, or use what is another's (委托类型). */
export type MandateKind =
  /** Somebody hands in and follows up for another 代办. */
  | 'AGENCY'
  /** The owner entrusts it to an operator in whose name it runs 挂靠或委托经营. */
  | 'CONSIGNMENT'
  /** A company acts for those it employs 用工. */
  | 'EMPLOYMENT'
  /** The owner leases out 租赁. */
  | 'LEASE';

/** A party of a mandate: exactly one of the three (委托当事人). */
export type MandatePartyInput = {
  /** Identifier of a platform company. */
  companyId?: InputMaybe<Scalars['ID']['input']>;
  /** Resident ID number of a person. */
  residentId?: InputMaybe<Scalars['ResidentIdNumber']['input']>;
  /** Credit code of an organisation. */
  uscc?: InputMaybe<Scalars['USCC']['input']>;
};

/** A material of an item 材料. */
export type Material = {
  /** Code, e.g. m09. */
  code: Scalars['String']['output'];
  /** Name in Chinese. */
  name: Scalars['String']['output'];
  /** Who supplies it: a room of the hub, or `applicant`. */
  suppliedBy: Scalars['String']['output'];
};

/** What changes something (操作). */
export type Mutation = {
  /** Enters an uploaded original as evidence for a check whose source is silent; a second officer must confirm (纸质证据). Until it is confirmed, what is entered again for the check replaces it. */
  addPaperEvidence: PaperEvidence;
  /** Confirms paper evidence as the second officer; evaluates again (第二人复核). */
  confirmPaperEvidence: Application;
  /** Decides an application on evidence read anew, in the name of the authority its office belongs to. Anybody but an officer of that authority, at a window that may decide the item, meets FORBIDDEN with `reason` NOT_ITS_AUTHORITY, NO_AUTHORITY or NO_POWER_TO_DECIDE; the refusal is in the audit. While no source can be asked at all it is SOURCE_UNAVAILABLE and nothing is changed (作出决定). */
  decide: DecideResult;
  /** Ends a callback (停用回调). */
  disableCallback: Callback;
  /** Ends a mandate by a day that is not past: for either of its parties, and for a clerk of the office that registered it (终止委托). Its last day is a day in force, so that one ended today can be used until midnight in Asia/Shanghai; `validUntil` of the answer says which day it is. Applications that wait for a decision are judged again by the new last day. */
  endMandate: Mandate;
  /** Grants a mandate: the grantor in his or her own login, or a clerk who registers a signed form or a contract (设立委托). */
  grantMandate: Mandate;
  /** Asks the sources again where they are pulled, and evaluates again; while no source can be asked at all it is SOURCE_UNAVAILABLE and the findings stay (刷新证据). */
  refreshEvidence: Application;
  /** Registers an address that is told what becomes of the organisation's applications and certificates (登记回调). */
  registerCallback: CallbackWithSecret;
  /** Sends a message that was delivered or is dead again, under the same webhook-id (重新投递). */
  resendDelivery: CallbackDelivery;
  /** Closes an open flag of a certificate; it is not raised again while the source says the same (复核证件). */
  reviewCertificateFlag: CertificateFlag;
  /** Gives a callback a new key; the one before signs beside it for 24 hours (轮换密钥). */
  rotateCallbackSecret: CallbackWithSecret;
  /** Hands in an application, asks the graph for its evidence and evaluates it (提交申请). */
  submitApplication: Application;
  /** Withdraws an application that is not decided yet (撤回申请). */
  withdrawApplication: Application;
};


/** What changes something (操作). */
export type MutationAddPaperEvidenceArgs = {
  applicationId: Scalars['ID']['input'];
  check: Scalars['String']['input'];
  expectedVersion: Scalars['Int']['input'];
  fileDigest: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  statesDay?: InputMaybe<Scalars['Date']['input']>;
};


/** What changes something (操作). */
export type MutationConfirmPaperEvidenceArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationDecideArgs = {
  applicationId: Scalars['ID']['input'];
  expectedVersion: Scalars['Int']['input'];
  factsDigest: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
  outcome: DecisionOutcome;
  reason?: InputMaybe<Scalars['String']['input']>;
  refusal?: InputMaybe<RefusalInput>;
};


/** What changes something (操作). */
export type MutationDisableCallbackArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationEndMandateArgs = {
  id: Scalars['ID']['input'];
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What changes something (操作). */
export type MutationGrantMandateArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: GrantMandateInput;
};


/** What changes something (操作). */
export type MutationRefreshEvidenceArgs = {
  applicationId: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationRegisterCallbackArgs = {
  input: RegisterCallbackInput;
};


/** What changes something (操作). */
export type MutationResendDeliveryArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationReviewCertificateFlagArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


/** What changes something (操作). */
export type MutationRotateCallbackSecretArgs = {
  id: Scalars['ID']['input'];
};


/** What changes something (操作). */
export type MutationSubmitApplicationArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: SubmitApplicationInput;
};


/** What changes something (操作). */
export type MutationWithdrawApplicationArgs = {
  applicationId: Scalars['ID']['input'];
  expectedVersion: Scalars['Int']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** An office where cases are handled (办事机构): bureau, county, station or company. */
export type Office = {
  /** Identifier; the 9 digits for a station, the credit code for a company. */
  id: Scalars['ID']['output'];
};

/** A licensed business (业户): taxi, freight, charter, repair, school or platform company. */
export type Operator = {
  /** Unified social credit code 统一社会信用代码. */
  uscc: Scalars['USCC']['output'];
};

/** Where a page ends (分页信息). */
export type PageInfo = {
  /** Cursor to pass as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follows. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** A day an original states (原件载明的日期). */
export type PaperDay =
  /** Last day of what it shows 有效期止. */
  | 'ENDS_ON'
  /** First registration of the vehicle 初次登记日期. */
  | 'REGISTERED_ON'
  /** Compulsory scrapping date 强制报废期止. */
  | 'SCRAPPED_ON';

/** Paper entered where a source is silent (纸质证据). */
export type PaperEvidence = {
  /** Code of the check it stands for. */
  check: Scalars['String']['output'];
  /** Second officer; null until confirmed. */
  confirmedBy?: Maybe<Scalars['String']['output']>;
  /** Officer who entered it. */
  enteredBy: Scalars['String']['output'];
  /** Address of the original at this hub, for clerks of the office and auditors; every reading is audited. */
  file: Scalars['String']['output'];
  /** Digest of the file. */
  fileDigest: Scalars['String']['output'];
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Why paper was needed. */
  reason: Scalars['String']['output'];
  /** The day it states; null where the item asks for none. */
  statesDay?: Maybe<Scalars['Date']['output']>;
};

/** How an original stands for a check (纸质材料规则). */
export type PaperRule = {
  /** Code of the check. */
  check: Scalars['String']['output'];
  /** Whether it may stand also where sources contradict one another. */
  outweighsConflict: Scalars['Boolean']['output'];
  /** The day it states, which counts as the source's own would; null where it states none and carries a certificate for a short time only. */
  states?: Maybe<PaperDay>;
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
  /** Company identifier 公司标识. */
  companyId: Scalars['ID']['output'];
};

/** Questions to the graph (查询). */
export type Query = {
  /** An application with its findings. Not yours and not there look the same (申请). */
  application?: Maybe<Application>;
  /** The work list: applications the caller may see, oldest first (待办列表). */
  applications: ApplicationConnection;
  /** The audit rows of one application, oldest first (审计). An act is there once it has its place in the chain, a moment after it was done. */
  auditTrail: Array<AuditEntry>;
  /** Messages to a callback, newest first; kept for 90 days (回调投递记录). */
  callbackDeliveries: CallbackDeliveryConnection;
  /** Callbacks of the caller's organisation, newest first (回调). */
  callbacks: Array<Callback>;
  /** Open flags of live certificates the clerk handles, oldest first (证件复核待办). */
  certificateFlags: CertificateFlagConnection;
  /** Mandates the caller granted or was granted, and of a clerk those the office registered; newest first, those that are over among them (委托). */
  myMandates: MandateConnection;
  /** An approval item by code; null for a code that is not in the catalogue; public (事项). */
  serviceItem?: Maybe<ServiceItem>;
  /** The catalogue of approval items; public (事项目录). */
  serviceItems: Array<ServiceItem>;
  /** Checks the token from a certificate's QR code; public (证件核验). */
  verifyCertificate: CertificateVerification;
};


/** Questions to the graph (查询). */
export type QueryApplicationArgs = {
  id: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  item?: InputMaybe<Scalars['ID']['input']>;
  states?: InputMaybe<Array<ApplicationState>>;
};


/** Questions to the graph (查询). */
export type QueryAuditTrailArgs = {
  after?: InputMaybe<Scalars['Int']['input']>;
  applicationId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryCallbackDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  callbackId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryCallbacksArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryCertificateFlagsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryMyMandatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions to the graph (查询). */
export type QueryServiceItemArgs = {
  code: Scalars['ID']['input'];
};


/** Questions to the graph (查询). */
export type QueryVerifyCertificateArgs = {
  token: Scalars['String']['input'];
};

/** What a refusal rests on (不予许可的理由). */
export type RefusalGround =
  /** A check of the item fails 核查不符合. */
  | 'CHECK_FAILS'
  /** What was handed in or said is false, or something was kept back 隐瞒有关情况或者提供虚假材料 (行政许可法第七十八条). */
  | 'FALSE_STATEMENT'
  /** The vehicle or the original is not as the application says 与申请不符. */
  | 'NOT_AS_APPLIED'
  /** Another ground of the law, which the reason names 法律、法规规定的其他情形. */
  | 'OTHER_LAW';

/** What a refusal rests on (不予许可的理由). */
export type RefusalInput = {
  /** Code of the check that fails, for CHECK_FAILS and nothing else. */
  check?: InputMaybe<Scalars['String']['input']>;
  /** The ground. */
  ground: RefusalGround;
};

/** What a partner registers (回调登记). */
export type RegisterCallbackInput = {
  /** How to sign. */
  signature?: InputMaybe<CallbackSignature>;
  /** What to tell. */
  types: Array<CallbackEventType>;
  /** Address: https, a host name, port 443 or 8443; its addresses must be public, now and at every message. */
  url: Scalars['String']['input'];
};

/** An approval item 审批事项. */
export type ServiceItem = {
  /** Legal basis of the version in force 法律依据. */
  basis: Scalars['String']['output'];
  /** Code, e.g. RHL-02; permanent. */
  code: Scalars['ID']['output'];
  /** Guide text in Chinese 办事指南. */
  guide: Scalars['String']['output'];
  /** Legal limit in working days 法定时限. */
  legalDays: Scalars['Int']['output'];
  /** Materials, and who supplies them 材料. */
  materials: Array<Material>;
  /** Name in Chinese 事项名称. */
  name: Scalars['String']['output'];
  /** Name in English. */
  nameEn: Scalars['String']['output'];
  /** Checks for which a clerk may enter an original, and what it has to state (可凭纸质材料核定的事项). */
  paper: Array<PaperRule>;
  /** Promised working days 承诺时限. */
  promisedDays: Scalars['Int']['output'];
  /** Version in force now. */
  version: Scalars['Int']['output'];
  /** Visits it costs. */
  visitClass: VisitClass;
};

/** What an applicant hands in (申请内容). */
export type SubmitApplicationInput = {
  /** Who applies. */
  applicant: ApplicantInput;
  /** Division the permit is asked for. */
  division: Scalars['DivisionCode']['input'];
  /** Item code. */
  item: Scalars['ID']['input'];
  /** The mandate it is handed in under: needed by whoever applies for somebody else; of an applicant who uses another's vehicle, the owner's lease or consignment (委托编号). */
  mandateId?: InputMaybe<Scalars['ID']['input']>;
  /** Office where it is handed in. */
  officeId: Scalars['ID']['input'];
  /**
   * Credit code of the operator whose licence is used, for items that need one: the applicant's or the caller's own, or of one that
   * gave the applicant a mandate (AGENCY, EMPLOYMENT), named as mandateId; a clerk may name any (FORBIDDEN, MANDATE_NEEDED).
   */
  operatorUscc?: InputMaybe<Scalars['USCC']['input']>;
  /** Platform company, for ride-hailing items 网约车平台. */
  platformCompanyId?: InputMaybe<Scalars['ID']['input']>;
  /** The vehicle, for items about vehicles. */
  vehicle?: InputMaybe<ApplicationVehicleInput>;
};

/** A motor vehicle (机动车); a plate is an attribute that changes hands, the VIN stays. */
export type Vehicle = {
  /** Vehicle identification number 车辆识别代号. */
  vin: Scalars['VIN']['output'];
};

/** Verdict of a check or of an evaluation (结论). */
export type Verdict =
  /** Fails 不符合. */
  | 'FAIL'
  /** Passes 符合. */
  | 'PASS'
  /** Passes on paper that a second officer confirmed 凭纸质材料符合. */
  | 'PASS_ON_PAPER'
  /** Cannot be said: evidence is missing, old or contradictory 待核. */
  | 'UNKNOWN';

/** What verification says (核验结果). */
export type VerificationResult =
  /** Ended before its last day, as the register says 已失效或注销. */
  | 'ENDED'
  /** Past its last day 已过期. */
  | 'EXPIRED'
  /** Not valid yet 尚未生效. */
  | 'NOT_YET_VALID'
  /** Replaced 已换证. */
  | 'REPLACED'
  /** Revoked 撤销. */
  | 'REVOKED'
  /** Suspended 暂扣. */
  | 'SUSPENDED'
  /** Genuine, and it cannot be confirmed now that it still stands: ask again later 暂无法确认是否有效. */
  | 'UNCONFIRMED'
  /** Not a token of this hub, or unknown 无法核验. */
  | 'UNKNOWN'
  /** Valid 有效. */
  | 'VALID';

/** How many visits an item costs the applicant (办理类型). */
export type VisitClass =
  /** One visit at most 最多跑一次. */
  | 'ONE_VISIT'
  /** On-site review 现场审查. */
  | 'ON_SITE'
  /** Zero visits 跑零次. */
  | 'ZERO_VISIT';



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
  Application: Application;
  Certificate: Certificate;
  Office: Office;
  Operator: Operator;
  Platform: Platform;
  ServiceItem: ServiceItem;
  Vehicle: Vehicle;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Application:
    ( { __typename: 'Application' }
    & GraphQLRecursivePick<FederationTypes['Application'], {"id":true}> );
  Certificate:
    ( { __typename: 'Certificate' }
    & GraphQLRecursivePick<FederationTypes['Certificate'], {"id":true}> );
  Office:
    ( { __typename: 'Office' }
    & GraphQLRecursivePick<FederationTypes['Office'], {"id":true}> );
  Operator:
    ( { __typename: 'Operator' }
    & GraphQLRecursivePick<FederationTypes['Operator'], {"uscc":true}> );
  Platform:
    ( { __typename: 'Platform' }
    & GraphQLRecursivePick<FederationTypes['Platform'], {"companyId":true}> );
  ServiceItem:
    ( { __typename: 'ServiceItem' }
    & GraphQLRecursivePick<FederationTypes['ServiceItem'], {"code":true}> );
  Vehicle:
    ( { __typename: 'Vehicle' }
    & GraphQLRecursivePick<FederationTypes['Vehicle'], {"vin":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Evidence: never;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Advice: ResolverTypeWrapper<Stub<Advice>>;
  ApplicantInput: ResolverTypeWrapper<Stub<ApplicantInput>>;
  Application: ResolverTypeWrapper<ApplicationRow>;
  ID: ResolverTypeWrapper<Stub<Scalars['ID']['output']>>;
  Int: ResolverTypeWrapper<Stub<Scalars['Int']['output']>>;
  ApplicationConnection: ResolverTypeWrapper<Stub<Omit<ApplicationConnection, 'edges'> & { edges: Array<ResolversTypes['ApplicationEdge']> }>>;
  ApplicationEdge: ResolverTypeWrapper<Stub<Omit<ApplicationEdge, 'node'> & { node: ResolversTypes['Application'] }>>;
  ApplicationMandate: ResolverTypeWrapper<Stub<ApplicationMandate>>;
  ApplicationState: ResolverTypeWrapper<Stub<ApplicationState>>;
  ApplicationVehicleInput: ResolverTypeWrapper<Stub<ApplicationVehicleInput>>;
  AuditEntry: ResolverTypeWrapper<AuditRow>;
  Callback: ResolverTypeWrapper<CallbackRow>;
  CallbackDelivery: ResolverTypeWrapper<DeliveryRow>;
  CallbackDeliveryConnection: ResolverTypeWrapper<Stub<Omit<CallbackDeliveryConnection, 'edges'> & { edges: Array<ResolversTypes['CallbackDeliveryEdge']> }>>;
  CallbackDeliveryEdge: ResolverTypeWrapper<Stub<Omit<CallbackDeliveryEdge, 'node'> & { node: ResolversTypes['CallbackDelivery'] }>>;
  CallbackDeliveryState: ResolverTypeWrapper<Stub<CallbackDeliveryState>>;
  CallbackDisabledWhy: ResolverTypeWrapper<Stub<CallbackDisabledWhy>>;
  CallbackEventType: ResolverTypeWrapper<Stub<CallbackEventType>>;
  CallbackSignature: ResolverTypeWrapper<Stub<CallbackSignature>>;
  CallbackWithSecret: ResolverTypeWrapper<Stub<Omit<CallbackWithSecret, 'callback'> & { callback: ResolversTypes['Callback'] }>>;
  Certificate: ResolverTypeWrapper<CertificateRow>;
  CertificateFlag: ResolverTypeWrapper<FlagRow>;
  CertificateFlagConnection: ResolverTypeWrapper<Stub<Omit<CertificateFlagConnection, 'edges'> & { edges: Array<ResolversTypes['CertificateFlagEdge']> }>>;
  CertificateFlagEdge: ResolverTypeWrapper<Stub<Omit<CertificateFlagEdge, 'node'> & { node: ResolversTypes['CertificateFlag'] }>>;
  CertificateFlagState: ResolverTypeWrapper<Stub<CertificateFlagState>>;
  CertificateState: ResolverTypeWrapper<Stub<CertificateState>>;
  CertificateVerification: ResolverTypeWrapper<Stub<CertificateVerification>>;
  Date: ResolverTypeWrapper<Stub<Scalars['Date']['output']>>;
  DateTime: ResolverTypeWrapper<Stub<Scalars['DateTime']['output']>>;
  DecideResult: ResolverTypeWrapper<Stub<Omit<DecideResult, 'application' | 'decision'> & { application: ResolversTypes['Application'], decision?: Maybe<ResolversTypes['Decision']> }>>;
  DecideStatus: ResolverTypeWrapper<Stub<DecideStatus>>;
  Decision: ResolverTypeWrapper<DecisionRow>;
  DecisionOutcome: ResolverTypeWrapper<Stub<DecisionOutcome>>;
  DivisionCode: ResolverTypeWrapper<Stub<Scalars['DivisionCode']['output']>>;
  Duration: ResolverTypeWrapper<Stub<Scalars['Duration']['output']>>;
  Evaluation: ResolverTypeWrapper<EvaluationRow>;
  Evidence: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Evidence']>;
  EvidenceBehind: ResolverTypeWrapper<Stub<EvidenceBehind>>;
  EvidenceSource: ResolverTypeWrapper<Stub<EvidenceSource>>;
  EvidenceStatus: ResolverTypeWrapper<Stub<EvidenceStatus>>;
  FeedCounts: ResolverTypeWrapper<Stub<FeedCounts>>;
  FeedOutcome: ResolverTypeWrapper<Stub<FeedOutcome>>;
  FeedReceipt: ResolverTypeWrapper<Stub<FeedReceipt>>;
  FeedReceiptStatus: ResolverTypeWrapper<Stub<FeedReceiptStatus>>;
  FeedRecord: ResolverTypeWrapper<Stub<FeedRecord>>;
  FeedRecordConnection: ResolverTypeWrapper<Stub<FeedRecordConnection>>;
  FeedRecordEdge: ResolverTypeWrapper<Stub<FeedRecordEdge>>;
  FeedRetirement: ResolverTypeWrapper<Stub<FeedRetirement>>;
  FeedRetirementConnection: ResolverTypeWrapper<Stub<FeedRetirementConnection>>;
  FeedRetirementEdge: ResolverTypeWrapper<Stub<FeedRetirementEdge>>;
  FeedUnread: ResolverTypeWrapper<Stub<FeedUnread>>;
  FeedUnreadConnection: ResolverTypeWrapper<Stub<FeedUnreadConnection>>;
  FeedUnreadEdge: ResolverTypeWrapper<Stub<FeedUnreadEdge>>;
  Finding: ResolverTypeWrapper<ToldFinding>;
  GrantMandateInput: ResolverTypeWrapper<Stub<GrantMandateInput>>;
  JSON: ResolverTypeWrapper<Stub<Scalars['JSON']['output']>>;
  Mandate: ResolverTypeWrapper<MandateRow>;
  MandateConnection: ResolverTypeWrapper<Stub<Omit<MandateConnection, 'edges'> & { edges: Array<ResolversTypes['MandateEdge']> }>>;
  MandateEdge: ResolverTypeWrapper<Stub<Omit<MandateEdge, 'node'> & { node: ResolversTypes['Mandate'] }>>;
  MandateEvidence: ResolverTypeWrapper<Stub<MandateEvidence>>;
  MandateKind: ResolverTypeWrapper<Stub<MandateKind>>;
  MandatePartyInput: ResolverTypeWrapper<Stub<MandatePartyInput>>;
  Material: ResolverTypeWrapper<Stub<Material>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Office: ResolverTypeWrapper<Stub<Office>>;
  Operator: ResolverTypeWrapper<Stub<Operator>>;
  PageInfo: ResolverTypeWrapper<Stub<PageInfo>>;
  PaperDay: ResolverTypeWrapper<Stub<PaperDay>>;
  PaperEvidence: ResolverTypeWrapper<PaperRow>;
  PaperRule: ResolverTypeWrapper<Stub<PaperRule>>;
  PlateColour: ResolverTypeWrapper<Stub<PlateColour>>;
  PlateNumber: ResolverTypeWrapper<Stub<Scalars['PlateNumber']['output']>>;
  Platform: ResolverTypeWrapper<Stub<Platform>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefusalGround: ResolverTypeWrapper<Stub<RefusalGround>>;
  RefusalInput: ResolverTypeWrapper<Stub<RefusalInput>>;
  RegisterCallbackInput: ResolverTypeWrapper<Stub<RegisterCallbackInput>>;
  ResidentIdNumber: ResolverTypeWrapper<Stub<Scalars['ResidentIdNumber']['output']>>;
  ServiceItem: ResolverTypeWrapper<Item>;
  SubmitApplicationInput: ResolverTypeWrapper<Stub<SubmitApplicationInput>>;
  USCC: ResolverTypeWrapper<Stub<Scalars['USCC']['output']>>;
  VIN: ResolverTypeWrapper<Stub<Scalars['VIN']['output']>>;
  Vehicle: ResolverTypeWrapper<Stub<Vehicle>>;
  Verdict: ResolverTypeWrapper<Stub<Verdict>>;
  VerificationResult: ResolverTypeWrapper<Stub<VerificationResult>>;
  VisitClass: ResolverTypeWrapper<Stub<VisitClass>>;
  Boolean: ResolverTypeWrapper<Stub<Scalars['Boolean']['output']>>;
  String: ResolverTypeWrapper<Stub<Scalars['String']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Advice: Stub<Advice>;
  ApplicantInput: Stub<ApplicantInput>;
  Application: ApplicationRow;
  ID: Stub<Scalars['ID']['output']>;
  Int: Stub<Scalars['Int']['output']>;
  ApplicationConnection: Stub<Omit<ApplicationConnection, 'edges'> & { edges: Array<ResolversParentTypes['ApplicationEdge']> }>;
  ApplicationEdge: Stub<Omit<ApplicationEdge, 'node'> & { node: ResolversParentTypes['Application'] }>;
  ApplicationMandate: Stub<ApplicationMandate>;
  ApplicationVehicleInput: Stub<ApplicationVehicleInput>;
  AuditEntry: AuditRow;
  Callback: CallbackRow;
  CallbackDelivery: DeliveryRow;
  CallbackDeliveryConnection: Stub<Omit<CallbackDeliveryConnection, 'edges'> & { edges: Array<ResolversParentTypes['CallbackDeliveryEdge']> }>;
  CallbackDeliveryEdge: Stub<Omit<CallbackDeliveryEdge, 'node'> & { node: ResolversParentTypes['CallbackDelivery'] }>;
  CallbackWithSecret: Stub<Omit<CallbackWithSecret, 'callback'> & { callback: ResolversParentTypes['Callback'] }>;
  Certificate: CertificateRow;
  CertificateFlag: FlagRow;
  CertificateFlagConnection: Stub<Omit<CertificateFlagConnection, 'edges'> & { edges: Array<ResolversParentTypes['CertificateFlagEdge']> }>;
  CertificateFlagEdge: Stub<Omit<CertificateFlagEdge, 'node'> & { node: ResolversParentTypes['CertificateFlag'] }>;
  CertificateVerification: Stub<CertificateVerification>;
  Date: Stub<Scalars['Date']['output']>;
  DateTime: Stub<Scalars['DateTime']['output']>;
  DecideResult: Stub<Omit<DecideResult, 'application' | 'decision'> & { application: ResolversParentTypes['Application'], decision?: Maybe<ResolversParentTypes['Decision']> }>;
  Decision: DecisionRow;
  DivisionCode: Stub<Scalars['DivisionCode']['output']>;
  Duration: Stub<Scalars['Duration']['output']>;
  Evaluation: EvaluationRow;
  Evidence: ResolversInterfaceTypes<ResolversParentTypes>['Evidence'];
  EvidenceBehind: Stub<EvidenceBehind>;
  EvidenceSource: Stub<EvidenceSource>;
  FeedCounts: Stub<FeedCounts>;
  FeedReceipt: Stub<FeedReceipt>;
  FeedRecord: Stub<FeedRecord>;
  FeedRecordConnection: Stub<FeedRecordConnection>;
  FeedRecordEdge: Stub<FeedRecordEdge>;
  FeedRetirement: Stub<FeedRetirement>;
  FeedRetirementConnection: Stub<FeedRetirementConnection>;
  FeedRetirementEdge: Stub<FeedRetirementEdge>;
  FeedUnread: Stub<FeedUnread>;
  FeedUnreadConnection: Stub<FeedUnreadConnection>;
  FeedUnreadEdge: Stub<FeedUnreadEdge>;
  Finding: ToldFinding;
  GrantMandateInput: Stub<GrantMandateInput>;
  JSON: Stub<Scalars['JSON']['output']>;
  Mandate: MandateRow;
  MandateConnection: Stub<Omit<MandateConnection, 'edges'> & { edges: Array<ResolversParentTypes['MandateEdge']> }>;
  MandateEdge: Stub<Omit<MandateEdge, 'node'> & { node: ResolversParentTypes['Mandate'] }>;
  MandatePartyInput: Stub<MandatePartyInput>;
  Material: Stub<Material>;
  Mutation: Record<PropertyKey, never>;
  Office: Stub<Office | FederationReferenceTypes['Office']>;
  Operator: Stub<Operator | FederationReferenceTypes['Operator']>;
  PageInfo: Stub<PageInfo>;
  PaperEvidence: PaperRow;
  PaperRule: Stub<PaperRule>;
  PlateNumber: Stub<Scalars['PlateNumber']['output']>;
  Platform: Stub<Platform | FederationReferenceTypes['Platform']>;
  Query: Record<PropertyKey, never>;
  RefusalInput: Stub<RefusalInput>;
  RegisterCallbackInput: Stub<RegisterCallbackInput>;
  ResidentIdNumber: Stub<Scalars['ResidentIdNumber']['output']>;
  ServiceItem: Item;
  SubmitApplicationInput: Stub<SubmitApplicationInput>;
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

export type ApplicationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Application'] = ResolversParentTypes['Application'], FederationReferenceType extends FederationReferenceTypes['Application'] = FederationReferenceTypes['Application']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Application']> | FederationReferenceType, FederationReferenceType, ContextType>;
  applicantName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  certificate?: Resolver<Maybe<ResolversTypes['Certificate']>, ParentType, ContextType>;
  decisions?: Resolver<Array<ResolversTypes['Decision']>, ParentType, ContextType>;
  evaluation?: Resolver<Maybe<ResolversTypes['Evaluation']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ServiceItem'], ParentType, ContextType>;
  itemVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mandate?: Resolver<Maybe<ResolversTypes['ApplicationMandate']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  office?: Resolver<ResolversTypes['Office'], ParentType, ContextType>;
  operator?: Resolver<Maybe<ResolversTypes['Operator']>, ParentType, ContextType>;
  paperEvidence?: Resolver<Array<ResolversTypes['PaperEvidence']>, ParentType, ContextType>;
  platform?: Resolver<Maybe<ResolversTypes['Platform']>, ParentType, ContextType>;
  round?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ApplicationState'], ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApplicationConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['ApplicationConnection'] = ResolversParentTypes['ApplicationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApplicationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ApplicationEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['ApplicationEdge'] = ResolversParentTypes['ApplicationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Application'], ParentType, ContextType>;
};

export type ApplicationMandateResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['ApplicationMandate'] = ResolversParentTypes['ApplicationMandate']> = {
  grantedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grantedTo?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MandateKind'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  denialReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mandateId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  previousDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CallbackResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Callback'] = ResolversParentTypes['Callback']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledWhy?: Resolver<Maybe<ResolversTypes['CallbackDisabledWhy']>, ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  previousUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['CallbackSignature'], ParentType, ContextType>;
  types?: Resolver<Array<ResolversTypes['CallbackEventType']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CallbackDeliveryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['CallbackDelivery'] = ResolversParentTypes['CallbackDelivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastFault?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastStatus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CallbackDeliveryState'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['CallbackEventType'], ParentType, ContextType>;
};

export type CallbackDeliveryConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['CallbackDeliveryConnection'] = ResolversParentTypes['CallbackDeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CallbackDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CallbackDeliveryEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['CallbackDeliveryEdge'] = ResolversParentTypes['CallbackDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CallbackDelivery'], ParentType, ContextType>;
};

export type CallbackWithSecretResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['CallbackWithSecret'] = ResolversParentTypes['CallbackWithSecret']> = {
  callback?: Resolver<ResolversTypes['Callback'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CertificateResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Certificate'] = ResolversParentTypes['Certificate'], FederationReferenceType extends FederationReferenceTypes['Certificate'] = FederationReferenceTypes['Certificate']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Certificate']> | FederationReferenceType, FederationReferenceType, ContextType>;
  endsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  flags?: Resolver<Array<ResolversTypes['CertificateFlag']>, ParentType, ContextType, RequireFields<CertificateFlagsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onPaper?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reviewReasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CertificateState'], ParentType, ContextType>;
  stateReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stateReasonEn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stateSince?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type CertificateFlagResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['CertificateFlag'] = ResolversParentTypes['CertificateFlag']> = {
  application?: Resolver<Maybe<ResolversTypes['Application']>, ParentType, ContextType>;
  certificate?: Resolver<Maybe<ResolversTypes['Certificate']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  newValue?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  oldValue?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  raisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reviewedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reviewedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CertificateFlagState'], ParentType, ContextType>;
};

export type CertificateFlagConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['CertificateFlagConnection'] = ResolversParentTypes['CertificateFlagConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CertificateFlagEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CertificateFlagEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['CertificateFlagEdge'] = ResolversParentTypes['CertificateFlagEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CertificateFlag'], ParentType, ContextType>;
};

export type CertificateVerificationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['CertificateVerification'] = ResolversParentTypes['CertificateVerification']> = {
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  itemName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plateNumber?: Resolver<Maybe<ResolversTypes['PlateNumber']>, ParentType, ContextType>;
  result?: Resolver<ResolversTypes['VerificationResult'], ParentType, ContextType>;
  stateReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stateReasonEn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stateSince?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DecideResultResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['DecideResult'] = ResolversParentTypes['DecideResult']> = {
  application?: Resolver<ResolversTypes['Application'], ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DecideStatus'], ParentType, ContextType>;
};

export type DecisionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Decision'] = ResolversParentTypes['Decision']> = {
  authority?: Resolver<Maybe<ResolversTypes['Office']>, ParentType, ContextType>;
  authorityName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['Finding']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['DecisionOutcome'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refusalCheck?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refusalGround?: Resolver<Maybe<ResolversTypes['RefusalGround']>, ParentType, ContextType>;
  round?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  snapshotDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  window?: Resolver<Maybe<ResolversTypes['Office']>, ParentType, ContextType>;
};

export interface DivisionCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DivisionCode'], any> {
  name: 'DivisionCode';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EvaluationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Evaluation'] = ResolversParentTypes['Evaluation']> = {
  evaluatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  factsDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['Finding']>, ParentType, ContextType>;
  snapshotDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
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

export type FindingResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  advice?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  byPerson?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textEn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  valuesWithheld?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MandateResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Mandate'] = ResolversParentTypes['Mandate']> = {
  endReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['MandateEvidence'], ParentType, ContextType>;
  fileDigest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  grantedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  grantedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grantedTo?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inForce?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MandateKind'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validUntil?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type MandateConnectionResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['MandateConnection'] = ResolversParentTypes['MandateConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MandateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MandateEdgeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['MandateEdge'] = ResolversParentTypes['MandateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Mandate'], ParentType, ContextType>;
};

export type MaterialResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Material'] = ResolversParentTypes['Material']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  suppliedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addPaperEvidence?: Resolver<ResolversTypes['PaperEvidence'], ParentType, ContextType, RequireFields<MutationAddPaperEvidenceArgs, 'applicationId' | 'check' | 'expectedVersion' | 'fileDigest' | 'reason'>>;
  confirmPaperEvidence?: Resolver<ResolversTypes['Application'], ParentType, ContextType, RequireFields<MutationConfirmPaperEvidenceArgs, 'id'>>;
  decide?: Resolver<ResolversTypes['DecideResult'], ParentType, ContextType, RequireFields<MutationDecideArgs, 'applicationId' | 'expectedVersion' | 'factsDigest' | 'idempotencyKey' | 'outcome'>>;
  disableCallback?: Resolver<ResolversTypes['Callback'], ParentType, ContextType, RequireFields<MutationDisableCallbackArgs, 'id'>>;
  endMandate?: Resolver<ResolversTypes['Mandate'], ParentType, ContextType, RequireFields<MutationEndMandateArgs, 'id'>>;
  grantMandate?: Resolver<ResolversTypes['Mandate'], ParentType, ContextType, RequireFields<MutationGrantMandateArgs, 'idempotencyKey' | 'input'>>;
  refreshEvidence?: Resolver<ResolversTypes['Application'], ParentType, ContextType, RequireFields<MutationRefreshEvidenceArgs, 'applicationId'>>;
  registerCallback?: Resolver<ResolversTypes['CallbackWithSecret'], ParentType, ContextType, RequireFields<MutationRegisterCallbackArgs, 'input'>>;
  resendDelivery?: Resolver<ResolversTypes['CallbackDelivery'], ParentType, ContextType, RequireFields<MutationResendDeliveryArgs, 'id'>>;
  reviewCertificateFlag?: Resolver<ResolversTypes['CertificateFlag'], ParentType, ContextType, RequireFields<MutationReviewCertificateFlagArgs, 'id' | 'reason'>>;
  rotateCallbackSecret?: Resolver<ResolversTypes['CallbackWithSecret'], ParentType, ContextType, RequireFields<MutationRotateCallbackSecretArgs, 'id'>>;
  submitApplication?: Resolver<ResolversTypes['Application'], ParentType, ContextType, RequireFields<MutationSubmitApplicationArgs, 'idempotencyKey' | 'input'>>;
  withdrawApplication?: Resolver<ResolversTypes['Application'], ParentType, ContextType, RequireFields<MutationWithdrawApplicationArgs, 'applicationId' | 'expectedVersion'>>;
};

export type OfficeResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Office'] = ResolversParentTypes['Office'], FederationReferenceType extends FederationReferenceTypes['Office'] = FederationReferenceTypes['Office']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Office']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OperatorResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Operator'] = ResolversParentTypes['Operator'], FederationReferenceType extends FederationReferenceTypes['Operator'] = FederationReferenceTypes['Operator']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Operator']> | FederationReferenceType, FederationReferenceType, ContextType>;
  uscc?: Resolver<ResolversTypes['USCC'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PaperEvidenceResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PaperEvidence'] = ResolversParentTypes['PaperEvidence']> = {
  check?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  confirmedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  enteredBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  file?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statesDay?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type PaperRuleResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['PaperRule'] = ResolversParentTypes['PaperRule']> = {
  check?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outweighsConflict?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  states?: Resolver<Maybe<ResolversTypes['PaperDay']>, ParentType, ContextType>;
};

export interface PlateNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PlateNumber'], any> {
  name: 'PlateNumber';
}

export type PlatformResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Platform'] = ResolversParentTypes['Platform'], FederationReferenceType extends FederationReferenceTypes['Platform'] = FederationReferenceTypes['Platform']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Platform']> | FederationReferenceType, FederationReferenceType, ContextType>;
  companyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  application?: Resolver<Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<QueryApplicationArgs, 'id'>>;
  applications?: Resolver<ResolversTypes['ApplicationConnection'], ParentType, ContextType, RequireFields<QueryApplicationsArgs, 'first'>>;
  auditTrail?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType, RequireFields<QueryAuditTrailArgs, 'applicationId' | 'first'>>;
  callbackDeliveries?: Resolver<ResolversTypes['CallbackDeliveryConnection'], ParentType, ContextType, RequireFields<QueryCallbackDeliveriesArgs, 'callbackId' | 'first'>>;
  callbacks?: Resolver<Array<ResolversTypes['Callback']>, ParentType, ContextType, RequireFields<QueryCallbacksArgs, 'first'>>;
  certificateFlags?: Resolver<ResolversTypes['CertificateFlagConnection'], ParentType, ContextType, RequireFields<QueryCertificateFlagsArgs, 'first'>>;
  myMandates?: Resolver<ResolversTypes['MandateConnection'], ParentType, ContextType, RequireFields<QueryMyMandatesArgs, 'first'>>;
  serviceItem?: Resolver<Maybe<ResolversTypes['ServiceItem']>, ParentType, ContextType, RequireFields<QueryServiceItemArgs, 'code'>>;
  serviceItems?: Resolver<Array<ResolversTypes['ServiceItem']>, ParentType, ContextType>;
  verifyCertificate?: Resolver<ResolversTypes['CertificateVerification'], ParentType, ContextType, RequireFields<QueryVerifyCertificateArgs, 'token'>>;
};

export interface ResidentIdNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['ResidentIdNumber'], any> {
  name: 'ResidentIdNumber';
}

export type ServiceItemResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['ServiceItem'] = ResolversParentTypes['ServiceItem'], FederationReferenceType extends FederationReferenceTypes['ServiceItem'] = FederationReferenceTypes['ServiceItem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ServiceItem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  basis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  guide?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  legalDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  materials?: Resolver<Array<ResolversTypes['Material']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameEn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paper?: Resolver<Array<ResolversTypes['PaperRule']>, ParentType, ContextType>;
  promisedDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  visitClass?: Resolver<ResolversTypes['VisitClass'], ParentType, ContextType>;
};

export interface UsccScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['USCC'], any> {
  name: 'USCC';
}

export interface VinScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['VIN'], any> {
  name: 'VIN';
}

export type VehicleResolvers<ContextType = RoomContext, ParentType extends ResolversParentTypes['Vehicle'] = ResolversParentTypes['Vehicle'], FederationReferenceType extends FederationReferenceTypes['Vehicle'] = FederationReferenceTypes['Vehicle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vehicle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  vin?: Resolver<ResolversTypes['VIN'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RoomContext> = {
  Advice?: AdviceResolvers<ContextType>;
  Application?: ApplicationResolvers<ContextType>;
  ApplicationConnection?: ApplicationConnectionResolvers<ContextType>;
  ApplicationEdge?: ApplicationEdgeResolvers<ContextType>;
  ApplicationMandate?: ApplicationMandateResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  Callback?: CallbackResolvers<ContextType>;
  CallbackDelivery?: CallbackDeliveryResolvers<ContextType>;
  CallbackDeliveryConnection?: CallbackDeliveryConnectionResolvers<ContextType>;
  CallbackDeliveryEdge?: CallbackDeliveryEdgeResolvers<ContextType>;
  CallbackWithSecret?: CallbackWithSecretResolvers<ContextType>;
  Certificate?: CertificateResolvers<ContextType>;
  CertificateFlag?: CertificateFlagResolvers<ContextType>;
  CertificateFlagConnection?: CertificateFlagConnectionResolvers<ContextType>;
  CertificateFlagEdge?: CertificateFlagEdgeResolvers<ContextType>;
  CertificateVerification?: CertificateVerificationResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DecideResult?: DecideResultResolvers<ContextType>;
  Decision?: DecisionResolvers<ContextType>;
  DivisionCode?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  Evaluation?: EvaluationResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  EvidenceBehind?: EvidenceBehindResolvers<ContextType>;
  EvidenceSource?: EvidenceSourceResolvers<ContextType>;
  FeedCounts?: FeedCountsResolvers<ContextType>;
  FeedReceipt?: FeedReceiptResolvers<ContextType>;
  FeedRecord?: FeedRecordResolvers<ContextType>;
  FeedRecordConnection?: FeedRecordConnectionResolvers<ContextType>;
  FeedRecordEdge?: FeedRecordEdgeResolvers<ContextType>;
  FeedRetirement?: FeedRetirementResolvers<ContextType>;
  FeedRetirementConnection?: FeedRetirementConnectionResolvers<ContextType>;
  FeedRetirementEdge?: FeedRetirementEdgeResolvers<ContextType>;
  FeedUnread?: FeedUnreadResolvers<ContextType>;
  FeedUnreadConnection?: FeedUnreadConnectionResolvers<ContextType>;
  FeedUnreadEdge?: FeedUnreadEdgeResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mandate?: MandateResolvers<ContextType>;
  MandateConnection?: MandateConnectionResolvers<ContextType>;
  MandateEdge?: MandateEdgeResolvers<ContextType>;
  Material?: MaterialResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Office?: OfficeResolvers<ContextType>;
  Operator?: OperatorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PaperEvidence?: PaperEvidenceResolvers<ContextType>;
  PaperRule?: PaperRuleResolvers<ContextType>;
  PlateNumber?: GraphQLScalarType;
  Platform?: PlatformResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ResidentIdNumber?: GraphQLScalarType;
  ServiceItem?: ServiceItemResolvers<ContextType>;
  USCC?: GraphQLScalarType;
  VIN?: GraphQLScalarType;
  Vehicle?: VehicleResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RoomContext> = {
  deadline?: DeadlineDirectiveResolver<any, any, ContextType>;
  evidence?: EvidenceDirectiveResolver<any, any, ContextType>;
};
