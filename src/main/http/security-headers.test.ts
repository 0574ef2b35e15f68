import { expect, it } from 'vitest'
import { withSecurityHeaders } from './security-headers.ts'

it('gives a response the rules of the window', async () => {
  const response = withSecurityHeaders(new Response('x', { status: 201, headers: { 'content-type': 'text/html' } }))
  expect(response.status).toBe(201)
  expect(await response.text()).toBe('x')
  expect(response.headers.get('content-type')).toBe('text/html')
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-src 'self'")
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
})

it("leaves a clip's own stricter policy alone", () => {
  const own = "default-src 'none'; sandbox"
  const response = withSecurityHeaders(new Response('x', { headers: { 'content-security-policy': own } }))
  expect(response.headers.get('content-security-policy')).toBe(own)
})

it('can answer without a body', () => {
  expect(withSecurityHeaders(new Response(null, { status: 204 })).status).toBe(204)
})
