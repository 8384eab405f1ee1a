import { type ActFaultCode, actFaults } from './act-faults.ts'
import type { Advice } from './advice.ts'

/**
 * Every code that says why a record, a field of it or a body cannot be used, with what would be right. Codes are permanent;
 * the sentences are made when an answer is given and kept nowhere, so they may be bettered.
 */
export const recordFaults = {
  // The form of a field, by the shape of its message.
  FIELD_MISSING: {
    zh: '缺少该必填字段，请补充后重新报送。',
    en: 'The field must be there; add it and send the record again.',
  },
  FIELD_TYPE: {
    zh: '字段类型不符，请按要求的类型填写。',
    en: 'The value is of another kind than the field takes; send one of the right kind.',
  },
  FIELD_TOO_LONG: {
    zh: '字段内容过长，请缩短至允许的长度。',
    en: 'The value is too long; shorten it to what the field takes.',
  },
  FIELD_TOO_SHORT: {
    zh: '字段内容为空或过短，请填写完整内容。',
    en: 'The value is empty or too short; send all of it.',
  },
  FIELD_RANGE: {
    zh: '数值超出允许范围，请核对后填写。',
    en: 'The number lies outside what the field takes; check it and send the right one.',
  },
  FIELD_NOT_ONE_OF: {
    zh: '取值不在允许的选项之内，请改为列出的选项之一。',
    en: 'The value is none of those the field takes; send one of them.',
  },
  FIELD_UNKNOWN: {
    zh: '本报文没有该字段，请核对字段名拼写，或将其删除。',
    en: 'The message has no such field; check its spelling or leave it out.',
  },
  FIELD_FORM: {
    zh: '字段格式不符，请按接口说明规定的格式填写。',
    en: 'The value is not written as the field asks for; write it as the description of the feed says.',
  },
  NAME_RESERVED: {
    zh: '字段名 toString、valueOf 为保留名，带有它们的值无法读取，请删除该字段。',
    en: 'A value with a field named toString or valueOf cannot be read; leave that field out.',
  },
  DUPLICATE_KEY: {
    zh: '同一字段出现两次且内容不一致，请只保留一个正确的值。',
    en: 'The field comes twice and says different things; send it once, with the right value.',
  },

  // What no column can hold.
  NUL_CHARACTER: {
    zh: '文本中含有空字符（U+0000），请删除后重新报送。',
    en: 'The text holds a NUL character (U+0000); take it out.',
  },
  LONE_SURROGATE: {
    zh: '文本中有残缺的字符（半个代理对），请以完整的 UTF-8 文本重新报送。',
    en: 'The text holds half of a character (a lone surrogate); send whole characters in UTF-8.',
  },
  PRIVATE_USE_CHARACTER: {
    zh: '文本中含有私用区字符，多为编码转换时未能识别的生僻字；请以 UTF-8 或 GB 18030 写出该字后重新报送。',
    en: 'The text holds a character of private use, mostly a rare one lost when encodings were changed; write it in UTF-8 or GB 18030.',
  },
  CONTROL_CHARACTER: {
    zh: '文本中含有不可见的控制字符，请删除后重新报送。',
    en: 'The text holds a control character nobody sees; take it out and send the record again.',
  },
  PERSONAL_NUMBER: {
    zh: '该字段不应填写居民身份证号码，请改填其他编号或内容；身份证号码只能填在规定的证件号码字段。',
    en: 'The field is not for a resident ID number; write something else there, and the number only in the field that asks for it.',
  },
  TOO_DEEP: {
    zh: '记录嵌套过深，最多 20 层，请按报文结构报送。',
    en: 'The record is nested too deep; at most 20 levels, as the message has them.',
  },
  VALUE_REFUSED: {
    zh: '记录中有数据库无法保存的值（如数值过大、日期不存在），请核对各字段后重新报送。',
    en: 'The record holds a value the database cannot keep, e.g. a number too large; check its fields and send it again.',
  },
  RECORD_UNREADABLE: {
    zh: '枢纽未能读取该记录，属枢纽自身故障；请联系管理员并提供回执编号，修复后重新报送。',
    en: 'The hub could not read the record, a fault of ours; tell the administrator the number of the receipt and send it again once mended.',
  },

  // Batches, lines and files.
  BATCH_UNREADABLE: {
    zh: '此前连续 1000 条记录都无法使用，本条及其后的记录均未读取；请查明共同原因，改正后重新报送整批，并告知管理员关闭该缺口。',
    en: 'The 1,000 records before it cannot be used, and nothing after them was read; find what they have in common, send the whole batch again, and tell the administrator, who closes the gap.',
  },
  BODY_NOT_JSON: {
    zh: '报文内容不是合法的 JSON，请检查是否被截断，并以 JSON 报送。',
    en: 'The body is not JSON; see whether it was cut off, and send JSON.',
  },
  BODY_NOT_GZIP: {
    zh: '报文内容不是完整的 gzip，请重新压缩，或不压缩直接报送。',
    en: 'The body is not whole gzip; compress it again, or send it as it is.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    zh: '本地址要求提供请求头 Idempotency-Key，请为每份报文填写一个唯一的键。',
    en: 'This address needs the header Idempotency-Key; give each body a key of its own.',
  },
  IDEMPOTENCY_KEY_FORM: {
    zh: '幂等键为 1 至 200 个字符，不含控制字符，请改正。',
    en: 'An idempotency key has 1 to 200 characters, none of them a control character; send such a one.',
  },
  BODY_NOT_TEXT: {
    zh: '报文内容不是所声明编码的文本，请以 UTF-8 编码报送。',
    en: 'The body is not text of its encoding; send it in UTF-8.',
  },
  BODY_NOT_XML: {
    zh: '报文内容不是可接受的 XML 文档（不完整、过大或含文档类型声明），请报送完整且不含 DOCTYPE 的 XML。',
    en: 'The body is no XML the hub takes (cut off, too long or with a document type); send a whole document without DOCTYPE.',
  },
  ENVELOPE_FORM: {
    zh: '报文外层信封不完整或与地址不符，请按接口规定填写信封各项。',
    en: 'The envelope is not whole or not of this address; fill it in as the interface says.',
  },
  STATION_LOGIN: {
    zh: '用户名或密码不正确，或与 CompanyId（检验机构编号）不符；请核对后重新调用 get_access_token。',
    en: 'Username or password is wrong, or not that of the station in CompanyId; check them and call get_access_token again.',
  },
  STATION_TOKEN: {
    zh: '地址中没有有效的 token；请先调用 get_access_token，再将 access_token 写入地址，例如 put_data;token=…。',
    en: 'The address carries no valid token; call get_access_token and append what it answers, as in put_data;token=….',
  },
  MESSAGE_UNKNOWN: {
    zh: '本地址不接收该类报文，请核对报文名称与接口地址。',
    en: 'This address takes no message of that name; check the name and the address.',
  },
  LINE_NOT_JSON: {
    zh: '该行不是合法的 JSON，请每行报送一条完整的 JSON 记录。',
    en: 'The line is not JSON; send one whole JSON record a line.',
  },
  LINE_TOO_LONG: {
    zh: '该行过长，每行最多 1048576 个字符，请拆分或检查换行。',
    en: 'The line is too long; a line has at most 1048576 characters.',
  },
  ROW_FORM: {
    zh: '该行不是合法的 CSV，请检查引号是否成对、行是否完整。',
    en: 'The row is not CSV; see that its quotes are paired and the row is whole.',
  },
  COLUMN_COUNT: {
    zh: '该行的列数与表头不一致，请补齐或删除多余的列。',
    en: 'The row has another number of cells than the header; give it the same.',
  },
  COLUMN_MISSING: {
    zh: '表头缺少必需的列，请补上该列。',
    en: 'The header lacks a column that must be there; add it.',
  },
  COLUMN_TWICE: {
    zh: '表头中同一列出现两次，请只保留一列。',
    en: 'The header has a column twice; keep one of them.',
  },
  COLUMN_UNKNOWN: {
    zh: '表头中有未知的列，请核对列名拼写或删除该列。',
    en: 'The header has a column nobody knows; check its spelling or leave it out.',
  },
  BYTES_NOT_TEXT: {
    zh: '含有不属于文件编码的字节，请以正确的编码重新导出文件。',
    en: 'There are bytes that are not of the encoding of the file; export it again in the right one.',
  },
  TEXT_FORM: {
    zh: '文本既不是 UTF-8 也不是 GB 18030（GBK），请以其中之一编码。',
    en: 'The text is neither UTF-8 nor GB 18030 (GBK); encode it as one of them.',
  },

  // What an office may do.
  POWER_NOT_ALLOWED: {
    zh: '企业窗口只能受理（ACCEPT）和发证（ISSUE），不得作出决定（DECIDE），请核对机构和权限。',
    en: "A company's window may ACCEPT and ISSUE, never DECIDE; check the office and the power.",
  },

  // Who may speak, and where a record stands in time.
  SENDER_NOT_ALLOWED: {
    zh: '报送单位无权报送该对象的记录，请核对编号，或向管理员申请登记。',
    en: 'The sender may not speak for this one; check the number or ask the administrator to register it.',
  },
  COMPANY_NOT_ALLOWED: {
    zh: '报送单位未登记为该公司，请核对 CompanyId，或向管理员申请登记。',
    en: 'The sender is not registered for this company; check CompanyId or ask the administrator to register it.',
  },
  SOURCE_TIME: {
    zh: '无法确定记录的更新时间，请填写 1900 年至 9999 年之间的有效时间。',
    en: 'The time of the record cannot be read; send one between the years 1900 and 9999.',
  },
  SOURCE_SEQUENCE: {
    zh: '记录序号须为不小于 0 的整数，请核对。',
    en: 'The sequence of the record is a whole number from 0 on; send such a one.',
  },
  TIME_AHEAD: {
    zh: '时间晚于枢纽收到记录的时刻，请校准系统时钟并填写实际时间。',
    en: 'The time lies after the moment the record arrived; set your clock right and send the time it was.',
  },
  KEY_MANGLED: {
    zh: '编号经电子表格变成了科学计数或小数，位数已丢失，请将该列设为文本后按原编号报送。',
    en: 'A spreadsheet made a number of the key and digits are lost; make the column text and send the key as it was.',
  },

  NOT_SET_ASIDE: {
    zh: '该编号不是被搁置且缺口仍开放的批次，无法重试；请查看未读记录列表。',
    en: 'This is no batch that was set aside and whose gap is open, so there is nothing to try again; see the list of unread records.',
  },
  RECORD_CLOSED: {
    zh: '该记录已更正、作废或由后来的记录补齐，重试无效；仍待更正的记录见隔离区列表，有新的情况请按原接口报送新的记录。',
    en: 'The record was corrected, dropped or made up for before, and no repeat changes that; the list of the quarantine has those that are open, and what is new goes to the feed as another record.',
  },
  CORRECTS_NOTHING: {
    zh: '报文中没有能更正该记录的内容：请报送同一编号、同一对象（编号有误时为同一对象）且时间不早于原记录的记录；记录没有对象的，只改有误的字段。',
    en: 'Nothing in the body corrects the record: send one of its key and its subject (of its subject where the key was at fault) that is not older, and where it names nobody, the same record with only the field at fault changed.',
  },
  SCOPE_NONE: {
    zh: '该类报文不按范围划分，请将 scope 填为 *（或不填）后重新比对。',
    en: 'Records of this message belong to no scope; compare it with the scope * or with none stated.',
  },
  CLOSED_TOO_LONG: {
    zh: '报送单位自行声明的停业时间最长为自 at 起 31 天；请填写较早的 closedUntil，更长的停业由管理员登记。',
    en: 'A sender says for at most 31 days from at that it is closed; state an earlier closedUntil, or have an administrator declare a longer one.',
  },
  FIRST_SEQUENCE_CONFLICT: {
    zh: '首批序号与枢纽已知的情况不符（已声明过、已有更小的批次或有批次缺失）；请不再填写 firstSequence，并以原序号补报缺失的批次。',
    en: 'The first number contradicts what is known: another was stated, a lower batch came, or one is missing. Leave firstSequence out, and send what is missing under its number.',
  },
  SENDER_OUT: {
    zh: '该单位已停止报送；如需恢复，请由管理员重新登记。',
    en: 'The sender was declared out before; it comes back by being registered again by the administrator.',
  },

  // Days, times and numbers.
  DATE_FORM: {
    zh: '日期或时间无法读取，请按 YYYY-MM-DD、YYYY-MM-DD hh:mm:ss 或带时区的 RFC 3339 填写日历上存在的日期。',
    en: 'The day or time cannot be read; write YYYY-MM-DD, YYYY-MM-DD hh:mm:ss or RFC 3339 with an offset, and a day the calendar has.',
  },
  DATE_IMPLAUSIBLE: {
    zh: '日期不合常理（如系统默认日期、早于起始日期或超出允许范围），请填写实际日期；没有时请留空。',
    en: 'Nobody can have meant this day, e.g. a default of a program or one outside the range; send the real one, or leave it out where there is none.',
  },
  DATE_ORDER: {
    zh: '有效期止早于有效期起，请核对两个日期。',
    en: 'The last day of validity lies before the first; check both days.',
  },
  PERIOD_REVERSED: {
    zh: '结束日期早于开始日期，请核对两个日期。',
    en: 'The end lies before the beginning; check both days.',
  },
  TIME_FORM: {
    zh: '时间须写作 YYYYMMDDhhmmss（北京时间），请改正。',
    en: 'A time is written YYYYMMDDhhmmss, Beijing time; write it so.',
  },
  CLOCK_FORM: {
    zh: '时刻须写作 HHmm，例如 0730，请改正。',
    en: 'A time of day is written HHmm, e.g. 0730; write it so.',
  },
  DAY_FORM: {
    zh: '日期须写作 YYYY-MM-DD，且为日历上存在的日期，例如 2026-01-31，请改正。',
    en: 'A day is written YYYY-MM-DD and is one the calendar has, e.g. 2026-01-31; write it so.',
  },
  INSTANT_FORM: {
    zh: '时间须按 RFC 3339 填写并带时区，例如 2026-01-31T08:00:00+08:00，请改正。',
    en: 'An instant is written as in RFC 3339 with its offset, e.g. 2026-01-31T08:00:00+08:00; write it so.',
  },
  DURATION_FORM: {
    zh: '时长须按 ISO 8601 以天、时、分、秒填写，例如 P7D、PT10S，请改正。',
    en: 'A duration is written as in ISO 8601 with days to seconds, e.g. P7D or PT10S; write it so.',
  },
  MONTH_FORM: {
    zh: '月份须写作 YYYYMM，例如 202601，请改正。',
    en: 'A month is written YYYYMM, e.g. 202601; write it so.',
  },
  NUMBER_FORM: {
    zh: '须为允许范围内不小于 0 的数字，不带单位和其他字符，请核对。',
    en: 'The value is a number of zero or more within its range, without unit or other characters; send such a one.',
  },

  // Identifiers and codes.
  VIN_LENGTH: {
    zh: '车辆识别代号应为 17 位，请按行驶证核对。',
    en: 'A VIN has 17 characters; check it against the vehicle licence.',
  },
  VIN_ALPHABET: {
    zh: '车辆识别代号只含数字和大写字母，且不含 I、O、Q，请按行驶证核对。',
    en: 'A VIN has digits and capitals without I, O and Q; check it against the vehicle licence.',
  },
  USCC_LENGTH: {
    zh: '统一社会信用代码应为 18 位，请按营业执照核对。',
    en: 'A credit code has 18 characters; check it against the business licence.',
  },
  USCC_ALPHABET: {
    zh: '统一社会信用代码只含数字和大写字母，且不含 I、O、S、V、Z，请按营业执照核对。',
    en: 'A credit code has digits and capitals without I, O, S, V and Z; check it against the business licence.',
  },
  USCC_DIVISION: {
    zh: '统一社会信用代码第 3 至 8 位应为行政区划代码的数字，请按营业执照核对。',
    en: 'Characters 3 to 8 of a credit code are the digits of a division code; check it against the business licence.',
  },
  USCC_ORGANISATION_CHECK: {
    zh: '统一社会信用代码中主体标识码的校验位不正确，请按营业执照核对。',
    en: 'The check character of the organisation code inside the credit code is wrong; check it against the business licence.',
  },
  USCC_CHECK: {
    zh: '统一社会信用代码的校验位不正确，请按营业执照核对。',
    en: 'The check character of the credit code is wrong; check it against the business licence.',
  },
  RESIDENT_ID_15: {
    zh: '不接收 15 位身份证号，请填写 18 位公民身份号码。',
    en: 'The 15-digit form of a resident ID number is not accepted; send the one of 18 characters.',
  },
  RESIDENT_ID_LENGTH: {
    zh: '公民身份号码应为 18 位，请按证件核对。',
    en: 'A resident ID number has 18 characters; check it against the card.',
  },
  RESIDENT_ID_ALPHABET: {
    zh: '公民身份号码为 17 位数字加一位数字或 X，请按证件核对。',
    en: 'A resident ID number has 17 digits and a digit or X; check it against the card.',
  },
  RESIDENT_ID_DATE: {
    zh: '公民身份号码中的出生日期不是已过去的真实日期，请按证件核对。',
    en: 'The birth date inside a resident ID number is a real day of the past; check it against the card.',
  },
  RESIDENT_ID_CHECK: {
    zh: '公民身份号码的校验位不正确，请按证件核对。',
    en: 'The check character of the resident ID number is wrong; check it against the card.',
  },
  PLATE_FORM: {
    zh: '号牌号码不符合 GA 36-2018 的格式，例如 浙C12345、浙CD12345，请按行驶证核对。',
    en: 'A plate number has one of the forms of GA 36-2018, e.g. 浙C12345 or 浙CD12345; check it against the vehicle licence.',
  },
  PLATE_PROVINCE: {
    zh: '号牌号码应以省份简称开头，例如 浙，请补全。',
    en: 'A plate number begins with a province character such as 浙; add it.',
  },
  DIVISION_FORM: {
    zh: '行政区划代码为 6 位数字，首位 1 至 8，例如 330302，请核对。',
    en: 'A division code has six digits and begins with 1 to 8, e.g. 330302; check it.',
  },
  OFFICE_FORM: {
    zh: '办事机构标识由 1 至 64 位字母、数字或连字符组成（检测站为 9 位编号，公司为统一社会信用代码），请核对。',
    en: 'An office is named by 1 to 64 letters, digits and hyphens: 9 digits for a station, the credit code for a company; check it.',
  },
  COMPANY_FORM: {
    zh: '平台公司标识（CompanyId）由 1 至 32 位字母、数字、连字符或下划线组成，请核对。',
    en: 'A platform company (CompanyId) is named by 1 to 32 letters, digits, hyphens and underscores; check it.',
  },
  STATION_FORM: {
    zh: '检测站编号应为 9 位数字，请核对。',
    en: 'The number of a station has nine digits; check it.',
  },
  LINE_FORM: {
    zh: '检测线应为大写字母或数字，最多 8 位，请核对。',
    en: 'A test line is capital letters or digits, at most eight; check it.',
  },
  SERIAL_FORM: {
    zh: '检测流水号应为检测站编号、日期和序号组成的 21 位数字，请核对。',
    en: 'A serial number is station, date and sequence, 21 digits; check it.',
  },
  SERIAL_DAY: {
    zh: '检测流水号中的日期与检测日期不一致，请核对流水号和检测日期。',
    en: 'The day inside the serial number is that of the test; check the number and the day.',
  },
  ATTEMPT_FORM: {
    zh: '复检（18C65）的检验次数应为 2 或更大的整数，请核对。',
    en: 'A re-test (18C65) is the second attempt or a later one; check the number of the attempt.',
  },
  DETECT_TYPE: {
    zh: '检测类型代码不在代码表中：1 为等级评定检测，4、5、9 为不评定等级的检测，请核对。',
    en: 'The type of test is none of the list: 1 grades the vehicle, 4, 5 and 9 grade nothing; check it.',
  },
  REF_FORM: {
    zh: 'ref 不是枢纽给出的人员代号，请原样使用枢纽给出的代号，或改填 idNumber。',
    en: 'The ref is not one the hub gave; use it as given, or send idNumber in its place.',
  },
  CODE_UNKNOWN: {
    zh: '代码不在该字段所用的代码表中，请改为提示文字中列出的代码。',
    en: 'The code is not on the list of this field; send one of those the text beside this names.',
  },
  CODE_LABEL_MISMATCH: {
    zh: '代码与名称不一致，请核对二者，报送含义相同的代码和名称。',
    en: 'Code and label say different things; send a code and the label that belongs to it.',
  },

  // What the trade forbids, or what else is known.
  INSPECTION_IN_FUTURE: {
    zh: '检测时间晚于报告到达时刻，请校准系统时钟并填写实际检测时间。',
    en: 'The test lies after the moment the report arrived; set your clock right and send the time it was.',
  },
  INSPECTION_BEFORE_REGISTRATION: {
    zh: '检测日期早于车辆出厂或注册登记日期，请核对这些日期。',
    en: 'The test lies before the vehicle was built or registered; check these days.',
  },
  CONCLUSION_CONTRADICTS: {
    zh: '检测结论与分项评价矛盾（合格结论含不合格项，或一级结论含二级项），请核对分项评价和结论后重新报送。',
    en: 'The conclusion says otherwise than an item of the report; correct whichever is wrong and send the report again.',
  },
  CORRECTION_BEFORE_INSPECTION: {
    zh: '更正时间早于检测时间，请填写实际更正时间。',
    en: 'The correction lies before the inspection itself; send the time it was made.',
  },
  LICENCE_OF_OWN: {
    zh: '检测站的许可由主管部门报送，检测站不得自行报送。',
    en: 'The authority states the licence of a station, not the station; leave it to the authority.',
  },
  FILE_TYPE: {
    zh: '文件内容不是允许的类型，或与声明的类型、base64 编码不符，请报送完整的 PDF、JPEG 或 PNG 文件。',
    en: 'The file is of no type that is taken, or not what it says; send a whole PDF, JPEG or PNG, in JSON as base64.',
  },
  FILE_TOO_LARGE: {
    zh: '文件过大，最大 10 MB，请压缩后重新报送。',
    en: 'The file is too large; make it smaller than 10 MB and send it again.',
  },
  ALREADY_REGISTERED: {
    zh: '该驾驶员已在其他公司有有效注册，请先办理注销。',
    en: 'The driver has another active registration; have that one ended first.',
  },
  PERSON_MISSING: {
    zh: '请填写 idNumber 或 ref 之一，且不要同时填写。',
    en: 'Send either idNumber or ref, and not both.',
  },
  PERMIT_IN_FORCE: {
    zh: '该车辆已有同类有效许可，请先使原许可失效。',
    en: 'The vehicle has another permit of this kind in force; end that one first.',
  },
  OTHER_VEHICLE: {
    zh: '公安返回的是另一辆车的信息，请核对号牌与车辆识别代号后重新查询。',
    en: 'The police answered about another vehicle; check plate and VIN and ask again.',
  },
  OTHER_PERSON: {
    zh: '公安返回的是另一人的信息，请核对身份号码后重新查询。',
    en: 'The police answered about another person; check the number and ask again.',
  },
} as const satisfies Record<string, Advice>

/** One of the permanent codes of what cannot be used. */
export type RecordFaultCode = keyof typeof recordFaults

/** Why a record, a field, a body or an act is refused, beside the code of the error. */
export type FaultCode = RecordFaultCode | ActFaultCode

/** Whether a code is one that says why a record, a field or a body cannot be used. */
export function isRecordFault(code: unknown): code is RecordFaultCode {
  return typeof code === 'string' && Object.hasOwn(recordFaults, code)
}

/** What would be right by a code, as it was stored; undefined for one that is none. */
export function findFaultAdvice(code: unknown): Advice | undefined {
  if (isRecordFault(code)) return recordFaults[code]
  return typeof code === 'string' && Object.hasOwn(actFaults, code)
    ? actFaults[code as ActFaultCode]
    : undefined
}
