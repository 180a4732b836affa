/** Milliseconds that pass until a copy begins to be collected, while each of its systems is, and while it is packed: what an estimate reckons with. */
export const [QUEUED_MS, COLLECT_MS, PACK_MS] = [500, 700, 700];
