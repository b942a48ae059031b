// A table of attacks, longer than 300 lines because each attack takes a few.

/** How an attack may end: stopped by a failure, or with this harmless value. */
export type Attack = {
  name: string;
  source: string;
  ends: 'failure' | { value: unknown };
  kinds?: string[];
  context?: Record<string, unknown>;
};

const text = (length: number, char = 'a') => char.repeat(length);
export const letters = {
  x: {
    text: `${text(5_000)}!`,
    big: text(1_000_000),
    words: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
  },
};
const posing = (marker: string, more: object = {}) => ({ x: { bad: { [marker]: true, ...more } } });

export const attacks: Attack[] = [
  // Code execution and prototypes: CVE-2024-27307, CVE-2026-77413, CVE-2026-77414, CVE-2026-77415 and their relatives.
  { name: 'constructor of the root', source: '$$.constructor', ends: { value: undefined } },
  {
    name: 'constructor of a text',
    source: '"a".constructor.constructor("return process")()',
    ends: { value: undefined },
  },
  { name: 'constructor of a function', source: '$string.constructor("return process")()', ends: 'failure' },
  { name: 'constructor through $lookup', source: '$lookup($$, "constructor")', ends: { value: undefined } },
  { name: '__proto__ through $lookup', source: '$lookup($$, "__proto__")', ends: { value: undefined } },
  { name: '__proto__ by name', source: '$$.__proto__', ends: { value: undefined } },
  { name: '__proto__ in back-ticks', source: '$$.`__proto__`.polluted', ends: { value: undefined } },
  { name: 'inherited method by name', source: 'x.toString', ends: { value: undefined } },
  { name: 'method of an array by name', source: '[1,2].map', ends: { value: undefined } },
  { name: 'length of an array by name', source: '[1,2].length', ends: { value: undefined } },
  { name: 'lookup of a built-in', source: '$lookup($string, "implementation")', ends: { value: undefined } },
  {
    name: 'lookup of a built-in in a list',
    source: '$lookup([$string], "implementation")',
    ends: { value: undefined },
  },
  { name: 'call of hasOwnProperty', source: '$$.hasOwnProperty("x")', ends: 'failure' },
  {
    name: 'transform on __proto__',
    source: '$$ ~> |`__proto__`|{"polluted": true}|',
    ends: { value: letters },
    context: letters,
  },
  {
    name: 'transform writes __proto__',
    source: '{"a": 1} ~> |$|{"__proto__": {"polluted": true}}|',
    ends: { value: { a: 1 } },
  },
  {
    name: 'transform writes constructor',
    source: '{"a": 1} ~> |$|{"constructor": {"prototype": {"polluted": true}}}|',
    ends: 'failure',
  },
  {
    name: 'transform on constructor.prototype',
    source: '$$ ~> |constructor.prototype|{"polluted": true}|',
    ends: { value: letters },
    context: letters,
  },
  {
    name: 'published proof: transform of $lookup',
    source: '$ ~> |$lookup($, "__proto__")|{"polluted": "yes"}|',
    ends: { value: letters },
    context: letters,
  },
  { name: 'key __proto__ in a result', source: '{"__proto__": {"polluted": true}}', ends: 'failure' },
  { name: 'computed key __proto__', source: '{"__pro" & "to__": {"polluted": true}}', ends: 'failure' },
  { name: 'key constructor in a result', source: '{"constructor": 1}', ends: 'failure' },
  { name: 'key prototype deep in a result', source: '{"a": [{"prototype": 1}]}', ends: 'failure' },
  { name: '$merge of __proto__', source: '$merge([{"__proto__": {"polluted": true}}, {"a": 1}])', ends: 'failure' },
  {
    name: '$sift with __proto__',
    source: '$sift({"__proto__": {"polluted": true}}, function($v){true})',
    ends: 'failure',
  },
  { name: '$spread with __proto__', source: '$spread({"__proto__": {"polluted": true}})', ends: 'failure' },
  { name: 'grouping by __proto__', source: '[{"k": "__proto__", "v": 1}]{k: v}', ends: 'failure' },
  {
    name: 'own __proto__ in the data',
    source: '$merge([x.evil])',
    ends: 'failure',
    context: { x: { evil: JSON.parse('{"__proto__":{"polluted":true}}') } },
  },
  {
    name: 'own __proto__ in the data, copied',
    source: 'x.evil',
    ends: 'failure',
    context: { x: { evil: JSON.parse('{"__proto__":{"polluted":true}}') } },
  },
  {
    name: 'variable called __proto__',
    source: '($__proto__ := {"polluted": true}; $__proto__.polluted)',
    ends: { value: true },
  },
  {
    name: 'lambda parameter __proto__',
    source: 'function($__proto__){$__proto__.polluted}({"polluted": true})',
    ends: { value: true },
  },

  // The evaluator's own state: function definitions, frames, the base environment that holds the guards.
  { name: 'fields of a lambda', source: '($f := function($a){1}; $f.environment)', ends: { value: undefined } },
  { name: 'transform of a lambda', source: '($f := function(){1}; {"a":1} ~> |$f|{"body": 1}|)', ends: 'failure' },
  {
    name: 'transform strips the mark of a lambda',
    source: '($f := function(){1}; $g := {"a":1} ~> |$f|{}, ["_jsonata_lambda"]|; $f.environment.base)',
    ends: 'failure',
  },
  {
    name: 'transform of a list of lambdas',
    source: '($f := function(){1}; {"a":1} ~> |[$f, $f]|{"thunk": true}|)',
    ends: 'failure',
  },
  {
    name: 'transform of a built-in',
    source: '({"a":1} ~> |$sum|{"implementation": "gone"}|; $sum([1,2]))',
    ends: 'failure',
  },
  {
    name: 'transform takes a lambda as its update',
    source: '($f := function(){1}; ({"a":1} ~> |$|$f, ["_jsonata_lambda"]|).environment.base)',
    ends: 'failure',
  },
  {
    name: '$sift of a lambda through a partial application',
    source: '($s := $sift(?, function($v,$k){$k = "environment"}); $map([function(){1}], $s).environment.base)',
    ends: 'failure',
  },
  {
    name: '$each of a lambda through a partial application',
    source: '($s := $each(?, function($v){$v}); $map([function(){1}], $s))',
    ends: 'failure',
  },
  {
    name: '$merge of lambdas through a partial application',
    source: '($m := $merge(?); $map([[function(){1}]], $m))',
    ends: 'failure',
  },
  { name: '$spread of a built-in', source: '$spread([$sum]).implementation', ends: { value: undefined } },
  { name: 'wildcard over built-ins', source: '[$sum, $string].*', ends: { value: undefined } },
  { name: 'descendants of built-ins', source: '[$sum].**.implementation', ends: { value: undefined } },
  {
    name: 'guards replaced by a regular expression',
    source: '($f := function(){1}; {"a":1} ~> |$f.environment.base|{"guardrails": /x/}|; $g := function(){$g()}; $g())',
    ends: 'failure',
  },
  {
    name: '$clone replaced',
    source: '($clone := function($x){$x}; $$ ~> |x|{"hacked": true}|; x.hacked)',
    ends: { value: true },
    context: { x: { a: 1 } },
  },
  {
    name: 'data that poses as a lambda',
    source: '$map([1], x.bad)',
    ends: 'failure',
    context: posing('_jsonata_lambda', { body: { type: 'string', value: 1 } }),
  },
  {
    name: 'data that poses as a built-in',
    source: '(x.bad)(1)',
    ends: 'failure',
    context: posing('_jsonata_function'),
  },
  {
    name: 'data that poses as a stream of tuples',
    source: 'x.bad{"k": $sum([1])}',
    ends: 'failure',
    context: posing('tupleStream', { '@': 1, sum: 2 }),
  },
  { name: 'key that marks a lambda', source: '{"_jsonata_lambda": true}', ends: 'failure' },
  { name: 'a function as the result', source: '$string', ends: 'failure' },
  { name: 'a lambda inside the result', source: '{"f": function(){1}}', ends: 'failure' },
  { name: 'a matcher as the result', source: '/a/', ends: 'failure' },

  // Regular expressions.
  { name: 'nested quantifier', source: '$match(x.text, /^(a+)+$/)', ends: { value: undefined } },
  { name: 'nested quantifier, $contains', source: '$contains(x.text, /^(a|a)*$/)', ends: { value: false } },
  { name: 'nested quantifier, $replace', source: '$length($replace(x.text, /(a*)*b/, "c"))', ends: { value: 5_001 } },
  { name: 'nested quantifier, $split', source: '$count($split(x.text, /(a+)+b/))', ends: { value: 1 } },
  { name: 'a search that starts again at every character', source: '$count($match(x.big, /a.*b|a/))', ends: 'failure' },
  { name: 'many groups', source: '$match(x.big, /(a?){900}(a?){900}(a?){900}b/)', ends: 'failure' },
  { name: 'back-reference', source: '$match("aa", /(a)\\1/)', ends: 'failure' },
  { name: 'empty match for ever', source: '$match("abc", /x*/)', ends: 'failure' },
  {
    name: 'a picture of a date as a regular expression',
    source: '$toMillis(x.words, "[MNn][FNn][PNn][MNn][FNn][PNn][MNn][FNn][PNn]")',
    ends: 'failure',
  },
  {
    name: 'a picture of digits as a regular expression',
    source: '$toMillis("1111111111111111111111111111111111111111111!", "[Y]1[M]1[D]1[H]1[m]1[s]1[f]1[Y]1[M]")',
    ends: 'failure',
  },

  // Time and recursion.
  { name: 'endless recursion', source: '($f := function($x){1 + $f($x)}; $f(1))', ends: 'failure' },
  { name: 'endless tail recursion', source: '($f := function($x){$f($x + 1)}; $f(1))', ends: 'failure' },
  {
    name: 'mutual recursion',
    source: '($f := function($x){$g($x)}; $g := function($x){$f($x)}; $f(1))',
    ends: 'failure',
  },
  {
    name: 'the Y combinator',
    source:
      '($y := function($f){(function($x){$x($x)})(function($g){$f(function($a){($g($g))($a)})})}; $y(function($f){function($n){$f($n)}})(1))',
    ends: 'failure',
  },
  { name: 'a recursion that forks', source: '($f := function($n){$f($n + 1) + $f($n + 1)}; $f(0))', ends: 'failure' },
  { name: 'Fibonacci', source: '($f := function($n){$n < 2 ? $n : $f($n - 1) + $f($n - 2)}; $f(60))', ends: 'failure' },
  {
    name: '$map in $map in $map',
    source: '$map([1..1000], function($a){$map([1..1000], function($b){$map([1..1000], function($c){$a})})})',
    ends: 'failure',
  },
  {
    name: '$map of a built-in over large lists',
    source: '$map([1..1000], function($a){$count($map([1..100000], $string))})',
    ends: 'failure',
  },
  { name: '$reduce with $append', source: '$reduce([1..100000], $append)', ends: 'failure' },
  {
    name: '$reduce that doubles',
    source: '$reduce([1..100], function($a, $b){$append($a, $a)}, [1])',
    ends: 'failure',
  },
  {
    name: 'comparator that never ends',
    source: '$sort([3,2,1], function($a, $b){($f := function(){$f()}; $f())})',
    ends: 'failure',
  },
  {
    name: 'comparator that contradicts itself',
    source: '$count($sort([1..200], function($a, $b){true}))',
    ends: { value: 200 },
  },
  { name: 'order by, large', source: '[1..100000]^(>$)', ends: 'failure' },
  {
    name: '$filter that never ends',
    source: '$filter([1], function(){($f := function(){$f()}; $f())})',
    ends: 'failure',
  },
  { name: '$distinct, large', source: '$count($distinct([1..100000]))', ends: { value: 100_000 } },
  { name: '$spread, large', source: '$count($spread([1..4000].{"a": $, "b": $}))', ends: { value: 8_000 } },
  { name: '$spread of a large list', source: '$count($spread([1..50000]))', ends: { value: 50_000 } },
  { name: '$max of too many', source: '($a := [1..100000]; $max([$a]))', ends: { value: 100_000 } },
  {
    name: 'filters in filters, which closures take',
    source: 'x[$$.x[$$.x[$$.x[a = 0].a = 1].a = 1].a = 1]',
    ends: 'failure',
    context: { x: Array.from({ length: 1_000 }, (_, a) => ({ a })) },
  },
  {
    name: 'sums in filters, which closures take',
    source: 'x[$sum($$.x.a) + $sum($$.x.a) + $sum($$.x.a) = 1]',
    ends: 'failure',
    context: { x: Array.from({ length: 20_000 }, (_, a) => ({ a })) },
  },
  { name: 'filter by a range', source: '[1..100000][[1..100000]]', ends: 'failure' },
  { name: 'group by, one group', source: '[1..100000]{"a": $count($)}', ends: 'failure' },
  { name: '$eval', source: '$eval("1+1")', ends: 'failure', kinds: ['config'] },
  { name: '$eval by another name', source: '($e := $eval; $e("1+1"))', ends: 'failure', kinds: ['config'] },
  { name: '$eval of the data', source: 'x.text ~> $eval', ends: 'failure', kinds: ['config'] },

  // Size.
  { name: 'range', source: '[1..10000000]', ends: 'failure' },
  { name: 'range out of all bounds', source: '[1..1e15]', ends: 'failure' },
  { name: 'range times range', source: '[1..3000].([1..3000])', ends: 'failure' },
  {
    name: 'ranges kept by a recursion',
    source: '($f := function($n){($x := [1..100000]; $n > 0 ? $count($x) + $f($n - 1) : 0)}; $f(400))',
    ends: 'failure',
  },
  { name: 'ranges kept by $map', source: '$count($map([1..1000], function($n){[[1..100000]]}))', ends: 'failure' },
  { name: '$pad', source: '$pad("x", 5e8)', ends: 'failure' },
  { name: '$pad to the left', source: '$pad("x", -5e8)', ends: 'failure' },
  { name: '$pad through a partial application', source: '($p := $pad(?, 500000000); $p("x"))', ends: 'failure' },
  { name: '$pad in $map', source: '$map([1..1000], function($n){$pad("x", 1e7)})', ends: 'failure' },
  {
    name: 'text that doubles',
    source: '($f := function($s, $n){$n = 0 ? $s : $f($s & $s, $n - 1)}; $length($f("xxxxxxxx", 60)))',
    ends: 'failure',
  },
  { name: 'texts kept by $map', source: '$map([1..1000], function($n){$x := $$.x.big & $n})', ends: 'failure' },
  { name: '$join', source: '$join([1..100000].$string(), $pad("x", 10000))', ends: 'failure' },
  {
    name: '$join in rounds',
    source: '($s := $join([1..10000].("abcdefghij")); $t := $join([1..10000].($s)); $length($t))',
    ends: 'failure',
  },
  { name: '$replace', source: '$replace(x.big, "a", $pad("b", 10000))', ends: 'failure' },
  {
    name: '$replace by a regular expression',
    source: '$replace($substring(x.big, 0, 100000), /a/, $pad("b", 10000))',
    ends: 'failure',
  },
  { name: '$split into characters', source: '$count($split(x.big, ""))', ends: 'failure' },
  {
    name: 'object that doubles',
    source: '($f := function($o, $n){$n = 0 ? $o : $f({"a": $o, "b": $o}, $n - 1)}; $string($f(1, 40)))',
    ends: 'failure',
  },
  {
    name: 'object that doubles, compared',
    source: '($f := function($o, $n){$n = 0 ? $o : $f({"a": $o, "b": $o}, $n - 1)}; $f(1, 40) = $f(1, 40))',
    ends: 'failure',
  },
  {
    name: 'object that doubles, joined to a text',
    source: '($f := function($o, $n){$n = 0 ? $o : $f({"a": $o, "b": $o}, $n - 1)}; $f(1, 40) & "")',
    ends: 'failure',
  },
  {
    name: 'list that doubles, flattened',
    source: '($f := function($o, $n){$n = 0 ? $o : $f([[$o], [$o]], $n - 1)}; {"a": $f(1, 40)}.*)',
    ends: 'failure',
  },
  {
    name: 'list that doubles, as a condition',
    source: '($f := function($o, $n){$n = 0 ? $o : $f([[$o], [$o]], $n - 1)}; $f(0, 40) ? 1 : 2)',
    ends: 'failure',
  },
  { name: 'list that doubles along a path', source: `x.text${'.[[$],[$]]'.repeat(60)}`, ends: 'failure' },
  { name: 'object that doubles along a path', source: `x.text${'.{"a":$,"b":$}'.repeat(60)} & ""`, ends: 'failure' },
  {
    name: '$zip that doubles',
    source: '($f := function($o, $n){$n = 0 ? $o : $f($zip($o, $o), $n - 1)}; $string($f([1], 40)))',
    ends: 'failure',
  },
  { name: '$formatNumber with a long picture', source: '$formatNumber(1, $pad("0", 9999, "0"))', ends: 'failure' },
  { name: '$formatBase out of range', source: '$formatBase(1, 1e9)', ends: 'failure' },
  { name: 'a cycle by transform', source: '$string({"a": {}} ~> |a|{"self": $}|)', ends: 'failure' },
  { name: 'result that is too large', source: '{"a": x.big, "b": x.big}', ends: 'failure', kinds: ['tooLarge'] },
  { name: 'infinity', source: '1/0', ends: 'failure' },
  { name: 'not a number', source: '0 * (1/0)', ends: 'failure' },
  { name: 'not a number, quietly', source: '{"a": 0 % 0}', ends: 'failure' },

  // The parser.
  { name: 'brackets', source: `${'('.repeat(4_000)}1${')'.repeat(4_000)}`, ends: 'failure', kinds: ['config'] },
  { name: 'lists', source: `${'['.repeat(4_000)}${']'.repeat(4_000)}`, ends: 'failure', kinds: ['config'] },
  { name: 'signs', source: `${'-'.repeat(8_000)}x`, ends: 'failure', kinds: ['config'] },
  { name: 'a long sum', source: `1${'+1'.repeat(4_000)}`, ends: 'failure', kinds: ['config'] },
  { name: 'conditions in conditions', source: `${'x?'.repeat(3_000)}1`, ends: 'failure', kinds: ['config'] },
  {
    name: 'the default operator that copies what it guards',
    source: `${'('.repeat(40)}x${' ?: 1)'.repeat(40)}`,
    ends: 'failure',
    kinds: ['config'],
  },
  {
    name: 'the coalescing operator that copies',
    source: `${'('.repeat(40)}x${' ?? 1)'.repeat(40)}`,
    ends: 'failure',
    kinds: ['config'],
  },
  { name: 'too long', source: `"${text(9_000)}"`, ends: 'failure', kinds: ['config'] },
  { name: 'a comment that never ends', source: '1 /* ', ends: 'failure', kinds: ['config'] },
  {
    name: 'a signature that is no signature',
    source: 'function($a)<<<<(sa:o>{$a}',
    ends: 'failure',
    kinds: ['config'],
  },
];
