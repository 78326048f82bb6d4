"""The second road, continued: terms, readings, profiles, segments, experiments with everything around them.

Run it in the root of the checkout; it writes spec/vectors/language.json (and, by way of vectors.py, the other two). Nothing
of the engine is used or asked: hashes are hashlib's, numbers are Python's.
"""
import hashlib, json, math, random, re
from vectors import murmur3, utf8, bucket, comp, millis, semver, vcmp, points, tname, fold, NOW

WHOLE = 100000
MISSING = object()

# --- values as JavaScript reads them -------------------------------------------------------------------------------
def number_text(x):
    x = float(x)
    if math.isnan(x): return 'NaN'
    if math.isinf(x): return 'Infinity' if x > 0 else '-Infinity'
    if x == 0: return '0'
    sign = '-' if x < 0 else ''
    mantissa, _, exponent = repr(abs(x)).partition('e')
    whole, _, part = mantissa.partition('.')
    if part == '0': part = ''
    digits = (whole + part).lstrip('0')
    point = len(whole) + int(exponent or 0) if whole != '0' else int(exponent or 0) - (len(part) - len(part.lstrip('0')))
    digits = digits.rstrip('0') or '0'
    n = len(digits)
    if n <= point <= 21: return sign + digits + '0' * (point - n)
    if 0 < point <= 21: return sign + digits[:point] + '.' + digits[point:]
    if -6 < point <= 0: return sign + '0.' + '0' * -point + digits
    e = point - 1
    tail = ('e+' if e >= 0 else 'e-') + str(abs(e))
    return sign + digits[0] + ('.' + digits[1:] if n > 1 else '') + tail

def text(v):
    if v is None: return 'null'
    if v is True: return 'true'
    if v is False: return 'false'
    if isinstance(v, str): return v
    if isinstance(v, list): return ','.join('' if e is None else text(e) for e in v)
    if isinstance(v, dict): return '[object Object]'
    return number_text(v)

SPACE = ' \t\n\r\v\f\u00a0\ufeff\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'
def number(v):
    if v is None: return 0.0
    if isinstance(v, bool): return 1.0 if v else 0.0
    if isinstance(v, (int, float)): return float(v)
    if isinstance(v, dict): return math.nan
    if isinstance(v, list): return number(text(v))
    t = v.strip(SPACE)
    if t == '': return 0.0
    for prefix, base in (('0x', 16), ('0o', 8), ('0b', 2)):
        if t.lower().startswith(prefix):
            return float(int(t[2:], base)) if re.fullmatch('[0-9a-fA-F]+', t[2:]) and all(int(c, 16) < base for c in t[2:]) else math.nan
    if re.fullmatch(r'[+-]?Infinity', t): return -math.inf if t[0] == '-' else math.inf
    return float(t) if re.fullmatch(r'[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?', t) else math.nan

def truth(v):
    if v is None: return False
    if isinstance(v, bool): return v
    if isinstance(v, str): return v != ''
    if isinstance(v, (int, float)): return v != 0 and not math.isnan(v)
    return True

def json_text(v):
    if isinstance(v, bool) or v is None: return {None: 'null', True: 'true', False: 'false'}[v]
    if isinstance(v, (int, float)): return number_text(v)
    if isinstance(v, str): return json.dumps(v, ensure_ascii=False)
    if isinstance(v, list): return '[' + ','.join(map(json_text, v)) + ']'
    return '{' + ','.join(json.dumps(k, ensure_ascii=False) + ':' + json_text(x) for k, x in v.items()) + '}'

def version_text(t):
    parts = re.split(r'[-.]', re.sub(r'(^v|\+.*$)', '', t if t else '0'))
    if len(parts) == 3: parts.append('~')
    return '-'.join(p.rjust(5) if re.fullmatch('[0-9]+', p) else p for p in parts)

