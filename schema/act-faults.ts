import type { Advice } from './advice.ts'

/**
 * Every code that says why an act of the approval step is refused, beside the code of the error, with what would be right.
 * Codes are permanent; the sentences may be bettered.
 */
export const actFaults = {
  // Who may ask for whom.
  MANDATE_NEEDED: {
    zh: '为他人办理须有其委托：请由本人登录后设立委托，或由窗口登记签字委托书、合同，再填写 mandateId 重新提交。',
    en: 'Whoever applies for somebody else needs a mandate: have the other grant one in the own login, or a clerk register the signed form or contract, and name it as mandateId.',
  },
  MANDATE_UNKNOWN: {
    zh: '没有属于您和申请人的该委托；请核对 mandateId，或由委托人重新设立。',
    en: 'There is no such mandate between you and the applicant; check mandateId, or have a mandate granted.',
  },
  MANDATE_NOT_IN_FORCE: {
    zh: '该委托当日不在有效期内；请由委托人重新设立。',
    en: 'The mandate is not in force today; have another one granted.',
  },
  MANDATE_OTHER_ITEM: {
    zh: '该委托不包含本事项；请由委托人设立包含本事项的委托。',
    en: 'The mandate is not for this item; have one granted that names it.',
  },
  MANDATE_NOT_GRANTORS: {
    zh: '委托须由委托人本人登录设立，或由窗口凭签字委托书、合同登记，不得自行为他人设立。',
    en: 'A mandate is granted by the one who gives it, in the own login, or registered by a clerk on a signed form or contract; nobody grants himself one.',
  },
  PLATFORM_NOT_OWN: {
    zh: '平台提交的申请只能填写本平台的公司标识。',
    en: 'A platform that applies names itself as the platform; send its own company identifier.',
  },

  // What is handed in.
  ITEM_UNKNOWN: {
    zh: '没有该代码的现行事项；请从 serviceItems 列出的事项中选择。',
    en: 'No item of this code is in force; take one that serviceItems lists.',
  },
  APPLICANT_FORM: {
    zh: '申请人为个人的填写 residentId，为单位的填写 uscc，二者必填其一且只填其一。',
    en: 'A person is named by residentId and an organisation by uscc: send one of the two, and one only.',
  },
  PHONE_FORM: {
    zh: '电话为 5 至 30 位数字，可含空格、括号、连字符和加号，例如 0577-12345678，请改正。',
    en: 'A phone number is 5 to 30 digits, with blanks, brackets, hyphens and plus signs, e.g. 0577-12345678; write it so.',
  },
  PLATE_KIND_COLOUR: {
    zh: '该号牌种类没有这种颜色；请按行驶证核对 plateKind 和 plateColour。',
    en: 'Plates of this kind are never of this colour; check plateKind and plateColour against the vehicle licence.',
  },
  SUBJECT_MISSING: {
    zh: '该事项须填写提示中的字段；请补充后重新提交。',
    en: 'The item cannot be judged without the field that is named; fill it in and submit again.',
  },
  APPLICATION_OPEN: {
    zh: '同一申请人就同一事项、同一对象已有在办申请，编号见提示；请继续办理该申请，或撤回后重新提交。',
    en: 'The applicant has an open application for this item and subject, which the message names; go on with it, or withdraw it first.',
  },

  // Where an application stands.
  VERSION_CHANGED: {
    zh: '读取之后申请已有变化；请重新读取，核对现状后以新的 version 提交。',
    en: 'The application changed since it was read; read it again, look at what changed, and send the version that stands now.',
  },
  APPLICATION_CLOSED: {
    zh: '该申请已作出决定或已撤回，重试无效；结果见其 decisions 和 certificate，如有新的情况请另行申请。',
    en: 'The application is decided or withdrawn, and no repeat changes that; see its decisions and certificate, and submit another one for what is new.',
  },

  // A decision.
  REASON_MISSING: {
    zh: '该操作须说明理由；请填写 reason，最多 2000 个字符。',
    en: 'This act has a reason, in words the parties can read; send it as reason, of at most 2,000 characters.',
  },
  REFUSAL_CHECK: {
    zh: '不予许可须以不符合的核查为依据：请在 refusal.check 填写结论为 FAIL 的核查代码，或选择 FALSE_STATEMENT、NOT_AS_APPLIED、OTHER_LAW 作为依据。',
    en: 'A refusal rests on a check whose verdict is FAIL: name one as refusal.check, or take FALSE_STATEMENT, NOT_AS_APPLIED or OTHER_LAW as the ground.',
  },
  REFUSAL_CHECK_BESIDE: {
    zh: '只有依据为 CHECK_FAILS 时才填写 refusal.check；请删除该字段或改用该依据。',
    en: 'Only a refusal on the ground CHECK_FAILS names a check; leave refusal.check out, or take that ground.',
  },
  NOT_ITS_AUTHORITY: {
    zh: '只有受理机构所属主管部门的人员可以办理；请转交该部门的经办人员。',
    en: 'Only officers of the authority the office of the case belongs to may do this; hand the case to one of them.',
  },
  NO_AUTHORITY: {
    zh: '受理机构在机构目录中不属于任何主管部门；请联系目录管理员登记其隶属关系。',
    en: 'The directory knows no authority the office belongs to; have its affiliation registered in the directory of offices.',
  },
  NO_POWER_TO_DECIDE: {
    zh: '本窗口未获授权对该事项作出决定；请转交有决定权的窗口，或先办理授权登记。',
    en: 'The power to decide this item is not delegated to this window; hand the case to one that has it, or have the power delegated first.',
  },
  AUTHORITY_UNKNOWN: {
    zh: '目前无法确认办理机构及其权限，未作任何改动；请稍后重试，持续如此时联系机构目录管理员。',
    en: 'Nobody can say now who may act here, and nothing was done; try again later, and tell the keeper of the directory of offices if it stays so.',
  },

  // Originals.
  DIGEST_FORM: {
    zh: '文件摘要为 sha-256 的 64 位十六进制小写字符，请原样填写 POST /uploads 返回的 digest。',
    en: 'A digest is a sha-256 of 64 characters 0 to 9 and a to f; send the one POST /uploads answered.',
  },
  FILE_NOT_UPLOADED: {
    zh: '本机构没有上传过该摘要的文件；请先以本人令牌经 POST /uploads 上传，再填写返回的 digest。',
    en: 'Your office uploaded no file of this digest; send the file to POST /uploads with your token first, and name the digest it answers.',
  },
  OFFICERS_ONLY: {
    zh: '原件只能由经办人员上传，由经办人员和审计人员查看。',
    en: 'Originals are uploaded by officers, and read by officers and auditors only; ask one of them.',
  },
  PAPER_NOT_TAKEN: {
    zh: '该事项的这一核查不接受纸质材料；可凭纸质材料核定的核查见 serviceItems 的 paper。',
    en: 'The item takes no paper for this check; the checks for which it does are in paper of serviceItems.',
  },
  PAPER_DAY_MISSING: {
    zh: '该核查的原件须载明日期；请将原件上的日期填入 statesDay。',
    en: 'Paper for this check states a day; send the one that stands on the original as statesDay.',
  },
  PAPER_DAY_NOT_STATED: {
    zh: '该核查的原件不以日期为准；请删除 statesDay。',
    en: 'For this check no day on the paper counts; leave statesDay out.',
  },
  PAPER_DAY_IMPLAUSIBLE: {
    zh: '该日期不可能是原件应载明的日期；请对照原件核对 statesDay。',
    en: 'The day cannot be the one the original states; check statesDay against it.',
  },
  PAPER_NOT_NEEDED: {
    zh: '纸质材料只用于来源没有答复的核查（结论为 UNKNOWN）；该核查不是，请以现有结论办理，对数据有异议的请来源更正。',
    en: 'Paper stands only for a check whose verdict is UNKNOWN, and this one is not; go by its verdict, or have the source correct its data.',
  },
  PAPER_CONTRADICTED: {
    zh: '各来源对该核查的说法相互矛盾，且该事项不允许以纸质材料核定；请由来源更正数据。',
    en: 'Sources contradict one another on this check, and the item lets no paper outweigh that; have a source correct its data.',
  },
  PAPER_ENTERED: {
    zh: '该核查在本轮已录入并复核纸质材料，不能再次录入；请重新读取申请。',
    en: 'Paper for this check is entered and confirmed already in this round, and is not entered again; read the application again.',
  },
  PAPER_REPLACED: {
    zh: '该纸质材料在复核前已被重新录入的材料替换；请重新读取申请，复核替换后的材料。',
    en: 'Other paper was entered in its place before it was confirmed; read the application again and confirm that one.',
  },
  PAPER_CONFIRMED: {
    zh: '该纸质材料已由其他人员复核，无需再次复核；请重新读取申请。',
    en: 'The paper is confirmed by another officer and needs nothing more; read the application again.',
  },
  PAPER_OF_OWN: {
    zh: '录入人不得复核自己录入的纸质材料；请由另一名经办人员复核。',
    en: 'Whoever entered paper does not confirm it; have another officer do so.',
  },
  FLAG_CLOSED: {
    zh: '该提示已处理或已消除，无需再次处理；待处理的提示见 certificateFlags。',
    en: 'The flag is reviewed or settled and needs nothing more; certificateFlags lists those that are open.',
  },

  // A mandate as it is granted or ended.
  PARTY_FORM: {
    zh: '当事人为个人的填写 residentId，为单位的填写 uscc，为平台公司的填写 companyId，三者必填其一且只填其一。',
    en: 'A party is a person (residentId), an organisation (uscc) or a platform company (companyId): send one of the three, and one only.',
  },
  GRANTOR_MISSING: {
    zh: '窗口登记委托须填写委托人；请填写 grantedBy。',
    en: 'A clerk who registers a mandate says who granted it; send grantedBy.',
  },
  GRANTEE_IS_GRANTOR: {
    zh: '受托人不得与委托人相同；请在 grantedTo 填写另一方。',
    en: 'A mandate is granted to somebody else than the grantor; name the other as grantedTo.',
  },
  MANDATE_ITEMS: {
    zh: '委托须列明 1 至 100 个事项；请按 serviceItems 填写事项代码。',
    en: 'A mandate names 1 to 100 items; send codes that serviceItems lists.',
  },
  MANDATE_OVER: {
    zh: '有效期止早于今天，该委托不会生效；请填写今天或以后的日期。',
    en: 'The last day is past, so the mandate would never be in force; send today or a later day.',
  },
  MANDATE_CONSENT: {
    zh: '本人登录设立委托即为同意，不需要凭证和文件；请删除该字段。',
    en: 'Whoever grants in the own login consents by it, without evidence or file; leave the field out.',
  },
  MANDATE_PAPER: {
    zh: '窗口登记委托须有凭证；请将 evidence 填为 SIGNED_FORM 或 CONTRACT，并上传文件。',
    en: 'A clerk registers a mandate by paper; send SIGNED_FORM or CONTRACT as evidence, and the digest of the uploaded file.',
  },
  REGISTRAR_OFFICE: {
    zh: '登记纸质委托的经办人员须属于某一机构；请使用带有机构的账号。',
    en: 'A mandate on paper is registered for an office; use a login that belongs to one.',
  },
  LAST_DAY_PAST: {
    zh: '委托不能终止于过去的日期；请填写今天或以后的日期，或不填写（即今天为最后一日）。',
    en: 'A mandate is not ended for days that are past; send today or a later day, or none for today.',
  },
  LAST_DAY_LATER: {
    zh: '终止日期晚于委托的有效期止；请填写不晚于有效期止的日期，需要延长的请重新设立委托。',
    en: 'The day lies after the last one the mandate has; send one that does not, or have another mandate granted to go on longer.',
  },

  // Callbacks.
  CALLBACK_TYPES: {
    zh: '回调至少登记一种事件；请在 types 中填写。',
    en: 'A callback is told of one type of event at least; name it in types.',
  },
  CALLBACK_URL: {
    zh: '回调地址须为公网主机名的 https 地址，端口 443 或 8443，例如 https://partner.example/hook，不含用户名、密码和 # 部分。',
    en: 'A callback is an https address of a public host name at port 443 or 8443, e.g. https://partner.example/hook, without credentials and fragment; send such a one.',
  },
  CALLBACKS_TOO_MANY: {
    zh: '每个单位最多 10 个启用的回调；请先停用一个（disableCallback）。',
    en: 'An organisation has ten callbacks in use at most; disable one first with disableCallback.',
  },
  CALLBACK_DISABLED: {
    zh: '该回调已停用，不再恢复；请用 registerCallback 重新登记。',
    en: 'The callback is disabled for good; register another one with registerCallback.',
  },
  DELIVERY_UNDER_WAY: {
    zh: '该消息仍在投递中，无需重发；请待其状态改变后再查看 callbackDeliveries。',
    en: 'The message is still being delivered and needs no resend; look at callbackDeliveries once its state has changed.',
  },
  CALLBACK_PARTNER: {
    zh: '回调只供平台、企业和检测站使用；请使用该类单位的账号。',
    en: 'Callbacks are for platforms, companies and stations; use a login of one.',
  },
} as const satisfies Record<string, Advice>

/** One of the permanent codes of why an act is refused. */
export type ActFaultCode = keyof typeof actFaults
