import re
def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
tests = [(r'a+b', 'xaab'), (r'(a)(b)?', 'ac'), (r'^(\w+)\s(\d+)$', 'foo 12'), (r'[a-c]+?', 'abc'), (r'(?P<n>x)(?P=n)', 'xx'), (r'a|b|cd', 'zcd'), (r'\bfoo\b', 'a foo b'), (r'(?i)HeLLo', 'hello'), (r'x{2,3}', 'xxxx'), (r'x{2}', 'x'), (r'a.c', 'a\nc'), (r'(?s)a.c', 'a\nc'), (r'(?m)^b$', 'a\nb\nc'), (r'(?=a)a', 'a'), (r'(?!a)b', 'b'), (r'(?<=a)b', 'ab'), (r'(?<!a)b', 'ab'), (r'[^abc]', 'abcd'), (r'\d+\.\d*', '3.14'), (r'(a*)*', 'aa'), (r'(a|ab)(c|bcd)(d*)', 'abcd'), (r'\\', 'a\\'), (r'é+', 'éé'), (r'[\w-]+', 'a-b c'), (r'(?:ab)+', 'abab'), (r'(a)|(b)', 'b'), (r'x*', ''), (r'(?x) a b # c', 'ab'), (r'a{,2}', 'aaa'), (r'[]a]', ']'), (r'\x41\u0042', 'AB'), (r'(a+)+$', 'aaaaaaaaaaaaaab'), (r'(?>a+)b', 'aab'), (r'a++b', 'aab'), (r'(a)?(?(1)b|c)', 'ab'), (r'\Aab\Z', 'ab'), (r'$', 'a\n'), (r'[[]', '['), (r'a{x', 'a{x'), (r'\s*,\s*', 'a , b')]
for p, s in tests:
    for f in [re.match, re.search, re.fullmatch]:
        m = f(p, s)
        print(p, repr(s), f.__name__, m and (m.span(), m.group(), m.groups(), m.groupdict(), m.lastindex))
    print(re.findall(p, s), re.split(p, s), re.sub(p, '<\\g<0>>', s))
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'a b, c d'), re.sub('a', lambda m: m.group().upper(), 'banana', count=2), re.subn('a', 'x', 'banana'), re.sub(r'in [0-9.]+s', 'in Xs', 'Ran 3 in 0.01s'), re.split(r'(,)', 'a,b,c'), re.split(',', 'a,b,c', 1), re.split('x*', 'axbc'), re.sub('x*', '-', 'abxd'), re.findall(r'(\w)(\d)', 'a1 b2'), re.findall('', 'ab'), [m.span() for m in re.finditer(r'\w', 'ab')], re.escape('a.b*c'), re.sub(b'a', b'b', b'banana'), re.sub('(?P<x>a)', r'[\g<x>\g<1>]', 'ba'))
p = re.compile(r'(\d+)-(?P<w>\w+)', re.I); m = p.match('12-ab'); print(p, p.pattern, p.flags, p.groups, p.groupindex, m, m[0], m['w'], m.start(1), m.end('w'), m.span(), m.string, m.re is p, m.expand(r'\2:\1'), m.group(1, 2), m.lastgroup, p.search('xx 1-a', 3), p.match('x1-a', 1), p.sub('Q', '1-a 2-b'), p.findall('1-a 2-b'), p.split('x1-ay'), p.fullmatch('1-a!'))
for bad in ['(', ')', '[', '*', 'a**', '(?P<1>x)', '(?P<a>x)(?P<a>y)', '\\', '(?z)', '[b-a]', '\\1', '(?P=x)', 'a{2,1}', '\\q', '(?<x)', '+a', '(?P<a', '[a', 'x{1}{2}', '(?']: show(re.compile, bad)
show(re.match, 'a', 5); show(re.match, b'a', 'a'); show(re.sub, 'a', r'\9', 'a'); show(lambda: re.match('a', 'a').group(5)); show(lambda: re.match('a', 'a').group('x')); show(re.sub, 'a', r'\q', 'a'); show(re.compile, 5); print(re.match('a', 'b'), bool(re.match('', '')), re.I | re.M == 10)
