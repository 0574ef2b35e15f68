import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { isPublicAddress, lookupPublic, Reach } from './reachable-address.ts'

describe('isPublicAddress', () => {
  it.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1'])('%s is', address =>
    expect(isPublicAddress(address)).toBe(true),
  )
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'not an address',
  ])('%s is not', address => expect(isPublicAddress(address)).toBe(false))
})

describe('Reach', () => {
  const allowed = (typed: string, asked: string) => {
    try {
      new Reach(new URL(typed)).assertAllowed(new URL(asked))
      return true
    } catch {
      return false
    }
  }
  it.each([
    ['https://example.org/', 'https://example.org/a', true],
    ['https://example.org/', 'http://127.0.0.1/', false],
    ['https://example.org/', 'http://[::1]/', false],
    ['https://example.org/', 'http://2130706433/', false],
    ['https://example.org/', 'http://0x7f.1/', false],
    ['https://example.org/', 'file:///etc/passwd', false],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/x', true],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:9090/x', false],
    ['http://127.0.0.1:8080/', 'http://192.168.0.1:8080/x', false],
  ])('typed %s, asked %s: %s', (typed, asked, expected) => expect(allowed(typed, asked)).toBe(expected))

  it('does not take a public name for a machine nearby', () => {
    expect(new Reach(new URL('http://rebinding.example/')).isTyped(new URL('http://rebinding.example/'))).toBe(false)
    expect(new Reach(new URL('http://printer.local/')).isTyped(new URL('http://printer.local/'))).toBe(true)
  })
})

it('gives no private address of a name', async () => {
  const error = await new Promise<Error | null>(resolve =>
    lookupPublic('localhost', { all: true }, found => resolve(found)),
  )
  expect(error?.message).toContain('your own network')
  const addresses = await new Promise<unknown>(resolve =>
    lookupPublic('93.184.216.34', { all: true }, (_, found) => resolve(found)),
  )
  expect((addresses as LookupAddress[])[0]?.address).toBe('93.184.216.34')
})
