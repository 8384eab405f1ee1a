import { expect, it } from 'vitest'
import { maskParty } from './mask.ts'

it.each([
  ['阿卜杜热合曼·买买提', '阿*'],
  ['欧阳娜娜子', '欧*'],
  ['John Smith', 'J*'],
  ['Conan Coward', 'C*'],
  ['张三', '张*'],
  ['𠮷田', '𠮷*'],
  ['', ''],
  ['首汽约车', '首汽约车'],
  ['温州虚构汽车租赁有限公司', '温州虚构汽车租赁有限公司'],
  ['Wenzhou Taxi Co., Ltd.', 'Wenzhou Taxi Co., Ltd.'],
])('shows %j as %j where nothing says whom it is of', (name, shown) => {
  expect(maskParty(name)).toBe(shown)
})

it('believes the record before the words of the name', () => {
  expect(maskParty('王公司', { ref: 'v1.x', uscc: null })).toBe('王*')
  expect(maskParty('滴滴', { ref: null, uscc: '91330399MA20002110' })).toBe('滴滴')
})
