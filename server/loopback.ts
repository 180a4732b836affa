const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** Whether a host name is of this machine itself. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.has(hostname);