def reading(v, how):
    if how == 'value': return v
    if how == 'text': return text(v)
    if how == 'number': return number(v)
    if how == 'truth': return truth(v)
    if how == 'json': return json_text(v)
    if how == 'type': return 'null' if v is None else tname(v)
    if how == 'version': return version_text(text(v))
    if how == 'size': return len(v) if isinstance(v, list) else points(v) if isinstance(v, str) else MISSING

# --- the language --------------------------------------------------------------------------------------------------
class Broken(Exception): pass

class Asked:
    def __init__(self, doc, context, now):
        self.doc, self.context, self.now, self.element, self.way = doc, context, now, MISSING, []

def attribute(t, q):
    name = t['attribute']
    path = [p.replace('~1', '/').replace('~0', '~') for p in name[1:].split('/')] if name.startswith('/') else [name]
    root = path[0]
    if root == '$now': v = q.now
    elif root == '$unit': v = q.context.get('unit') if q.context.get('unit') is not None else MISSING
    elif root == '$element': v = q.element
    else:
        source = q.context.get('attributes', {}) if q.element is MISSING else q.element
        v = source.get(root, MISSING) if isinstance(source, dict) else MISSING
    for p in path[1:]:
        v = v.get(p, MISSING) if isinstance(v, dict) else MISSING
    if v is MISSING or v is None:
        return reading(None, t.get('as', 'value')) if t.get('orNull') else MISSING
    return reading(v, t.get('as', 'value'))

def whole(x): return x if isinstance(x, (int, float)) and not isinstance(x, bool) else 0

def term(t, q):
    if not isinstance(t, dict): return t
    if 'attribute' in t: return attribute(t, q)
    if 'join' in t: return ''.join('' if (v := term(p, q)) is MISSING else text(v) for p in t['join'])
    if 'if' in t: return term(t['then'] if holds(t['if'], q) else t['else'], q)
    if 'holds' in t: return holds(t['holds'], q)
    if 'json' in t: return t['json']
    if 'draw' in t:
        ends, total = [], 0
        for lot in t['draw']:
            w = term(lot['weight'], q)
            total += max(0, math.floor(whole(w))) if w is not MISSING else 0
            ends.append(total)
        if total == 0 or total > 2**31 - 1: return MISSING
        b = lot_of(dict(t['by'], buckets=total), q)
        if b is None: return MISSING
        return term(next(l['value'] for l, e in zip(t['draw'], ends) if b < e), q)
    op, parts = next((k, t[k]) for k in ('sum', 'difference', 'product', 'quotient', 'modulo', 'least', 'greatest') if k in t)
    values = [term(p, q) for p in parts]
    if any(v is MISSING for v in values): return MISSING
    numbers = list(map(number, values))
    r = numbers[0]
    for n in numbers[1:]:
        if op == 'sum': r = r + n
        elif op == 'difference': r = r - n
        elif op == 'product': r = r * n
        elif op == 'quotient': r = r / n if n != 0 and not math.isnan(r) else (math.nan if r == 0 or math.isnan(r) else math.copysign(math.inf, r) * math.copysign(1, n))
        elif op == 'modulo': r = math.nan if n == 0 or math.isnan(n) or math.isnan(r) or math.isinf(r) else math.fmod(r, n)
        else: r = math.nan if math.isnan(r) or math.isnan(n) else (min(r, n) if op == 'least' else max(r, n))
    return r

def fnv(data):
    h = 0x811c9dc5
    for b in data: h = (h ^ b) * 0x01000193 & 0xffffffff
    return h

def bits_of(kind, seed, data, bits):
    if kind == 'murmur3': return murmur3(data, seed) >> (32 - bits)
    if kind == 'fnv1a32': return fnv(data) >> (32 - bits)
    digest = getattr(hashlib, kind)(data).digest()
    return int.from_bytes(digest[:8], 'big') >> (64 - bits)

def unit_text(by, q):
    unit = by.get('unit')
    if unit is None: v = q.context.get('unit')
    else:
        v = term({'attribute': unit} if isinstance(unit, str) else unit, q)
        if v is MISSING or isinstance(v, (list, dict)): v = None
    return text(v) if v is not None and text(v) != '' else None

