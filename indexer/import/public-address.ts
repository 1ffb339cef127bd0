import ipaddr from 'ipaddr.js';

/**
 * Whether an address is one of the open internet. Everything else is refused: loopback, private, link-local (cloud
 * metadata services), shared, multicast, documentation, and IPv6 addresses that carry an IPv4 address in them.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.IPv6.parseCIDR('2000::/3'));
}
