/**
 * Words that engineers use for one another in these interviews. A list is a meaning; a word may stand in several. Only
 * words of the field and of asking: an exercise's own words are in its phrasings.
 */
export const CONCEPTS: Readonly<Record<string, string>> = {
  limit: 'limit quota cap maximum max threshold allowance ceiling budget',
  bound: 'bound bounded unbounded limit limited cap capacity maximum max ceiling size',
  over: 'over exceed excess beyond above surpass overflow full hit reach',
  below: 'below under within less fewer remain left',
  refuse:
    'refuse reject deny block throttle decline disallow bounce forbid 429 shed turn rejection refusal denial fail unsuccessful',
  admit: 'admit allow accept permit let pass through grant approve ok succeed successful go',
  request: 'request call hit attempt invocation query message',
  caller: 'client user caller customer tenant account consumer ip person subscriber receiver recipient',
  identity: 'key identify identifier distinguish id name identity same different keyed scope granularity',
  every: 'all every everybody everyone global shared common same synchronise synchronize alike uniform',
  different: 'different distinct unique several various separate separately independent individual own tier plan',
  window: 'window interval period span timeframe range bucket slot minute hour',
  edge: 'edge boundary exactly equal inclusive exclusive precisely border tick cutoff end close half inclusive bound',
  align: 'align aligned calendar clock fixed boundary round synchronise synchronize top multiple wall',
  reset: 'reset restart renew zero clear start begin open roll refill replenish',
  clock: 'clock time timestamp now date epoch millis millisecond ms second timer instant moment today',
  monotonic:
    'monotonic increase order backward backwards decrease rewind skew drift jump back earlier ordered sequence out',
  concurrent:
    'concurrent concurrency parallel simultaneous simultaneously thread safety safe race async interleave atomic lock overlap mutex',
  process: 'process machine server instance node host replica distributed cluster pod worker redis scale horizontally',
  single: 'single one alone only just local',
  persist:
    'persist persistent persistence survive restart reboot deploy durable crash disk recover reload lost database',
  memory: 'memory space ram footprint leak grow unbounded heap storage keep retain forever idle inactive stale old',
  evict:
    'evict remove delete expire purge clean cleanup prune forget release free garbage drop discard sweep rid clear idle stale old',
  count:
    'count tally consume charge spend burn eat cost penalise penalize deduct increment record log track store toward',
  order: 'order fifo lifo ordering sort first arrival submission sequence',
  fail: 'fail failure error throw exception crash broken wrong fault reject bad die rejection',
  retry: 'retry again repeat reattempt redo rerun twice',
  close: 'close shutdown stop terminate drain teardown kill exit quit finish abort cancel destroy shut end dispose',
  wait: 'wait block pend pending queue backlog hang park suspend line delay defer hold buffer enqueue',
  drop: 'drop discard shed lose ignore skip throw',
  running: 'running flight active progress ongoing current executing started run',
  slow: 'slow lag latency long hang hung behind stuck forever blocking',
  duplicate: 'duplicate twice double repeated copy idempotent once same again',
  value: 'value data payload item entry record object',
  result: 'return result answer output response reply get back report give receive resolve',
  async: 'async asynchronous promise await sync synchronous callback blocking immediately then',
  signature:
    'signature interface api method function contract endpoint shape signature parameter argument type boolean',
  option:
    'option config configuration configurable parameter setting argument knob adjust tune change dynamic dynamically runtime update',
  scale: 'scale volume traffic throughput load rate qps rps big large number million much many roughly size estimate',
  invalid:
    'invalid validate validation negative zero null undefined nan empty malformed illegal weird missing bad 0 sanity check',
  burst: 'burst bursty spike double smooth even twice peak',
  response: '429 header status code http body message retry after',
  log: 'log logging metric metrics monitor monitoring observe observability dashboard alert telemetry report',
  language:
    'language typescript javascript python java library framework npm package dependency lodash import external third',
  worker: 'worker job task work runner executor pool',
  subscriber: 'subscriber subscription listener handler consumer callback observer subscribe',
  publisher: 'publisher publish emit emitter send sender producer event message broadcast',
  buffer: 'buffer queue backlog pending lag',
  cache: 'cache store entry cached caching',
  read: 'read get fetch lookup access retrieve touch hit',
  write: 'write set put save update insert overwrite replace',
  load: 'load loader fetch fill origin source backend miss populate',
  expire: 'expire expiry ttl age stale old lifetime live life fresh timeout outdated expiration',
  refresh: 'refresh renew extend prolong revalidate keepalive heartbeat slide touch',
  recency: 'recent recently lru least eviction policy oldest lfu victim',
  leader: 'leader master primary elect election leadership coordinator owner ownership',
  lease: 'lease lock ttl hold term claim acquire',
  pause: 'pause gc freeze stall suspend stopped sleep long',
  partition: 'partition network unreachable disconnect timeout split outage unreliable reply lost',
  fence: 'fence fencing token epoch generation version zombie stale',
  fair: 'fair fairness starve starvation priority prefer weight',
};