def bucket_of(by, q):
    u = unit_text(by, q)
    if u is None: return None
    n = by.get('buckets', WHOLE)
    if 'salt' in by: return murmur3(utf8(by['salt']) + b'\x1f' + utf8(u), by.get('seed', 0)) * n >> 32
    kind, seed, bits = by.get('hash', 'murmur3'), by.get('seed', 0) & 0xffffffff, by.get('bits', 32)
    h = bits_of(kind, seed, utf8(by.get('before', '')) + utf8(u) + utf8(by.get('after', '')), bits)
    if by.get('twice'): h = bits_of(kind, seed, str(h).encode(), bits)
    return h % n if by.get('modulo') else h * n >> bits

def lot_of(by, q):
    b = bucket_of(by, q)
    return 0 if b is None and by.get('absentFirst') else b

def loose(op, a, b):
    texty = lambda v: isinstance(v, (str, list, dict))
    if op in ('lessThan', 'lessOrEqual', 'greaterThan', 'greaterOrEqual'):
        x, y = (text(a).encode('utf-16-be', 'surrogatepass'), text(b).encode('utf-16-be', 'surrogatepass')) if texty(a) and texty(b) else (number(a), number(b))
        return {'lessThan': x < y, 'lessOrEqual': x <= y, 'greaterThan': x > y, 'greaterOrEqual': x >= y}[op]
    if op in ('startsWith', 'endsWith', 'contains'): return isinstance(a, str) and isinstance(b, str) and comp(op, a, b)
    if a is None or b is None: return a is None and b is None
    if texty(a) and texty(b): return (isinstance(a, str) or isinstance(b, str)) and text(a) == text(b)
    return number(a) == number(b)

def strict(op, a, b, ignore):
    if a is None or b is None: return op in ('equals', 'in') and a is None and b is None
    if isinstance(a, (list, dict)) or isinstance(b, (list, dict)): return False
    if isinstance(a, float) and math.isnan(a) or isinstance(b, float) and math.isnan(b): return False
    return comp(op, fold(a) if ignore else a, fold(b) if ignore else b)

def passes(c, v, q):
    op = c['operator']
    if op == 'exists': return True
    if op in ('before', 'after'):
        t = v if isinstance(v, (int, float)) and not isinstance(v, bool) else millis(v) if isinstance(v, str) else None
        return t is not None and (t < millis(c['values'][0])) == (op == 'before')
    if op.startswith('version'):
        strict_form = c.get('form') == 'strict'
        a = semver(v)
        if a is None or strict_form and not re.match(r'[0-9]+\.[0-9]+\.[0-9]+', v): return False
        return {'versionLess': vcmp(a, semver(c['values'][0])) < 0, 'versionEquals': vcmp(a, semver(c['values'][0])) == 0}[op]
    for w in c['values']:
        x = term(w, q)
        if x is not MISSING and (loose(op, v, x) if c.get('loose') else strict(op, v, x, c.get('ignoreCase'))): return True
    return False

def over(values, elements, test):
    results = map(test, values)
    return any(results) if elements == 'any' else all(results) if elements == 'all' else not any(results)

def share_at(steps, now):
    at = [(millis(s['at']), s['share']) for s in steps]
    if now < at[0][0]: return at[0][1]
    for (t0, s0), (t1, s1) in zip(at, at[1:]):
        if now < t1: return s0 + (s1 - s0) * (now - t0) // (t1 - t0)
    return at[-1][1]

