/**
 * Where a callback may lead: a public host over https, looked at when it is registered and again at every connection.
 *
 * By hand, over node's BlockList: the libraries for it are agents of node:http, and callbacks are posted by undici; and
 * the address that was looked at has to be the one that is connected to.
 */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import type { HubError } from '@one-visit/kit/errors.ts'
import { badInput } from '../store/refused.ts'

/** An address as node's resolver gives it: `family` is 4 or 6. */
export interface Address {
  readonly address: string
  readonly family: number
}

/** Finds the addresses of a host. */
export type Resolve = (host: string) => Promise<readonly Address[]>

/** Asks the system's resolver. */
export const systemResolve: Resolve = (host) => lookup(host, { all: true, verbatim: true })

function listOf(family: 'ipv4' | 'ipv6', ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family)
  return list
}

/** Ranges of IPv4 that are not a host of the public network (RFC 6890 and its registry). */
const notPublic4 = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
])
/** Global unicast; whatever lies outside (mapped, translated, local, multicast) is refused whole. */
const public6 = listOf('ipv6', [['2000::', 3]])
/** Inside of it: protocol assignments with Teredo, documentation, and 6to4, which hides an IPv4 address. */
const notPublic6 = listOf('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])

/** Whether an address is one of a host in the public network. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic4.check(address, 'ipv4')
  return family === 6 && public6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6')
}

const isLoopback = (address: string): boolean => address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)

const urlMax = 500
const portsAllowed: ReadonlySet<string> = new Set(['', '443', '8443'])

const badUrl = (what: string): HubError =>
  badInput('input.url', 'CALLBACK_URL', `The url of a callback ${what}.`)

/**
 * Reads the address of a callback. An address given as a number is refused in every way of writing it, so that only a
 * name is ever resolved; in development `loopback` allows this machine, over http and on any port.
 * @throws BAD_USER_INPUT
 */
export function readCallbackUrl(text: string, loopback: boolean): URL {
  if (text.length > urlMax) throw badUrl(`has at most ${urlMax} characters`)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw badUrl('is a whole URL, such as https://partner.example/hook')
  if (url.username !== '' || url.password !== '') throw badUrl('holds no credentials')
  if (url.hash !== '') throw badUrl('has no fragment, which would never be sent')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (loopback && url.protocol === 'http:' && (host === 'localhost' || isLoopback(host))) return url
  if (url.protocol !== 'https:') throw badUrl('begins with https:')
  if (isIP(host) !== 0) throw badUrl('has a host name, not an address')
  if (!host.includes('.') || host.endsWith('.')) throw badUrl('has a full host name, such as partner.example')
  if (!loopback && !portsAllowed.has(url.port)) throw badUrl('has the port 443 or 8443')
  return url
}

/** An address that must not be connected to, or none. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

/**
 * The address to connect to: found once, every answer looked at, the first one taken.
 * @throws AddressRefused
 */
export async function findAddress(url: URL, resolve: Resolve, loopback: boolean): Promise<Address> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(host) === 0 ? await resolve(host) : [{ address: host, family: isIP(host) }]
  const [first] = found
  if (first === undefined) throw new AddressRefused('the host has no address')
  const isAllowed = ({ address }: Address) => isPublicAddress(address) || (loopback && isLoopback(address))
  if (!found.every(isAllowed)) throw new AddressRefused('the host has an address that is not public')
  return first
}
