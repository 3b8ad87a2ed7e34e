"""Runs each program given and prints, as JSON, its syntax tree and what CPython prints for it."""
import ast, io, json, sys, traceback


def conv(n):
    if isinstance(n, list):
        return [conv(x) for x in n]
    if isinstance(n, ast.Constant):
        v = n.value
        k = type(v).__name__
        if isinstance(v, str):
            v = [ord(c) for c in v]
        elif isinstance(v, bytes):
            v = list(v)
        elif isinstance(v, complex):
            v = repr(v.imag)
        elif v is not None and v is not Ellipsis and not isinstance(v, bool):
            v = repr(v)
        else:
            v = repr(v)
        return {"_": "Constant", "kind": k, "v": v}
    if isinstance(n, ast.AST):
        d = {f: conv(getattr(n, f)) for f in n._fields if hasattr(n, f)}
        d["_"] = type(n).__name__
        if hasattr(n, "lineno"):
            d["line"] = n.lineno
        return d
    return n


sys.setrecursionlimit(1000)
res = []
for path in sys.argv[1:]:
    src = open(path, encoding="utf-8").read()
    tree = ast.parse(src)
    out = io.StringIO()
    old = sys.stdout, sys.argv
    sys.stdout, sys.argv = out, ["prog", "a1", "b2"]
    ns = {"__name__": "__main__"}
    sys.modules["__main__"].__dict__.update(ns)
    try:
        exec(compile(src, path, "exec"), ns)
    except SystemExit:
        pass
    except BaseException as e:
        out.write("".join(traceback.format_exception_only(type(e), e)))
    finally:
        sys.stdout, sys.argv = old
    res.append({"path": path, "ast": conv(tree), "out": out.getvalue().encode("utf-8", "surrogatepass").decode("latin-1")})
json.dump(res, sys.stdout)