def holds(c, q):
    if 'all' in c: return all(holds(p, q) for p in c['all'])
    if 'any' in c: return any(holds(p, q) for p in c['any'])
    if 'not' in c: return not holds(c['not'], q)
    if 'each' in c:
        values = term(c['each'], q)
        if not isinstance(values, list): return False
        outer = q.element
        def inside(e):
            q.element = e
            try: return holds(c['holds'], q)
            finally: q.element = outer
        return over(values, c.get('elements', 'any'), inside)
    if 'flag' in c:
        outer, q.element = q.element, MISSING
        d = decide(q.doc['byKey'][c['flag']], q)
        q.element = outer
        return d[0] in c['variants'] and not (c.get('whileOn') and d[1] in ('OFF', 'KILLED'))
    if 'segment' in c:
        when = q.doc['segments'].get(c['segment'])
        if when is None: return c['segment'] in q.context.get('segments', [])
        outer, q.element = q.element, MISSING
        result = holds(when, q)
        q.element = outer
        return result
    if 'buckets' in c:
        b = lot_of(c['by'], q)
        return b is not None and any(f <= b < t for f, t in c['buckets'])
    if 'ramp' in c:
        b = lot_of(c['by'], q)
        return b is not None and b < share_at(c['ramp'], q.now)
    if 'broken' in c: raise Broken(c['broken'])
    v = attribute(c, q) if 'attribute' in c else term(c['value'], q)
    if v is MISSING: return False
    e = c.get('elements', 'any')
    if not isinstance(v, list) or e == 'whole': return passes(c, v, q) != (e == 'none')
    if c['operator'] == 'exists': return True
    return over(v, e, lambda x: passes(c, x, q))

def enrol(f, key, q):
    e = q.doc['experiments'][key]
    keys = [v['key'] for v in f['variants']]
    forced = q.context.get('forced', {}).get(key)
    if forced in keys: return (forced, 'FORCED', None, key)
    if e['status'] != 'running' or 'start' in e and q.now < millis(e['start']) or 'stop' in e and q.now >= millis(e['stop']): return None
    unit = None if e.get('unit', 'visitor') == 'visitor' else '/' + e['unit'] + '/key'
    by = e.get('by') or dict({'salt': key}, **({'unit': unit} if unit else {}))
    b = bucket_of(by, q)
    if b is None and not by.get('absentFirst'): return None
    kept = None
    if 'sticky' in e:
        versions = {a.get('version', 0): a['variant'] for a in q.context.get('assigned', {}).get(key, [])}
        if any(v < e['sticky'].get('minVersion', 0) for v in versions): return None
        kept = versions.get(e['sticky'].get('version', 0))
    if kept in keys: variant, reason = kept, 'STICKY'
    else:
        for h in e.get('holdouts', []):
            holdout = q.doc['holdouts'][h]
            hb = bucket_of({'salt': 'holdout:' + h, 'seed': 1}, q)
            if hb is not None and hb < holdout['share']: return None
        if 'layer' in e:
            lb = bucket_of({'salt': 'layer:' + e['layer']['key'], 'seed': 1}, q)
            if lb is None or not any(f_ <= lb < t for f_, t in e['layer']['slots']): return None
        if 'audience' in e and not holds(e['audience'], q): return None
        if e['allocation'] < WHOLE:
            u = unit_text(by, q)
            before = (by['salt'] + '\x1f') if 'salt' in by else by.get('before', '')
            if u is None or (murmur3(utf8(before) + utf8(u) + utf8(by.get('after', '')), 1) * WHOLE >> 32) >= e['allocation']: return None
        at, variant = 0, MISSING
        if 'arms' in e:
            for arm in e['arms']:
                if arm['from'] <= (b or 0) < arm['to']: variant = arm.get('variant')
        else:
            for s in e['variants']:
                if at <= (b or 0) < at + s['weight']: variant = s['variant']
                at += s['weight']
        if variant is MISSING or variant is None: return None
        reason = 'EXPERIMENT'
    if q.context.get('testing'): return None
    return (variant, reason, b, key)

def serve(f, s, q, rule):
    base = 'RULE' if rule else 'DEFAULT'
    if 'experiment' in s: return enrol(f, s['experiment'], q)
    if 'nothing' in s: return ('-', base, None, None)
    if 'named' in s:
        v = term(s['named'], q)
        if v is MISSING or v is None: return None
        if not isinstance(v, (str, bool)) or text(v) not in [x['key'] for x in f['variants']]: raise Broken('UNKNOWN_VARIANT')
        return (text(v), base, None, None)
    if 'split' in s:
        by = s.get('by', {'salt': f['key']})
        b = bucket_of(by, q)
        if b is None and not by.get('absentFirst'): return None
        at = 0
        for share in s['split']:
            at += share['weight']
            if (b or 0) < at: return (share['variant'], 'SPLIT', b, None)
    return (s['variant'], base, None, None)

