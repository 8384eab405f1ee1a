import { describe, expect, it } from 'vitest'
import { findAddress, isPublicAddress, readCallbackUrl } from './address.ts'

describe('an address of a partner', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'not an address',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['8.8.8.8', '223.5.5.5', '100.128.0.1', '2400:3200::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    'http://partner.example/',
    'ftp://partner.example/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://8.8.8.8/',
    'https://localhost/',
    'https://partner.example./',
    'https://partner.example:22/',
    'https://user:secret@partner.example/',
    'https://partner.example/#part',
    `https://partner.example/${'x'.repeat(500)}`,
    'partner.example',
  ])('%s is refused', (url) => {
    expect(() => readCallbackUrl(url, false)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
  })

  it('may be this machine only where the setting allows it', () => {
    expect(readCallbackUrl('http://127.0.0.1:9999/hook', true).port).toBe('9999')
    expect(() => readCallbackUrl('http://127.0.0.1:9999/hook', false)).toThrow('https')
    expect(() => readCallbackUrl('http://10.0.0.1/', true)).toThrow('https')
  })

  it('is refused when one of several addresses is not public', async () => {
    const url = new URL('https://partner.example/')
    const both = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    await expect(findAddress(url, both, false)).rejects.toThrow('not public')
    await expect(findAddress(url, async () => [], false)).rejects.toThrow('no address')
  })
})
