import { expect, it } from 'vitest'
import { rewriteUrl } from './router-options.ts'

it.each([
  ['/a/put_data;token=x.y', '/a/put_data;token=x.y'],
  ['/a/put_data%3Btoken=x', '/a/put_data;token=x'],
  ['/a/put_data/%3bToken%3Dx?q=%3Bz=1', '/a/put_data;Token=x?q=%3Bz=1'],
  ['/a/put_data/;token=x/', '/a/put_data;token=x/'],
  ['/a/b%3Bc/d', '/a/b%3Bc/d'],
  ['/', '/'],
])('a matrix parameter is found however its signs are written: %s', (url, found) => {
  expect(rewriteUrl({ url })).toBe(found)
})
