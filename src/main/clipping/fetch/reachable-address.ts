import { type LookupAddress, lookup as lookupName } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { AppError } from '../../../shared/rpc/result.ts'

/** Everything that is not the public internet (IANA special-purpose registries of IPv4 and IPv6 addresses). */
const NOT_PUBLIC: [network: string, prefix: number, family: 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]

// Two lists: in one, the rule for IPv4 inside IPv6 would hold for every IPv4 address.
const notPublic = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, prefix, family] of NOT_PUBLIC) notPublic[family].addSubnet(network, prefix, family)

export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 6 ? 'ipv6' : 'ipv4'
  return !notPublic[family].check(address, family)
}

const bareHost = (url: URL) => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

/** Names that only ever mean a machine nearby: whoever types one means it. */
function isNearbyName(host: string): boolean {
  return !host.includes('.') || /\.(localhost|local|lan|internal|intranet|home\.arpa)$/i.test(host)
}

/** Which machines one clip may ask: the public internet, and the one machine nearby that the person typed. */
export class Reach {
  readonly #typed: string | undefined
  constructor(typed: URL) {
    const host = bareHost(typed)
    const nearby = isIP(host) ? !isPublicAddress(host) : isNearbyName(host)
    this.#typed = nearby ? typed.host : undefined
  }

  /** True when the person typed exactly this machine and port. */
  isTyped(url: URL): boolean {
    return url.host === this.#typed
  }

  /** Errors: `unsupported` for anything but http and https; `network` for a machine that must not be asked. */
  assertAllowed(url: URL): void {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new AppError('unsupported', `${url.href} is not a web address. Only http and https are fetched.`)
    const host = bareHost(url)
    if (isIP(host) && !isPublicAddress(host) && !this.isTyped(url)) throw refusal(host)
  }
}

function refusal(host: string): AppError {
  return new AppError(
    'network',
    `The page led to ${host}, a machine in your own network, which was not asked. Clip that address itself if you mean it.`,
  )
}

/** Looks a name up and gives only public addresses: what is checked is what is connected to. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookupName(hostname, { ...options, all: true }, (error, found) => {
    const addresses = (error ? [] : found).filter(({ address }: LookupAddress) => isPublicAddress(address))
    const [first] = addresses
    if (error || !first) callback(error ?? (refusal(hostname) as NodeJS.ErrnoException), '', 0)
    else if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
