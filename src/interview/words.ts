/** What words show, in what a learner says or writes. Pure. */

const NUMBER =
  /\d|\bO\s?\(|\b(?:one|two|three|ten|dozens?|hundreds?|thousands?|millions?|billions?|constant|linear|quadratic|logarithmic|amorti[sz]ed|log n|per key|doubles?|halves?)\b/i;
const FAILURE =
  /\b(?:fail\w*|throw\w*|crash\w*|err\w*|exception\w*|reject\w*|refus\w*|timeout\w*|time out|retr(?:y|ies)|duplicat\w*|restart\w*|overflow\w*|leak\w*|lost|lose\w*|race\w*|deadlock\w*|down|dies?|kill\w*|hang\w*|stale|empty|negative|full|edge|boundary|skew\w*|backwards|double[- ]?spend\w*|starv\w*|out of memory|unbounded|forever)\b/i;
const CLAIM =
  /\b(?:it|this|that|everything|all(?: of it)?|the \w+)(?: now)? (?:works|is (?:right|correct|done|finished)|handles|holds|passes|covers)\b|\b(?:works|done) now\b|^\s*done\b/i;
const DENIED = /\b(?:not|never|n't|no|if|whether|should|would|could|once|when|until|hope|think|maybe|unless)\b|n't\b/i;

/** A number, an order of growth, or a word of either. */
export function hasNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** Something that goes wrong, or an edge at which it may. */
export function namesFailure(text: string): boolean {
  return FAILURE.test(text);
}

/** That something works: in a sentence that neither denies, asks nor supposes it. */
export function claimsItWorks(text: string): boolean {
  return text
    .split(/(?<=[.!?])\s+|\n/)
    .some((sentence) => CLAIM.test(sentence) && !DENIED.test(sentence) && !sentence.trim().endsWith('?'));
}

/** Parts of systems that a piece in one process has no use for. */
const HEAVY =
  /^(?:redis|kafka|rabbit|queue(?:service|broker)|broker|shards?|sharding|sharded|cluster|clustered|replicas?|replication|distributed|consensus|raft|paxos|mutex|semaphore|plugins?|strategies|strategy|factory|factories|abstract|middleware|microservice|http|websocket|postgres|mongo|dynamo)$/i;

/** Names in code of what it has no use for here, as words of its identifiers; comments do not count. */
export function heavyParts(code: string): readonly string[] {
  const plain = code.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/\/\/.*$/gm, ' ');
  const words = plain.match(/[A-Za-z]+/g)?.flatMap((name) => name.split(/(?<=[a-z])(?=[A-Z])/)) ?? [];
  return [...new Set(words.filter((word) => HEAVY.test(word)).map((word) => word.toLowerCase()))];
}
