import { describe, expect, it } from 'vitest'
import {
  cookieName,
  cookieValue,
  type Door,
  isOwnHost,
  isOwnPage,
  isSameSecret,
  judgeRequest,
} from './request-rules.ts'

const door: Door = { port: 4321, token: 'the-token', tokenUsed: false, secret: 'the-secret' }
const home = 'http://127.0.0.1:4321'
const cookie = 'commonplace-4321=the-secret'

// Request drops forbidden headers such as Host and Cookie only in browsers; Node keeps them.
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Request {
  return new Request(home + path, { method, headers: { host: '127.0.0.1:4321', ...headers } })
}

describe('isOwnHost', () => {
  it.each(['127.0.0.1:4321', 'localhost:4321'])('knows %s', host => expect(isOwnHost(host, 4321)).toBe(true))
  it.each([
    null,
    '',
    '127.0.0.1',
    '127.0.0.1:80',
    'evil.example:4321',
    '127.0.0.1.evil.example:4321',
    '0.0.0.0:4321',
    '[::1]:4321',
  ])('does not know %s', host => expect(isOwnHost(host, 4321)).toBe(false))
})

describe('isOwnPage', () => {
  const host = '127.0.0.1:4321'
  it.each([
    ['the window asking for data', 'POST', { origin: home, 'sec-fetch-site': 'same-origin' }, true],
    ['an image of the window, without Origin', 'GET', { 'sec-fetch-site': 'same-origin' }, true],
    ['an address typed by the person', 'GET', { 'sec-fetch-site': 'none' }, true],
    ['a program without fetch metadata that reads', 'GET', {}, true],
    ['a post without Origin', 'POST', {}, false],
    ['a form of another site', 'POST', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    ['a form of another site, without fetch metadata', 'POST', { origin: 'https://evil.example' }, false],
    ['a page on another port', 'POST', { origin: 'http://127.0.0.1:9999', 'sec-fetch-site': 'same-site' }, false],
    ['an image on a page on another port', 'GET', { 'sec-fetch-site': 'same-site' }, false],
    ['a sandboxed frame', 'POST', { origin: 'null' }, false],
    ['https instead of http', 'POST', { origin: 'https://127.0.0.1:4321' }, false],
  ])('%s', (_, method, headers, expected) => {
    expect(isOwnPage(method, new Headers({ host, ...headers }))).toBe(expected)
  })
})

describe('cookieValue', () => {
  it('finds its own among others', () => {
    expect(cookieValue('a=1; commonplace-4321=x=y; b=2', 'commonplace-4321')).toBe('x=y')
  })
  it.each([null, '', 'commonplace-43210=x', 'xcommonplace-4321=x'])('finds nothing in %s', header => {
    expect(cookieValue(header, 'commonplace-4321')).toBeUndefined()
  })
})

it('compares secrets of any length', () => {
  expect(isSameSecret('abc', 'abc')).toBe(true)
  expect(isSameSecret('abc', 'abd')).toBe(false)
  expect(isSameSecret('', 'abc')).toBe(false)
})

it('names the cookie after the port, because cookies know no ports', () => {
  expect(cookieName(1)).not.toBe(cookieName(2))
})

describe('judgeRequest', () => {
  it.each([
    ['the right cookie', ask('/rpc/x', { cookie, origin: home }, 'POST'), 'allowed'],
    ['the address with its token', ask('/?token=the-token'), 'entering'],
    ['the used address in the window that used it', ask('/?token=the-token', { cookie }), 'allowed'],
    ['nothing', ask('/'), 401],
    ['a wrong cookie', ask('/', { cookie: 'commonplace-4321=guess' }), 401],
    ['a wrong token', ask('/?token=guess'), 401],
    ['the token on another path', ask('/snapshots/1/?token=the-token'), 401],
    ['the token in a post', ask('/?token=the-token', { origin: home }, 'POST'), 401],
    ['another site with our cookie', ask('/', { cookie, origin: 'https://evil.example' }), 403],
    ['another site with our token', ask('/?token=the-token', { 'sec-fetch-site': 'cross-site' }), 403],
    ['a rebound name with our cookie', ask('/', { cookie, host: 'evil.example:4321' }), 421],
  ])('%s', (_, request, expected) => {
    const verdict = judgeRequest(request, door)
    expect(verdict.kind === 'refused' ? verdict.status : verdict.kind).toBe(expected)
  })

  it('takes a token once', () => {
    expect(judgeRequest(ask('/?token=the-token'), { ...door, tokenUsed: true })).toMatchObject({ status: 401 })
  })
})