def decide(f, q):
    off = f.get('off', '-')
    if not f['on']: return (off, 'OFF', None, None, None)
    for r in f['rules']:
        when = r.get('when')
        s = r['serve']
        if when is not None and not holds(when, q): continue
        if 'ramp' in s:
            if not holds({'ramp': s['ramp'], 'by': s.get('by', {'salt': f['key'], 'seed': 1})}, q): continue
            s = {'variant': s['variant']}
        d = serve(f, s, q, r['id'])
        if d: return (d[0], d[1], r['id'], d[3], d[2])
    d = serve(f, f['default'], q, None)
    return (d[0], d[1], None, d[3], d[2]) if d else (off, 'DEFAULT', None, None, None)

def line(f, context, doc, now):
    q = Asked(doc, context, now)
    rule = None
    try: v, reason, rule, experiment, b = decide(f, q)
    except Broken as e: return None if len(f['rules']) > 1 else f"- ERROR rule={f['rules'][0]['id']} experiment=- bucket=- error={e}"
    return f"{v} {reason} rule={rule or '-'} experiment={experiment or '-'} bucket={'-' if b is None else b}"

# --- what is asked -------------------------------------------------------------------------------------------------
def V(*keys): return [{"key": k, "value": k} for k in keys]
def flag(key, variants, rules, default, **more):
    return dict({"key": key, "type": "string", "on": True, "variants": V(*variants), "off": variants[-1], "rules": rules, "default": default}, **more)
def rule(id_, when, serve_): return dict({"id": id_}, **({"when": when} if when else {}), serve=serve_)
def one(when): return [rule("r", when, {"variant": "yes"})]
def yesno(key, when): return flag(key, ["yes", "no"], one(when), {"variant": "no"})
def A(name, op, *values, **more): return dict({"attribute": name, "operator": op}, **({"values": list(values)} if values else {}), **more)

flags = []
for how in ('text', 'number', 'truth', 'json', 'size', 'type', 'version'):
    for i, w in enumerate({'text': ['1', 'true', 'a', '1,2', '[object Object]', '', 'null', '0.1', '1e+21', '1e-7'], 'number': [0, 1, 17, 0.1, 1e21, -0.0],
                           'truth': [True, False], 'json': ['[1,2]', '"a"', '{"b":1,"a":null}', 'null', '1', '[]'], 'size': [0, 1, 2],
                           'type': ['string', 'number', 'boolean', 'list', 'object', 'null'], 'version': ['    1-    2-    3-~', '    1', 'a']}[how]):
        flags.append(yesno(f"as-{how}-{i}", A("x", "equals", w, **{"as": how}, orNull=i % 2 == 0 or w in ('null', 'null'))))
for op in ('equals', 'lessThan', 'lessOrEqual', 'greaterThan', 'greaterOrEqual'):
    for i, w in enumerate([1, '1', True, None, '', 'a', 0.5, '10']):
        flags.append(yesno(f"loose-{op}-{i}", A("x", op, w, loose=True, orNull=True, elements='whole')))
