/** Platforms licensed in Wenzhou when the reform began. Identifiers and credit codes are synthetic. */
export const platforms = [
  { companyId: 'SZZC0001', name: '神州专车' },
  { companyId: 'DDCX0002', name: '滴滴出行' },
  { companyId: 'SQYC0003', name: '首汽约车' },
  { companyId: 'CCZC0004', name: '曹操专车' },
] as const

/** Inspection stations with windows of the bureau; numbers and names are synthetic. */
export const stations = [
  { id: '330303001', name: '温州市货运车辆检测站', division: '330303', licenceValidUntil: '2030-12-31' },
  { id: '330302002', name: '温州市机动车综合检测站', division: '330302', licenceValidUntil: '2030-12-31' },
] as const

/** Taxi companies at go-live: the first one of the report and ten more, synthetic. */
export const taxiCompanies = [
  '交运集团汽车服务总公司',
  ...['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].map(
    (number) => `温州第${number}出租汽车公司`,
  ),
] as const

/** County bureaus of Wenzhou by division. */
export const counties = [
  ['330324', '永嘉县'],
  ['330326', '平阳县'],
  ['330327', '苍南县'],
  ['330328', '文成县'],
  ['330329', '泰顺县'],
  ['330381', '瑞安市'],
  ['330382', '乐清市'],
  ['330383', '龙港市'],
] as const

/** The citizen of the sample, who owns the cars of the demo; synthetic. */
export const sampleCitizen = { name: '王小明', residentId: '330399199003070019' } as const