flags += [
    yesno("list-whole", A("x", "equals", 1, elements="whole")),
    yesno("list-none", A("x", "equals", 1, elements="none")),
    yesno("many-values", A("x", "in", *[f"v{i}" for i in range(20)], "a")),
    yesno("two-attributes", {"attribute": "x", "operator": "equals", "values": [{"attribute": "y"}]}),
    yesno("two-attributes-ordered", {"attribute": "x", "operator": "lessThan", "values": [{"attribute": "y"}], "loose": True}),
    yesno("joined", {"value": {"join": [{"attribute": "x"}, "-", {"attribute": "y"}]}, "operator": "in", "values": ["1-2", "a-b", "-a", "true-false", "1-"]}),
    yesno("remainder", {"value": {"modulo": [{"attribute": "x"}, 3]}, "operator": "equals", "values": [1]}),
    yesno("arithmetic", {"value": {"quotient": [{"sum": [{"attribute": "x"}, {"attribute": "y"}, 1]}, {"difference": [{"attribute": "x"}, {"attribute": "y"}]}]}, "operator": "greaterThan", "values": [2]}),
    yesno("extremes", {"value": {"least": [{"greatest": [{"attribute": "x"}, 0]}, {"product": [{"attribute": "y"}, 2]}]}, "operator": "equals", "values": [4]}),
    yesno("choice", {"value": {"if": A("x", "exists"), "then": {"attribute": "y", "as": "text", "orNull": True}, "else": "gone"}, "operator": "in", "values": ["2", "b", "gone", "null"]}),
    yesno("each-any", {"each": {"attribute": "x"}, "holds": A("$element", "greaterThan", 1)}),
    yesno("each-all", {"each": {"attribute": "list"}, "elements": "all", "holds": {"all": [A("n", "greaterOrEqual", 1), {"not": A("x", "exists")}]}}),
    yesno("each-none", {"each": {"attribute": "list"}, "elements": "none", "holds": A("/deep/n", "equals", 5)}),
    yesno("in-segment", {"segment": "germans"}),
    yesno("in-nested-segment", {"segment": "german-testers"}),
    yesno("in-listed-segment", {"segment": "imported"}),
    yesno("not-in-segment", {"not": {"segment": "german-testers"}}),
    yesno("strict-version", A("x", "versionLess", "2.0.0", form="strict")),
    yesno("needs-on", {"flag": "switched-off", "variants": ["no"], "whileOn": True}),
    yesno("needs-any", {"flag": "switched-off", "variants": ["no"]}),
    yesno("needs-segment-flag", {"flag": "in-nested-segment", "variants": ["yes"]}),
    yesno("broken", {"all": [A("x", "exists"), {"broken": "MALFORMED"}]}),
    yesno("holds-term", {"value": {"holds": {"segment": "germans"}}, "operator": "equals", "values": [True]}),
    yesno("account-attribute", A("/account/plan", "in", "pro", "team")),
    flag("switched-off", ["yes", "no"], [], {"variant": "yes"}, on=False),
    flag("leaves-it", ["yes"], [rule("r", A("x", "exists"), {"variant": "yes"})], {"nothing": True}),
    {"key": "no-off", "type": "string", "on": False, "variants": V("yes"), "rules": [], "default": {"variant": "yes"}},
    flag("named", ["a", "b", "true", "false"], [rule("r", None, {"named": {"attribute": "x"}})], {"variant": "b"}),
    flag("drawn", ["a", "b", "c"], [rule("r", None, {"named": {"draw": [{"value": "a", "weight": {"attribute": "x"}}, {"value": "b", "weight": 3}, {"value": {"attribute": "y"}, "weight": -1}], "by": {"hash": "murmur3", "before": "drawn", "unit": "$unit"}}})], {"variant": "c"}),
]
PROFILES = {
    "sha1-60": {"hash": "sha1", "before": "key.salt.", "bits": 60},
    "sha1-28-mod": {"hash": "sha1", "before": "flag", "bits": 28, "buckets": 100, "modulo": True},
    "md5-32-mod": {"hash": "md5", "before": "salt-", "bits": 32, "buckets": 10000, "modulo": True},
    "md5-60": {"hash": "md5", "bits": 60, "after": "!"},
    "sha256-60-mod": {"hash": "sha256", "before": "a.b.", "bits": 60, "buckets": 10000, "modulo": True},
    "fnv-mod": {"hash": "fnv1a32", "after": "seed", "buckets": 1000, "modulo": True},
    "fnv-twice": {"hash": "fnv1a32", "before": "seed", "twice": True, "buckets": 10000, "modulo": True},
    "murmur-seed": {"hash": "murmur3", "seed": 86028157, "before": "group:", "buckets": 1000, "modulo": True},
    "murmur-scaled": {"hash": "murmur3", "before": "", "buckets": 2147483647},
    "account": {"hash": "sha1", "unit": "/account/key", "bits": 60},
    "absent-first": {"hash": "murmur3", "unit": "/account/key", "absentFirst": True},
    "number-unit": {"hash": "murmur3", "unit": "x"},
    "computed-unit": {"hash": "murmur3", "unit": {"join": ["u", {"attribute": "$unit"}, {"attribute": "y"}]}},
}
for name, by in PROFILES.items():
    n = by.get("buckets", WHOLE)
    flags.append(flag("split-" + name, ["a", "b", "c"], [], {"split": [{"variant": "a", "weight": n // 2}, {"variant": "b", "weight": n // 3}, {"variant": "c", "weight": n - n // 2 - n // 3}], "by": by}))
    flags.append(yesno("share-" + name, {"buckets": [[0, n // 10], [n // 4, n // 2]], "by": by}))
STEPS = [{"at": "2026-11-20T17:00:00Z", "share": 0}, {"at": "2026-11-22T17:00:00Z", "share": 40000}, {"at": "2026-11-23T17:00:00Z", "share": 100000}]
flags += [
    yesno("ramp-condition", {"ramp": STEPS, "by": {"salt": "ramp", "seed": 1}}),
    flag("ramp-served", ["yes", "no"], [rule("r", None, {"variant": "yes", "ramp": STEPS})], {"variant": "no"}),
    flag("trial", ["a", "b", "c"], [rule("main", None, {"experiment": "main"}), rule("second", None, {"experiment": "second"})], {"variant": "c"}),
    flag("trial-ranges", ["a", "b"], [rule("r", None, {"experiment": "ranges"})], {"variant": "b"}),
    flag("trial-later", ["a", "b"], [rule("r", None, {"experiment": "later"})], {"variant": "b"}),
    flag("trial-ended", ["a", "b"], [rule("r", None, {"experiment": "ended"})], {"variant": "b"}),
    flag("trial-draft", ["a", "b"], [rule("r", None, {"experiment": "draft"})], {"variant": "b"}),
    flag("trial-account", ["a", "b"], [rule("r", None, {"experiment": "account"})], {"variant": "b"}),
    flag("trial-sha", ["a", "b"], [rule("r", None, {"experiment": "sha"})], {"variant": "b"}),
]
def experiment(key, flag_, shares, **more):
    return dict({"key": key, "flag": flag_, "unit": "visitor", "control": shares[0][0], "variants": [{"variant": v, "weight": w} for v, w in shares], "allocation": WHOLE, "metrics": [], "status": "running"}, **more)
def ranged(e, arms, **more):
    e = dict(e, arms=arms, **more)
    del e['variants']
    return e
HALF = [("a", 50000), ("b", 50000)]
experiments = [
    experiment("main", "trial", [("a", 30000), ("b", 70000)], allocation=60000, layer={"key": "page", "slots": [[0, 50000]]}, holdouts=["quiet"], audience={"not": {"segment": "testers"}}, sticky={"version": 2, "minVersion": 1}),
    experiment("second", "trial", HALF, layer={"key": "page", "slots": [[50000, 70000], [90000, 100000]]}, holdouts=["quiet", "tiny"]),
    ranged(experiment("ranges", "trial-ranges", HALF), [{"variant": "a", "from": 0, "to": 10000}, {"variant": "b", "from": 10000, "to": 20000}, {"from": 20000, "to": 30000}, {"variant": "a", "from": 50000, "to": 55000}]),
    experiment("later", "trial-later", HALF, start="2026-11-22T17:00:01Z"),
    experiment("ended", "trial-ended", HALF, start="2026-11-01T00:00:00Z", stop="2026-11-22T17:00:00Z"),
    experiment("draft", "trial-draft", HALF, status="draft"),
    experiment("account", "trial-account", HALF, unit="account"),
    ranged(experiment("sha", "trial-sha", HALF, allocation=40000), [{"variant": "a", "from": 0, "to": 5000}, {"variant": "b", "from": 5000, "to": 10000}], by={"hash": "sha256", "before": "sha|", "bits": 48, "buckets": 10000}),
]
segments = [{"key": "germans", "when": A("country", "in", "DE", "AT")}, {"key": "testers", "when": {"any": [A("email", "endsWith", "@example.org"), {"segment": "imported"}]}},
            {"key": "german-testers", "when": {"all": [{"segment": "germans"}, {"segment": "testers"}]}}, {"key": "imported"}]
layers = [{"key": "page"}]
holdouts = [{"key": "quiet", "share": 20000}, {"key": "tiny", "share": 5000}]
doc = {"byKey": {f['key']: f for f in flags}, "experiments": {e['key']: e for e in experiments}, "segments": {s['key']: s.get('when') for s in segments}, "holdouts": {h['key']: h for h in holdouts}}

random.seed(20261122)
XS = [MISSING, None, True, False, 0, -0.0, 1, 2, 17, 0.1, 0.5, 1e21, 1e-7, -3, 4, '', '1', ' 1 ', '17', '0x11', '1e0', 'a', 'b', 'true', '1.2.3', 'v1.2', '2.0.0-rc.1', 'null', 'a,b', '0.1', 'Infinity', '😀', 'é', 'v7', [], [1], [1, 2], ['a'], [None], [[1], {}], [2, 3], {}, {"b": 1, "a": None}, {"a": 1}]
YS = [MISSING, 1, 2, 'a', 'b', '2', None, True, 0]
LISTS = [MISSING, [], [{"n": 1}], [{"n": 1}, {"n": 0}], [{"n": 2, "x": 1}], [{"deep": {"n": 5}}, {"n": 3}], ["n"], {"n": 1}]
UNITS = [None, '', 'ada', 'grace', 'zoë', '😀', '\ud83d'] + [f"u{i}" for i in range(40)]
contexts = []
for i in range(160):
    at = {}
    for key, seq, step in (("x", XS, 1), ("y", YS, 3), ("list", LISTS, 5)):
        v = seq[(i * step + i // len(seq)) % len(seq)]
        if v is not MISSING: at[key] = v
    if i % 3: at["country"] = ["DE", "FR", "AT"][i % 3]
    if i % 4 == 1: at["email"] = ["a@example.org", "b@example.net"][i // 4 % 2]
    if i % 2: at["account"] = [{"key": f"acct-{i % 11}", "plan": ["pro", "free", "team"][i % 3]}, {"plan": "pro"}, {"key": 42}, "none"][i // 2 % 4]
    context = {"unit": UNITS[i % len(UNITS)], "attributes": at}
    if i % 7 == 3: context["segments"] = ["imported"]
    if i % 11 == 5: context["testing"] = True
    if i % 13 == 6: context["forced"] = {"main": ["a", "b", "zzz"][i % 3], "draft": "b"}
    if i % 5 == 2: context["assigned"] = {"main": [{"version": [0, 1, 2, 3][i // 5 % 4], "variant": ["a", "b", "c", "zzz"][i // 7 % 4]}]}
    contexts.append(context)

cases = [[f['key'], i, l] for f in flags for i, c in enumerate(contexts) if (l := line(f, c, doc, NOW)) is not None]
json.dump({"description": "Decisions about every flag for every context, of the whole language: [flag, position of the context, 'variant reason rule experiment bucket'].",
           "definitions": {"environment": "language", "revision": 1, "flags": flags, "experiments": experiments, "segments": segments, "layers": layers, "holdouts": holdouts},
           "kills": [], "now": NOW, "contexts": contexts, "cases": cases}, open('spec/vectors/language.json', 'w'), indent=0)
from collections import Counter
print(len(cases), Counter(c[2].split()[1] for c in cases))
one_sided = [f['key'] for f in flags if len({c[2].split()[0] for c in cases if c[0] == f['key']}) == 1]
print("always the same answer:", one_sided)
