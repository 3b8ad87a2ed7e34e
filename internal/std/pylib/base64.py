"""Bytes as text: base 16, 32 and 64."""

import binascii

__all__ = [
    "encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode", "b16encode", "b16decode",
    "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode",
]

_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if not isinstance(s, (bytes, bytearray)):
        try:
            s = memoryview(s).tobytes()
        except TypeError:
            raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % type(s).__name__) from None
    return s


def b64encode(s, altchars=None):
    """Encodes in base 64."""
    out = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        return out.translate(bytes.maketrans(b"+/", altchars))
    return out


def b64decode(s, altchars=None, validate=False):
    """Decodes base 64."""
    s = _bytes(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes(altchars), b"+/"))
    if validate:
        body = s.rstrip(b"=")
        if len(s) - len(body) > 2 or any(c not in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" for c in body):
            raise binascii.Error("Only base64 data is allowed")
    return binascii.a2b_base64(s)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    """Encodes in base 64 with - and _."""
    return b64encode(s).translate(_TO_URL)


def urlsafe_b64decode(s):
    """Decodes base 64 with - and _."""
    return b64decode(_bytes(s).translate(_FROM_URL))


def b32encode(s):
    """Encodes in base 32."""
    s = bytes(s)
    out = bytearray()
    for i in range(0, len(s), 5):
        part = s[i:i + 5]
        n = int.from_bytes(part.ljust(5, b"\0"), "big")
        chars = bytes([_B32[n >> k & 31] for k in (35, 30, 25, 20, 15, 10, 5, 0)])
        used = (len(part) * 8 + 4) // 5
        out += chars[:used] + b"=" * (8 - used)
    return bytes(out)


def b32decode(s, casefold=False, map01=None):
    """Decodes base 32."""
    s = bytes(_bytes(s))
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        s = s.translate(bytes.maketrans(b"01", b"O" + _bytes(map01)))
    if casefold:
        s = s.upper()
    body = s.rstrip(b"=")
    pads = len(s) - len(body)
    out = bytearray()
    for i in range(0, len(body), 8):
        part = body[i:i + 8]
        n = 0
        for c in part:
            k = _B32.find(c)
            if k < 0:
                raise binascii.Error("Non-base32 digit found")
            n = n << 5 | k
        n <<= 5 * (8 - len(part))
        out += n.to_bytes(5, "big")
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if pads and out:
        out = out[:len(out) - {1: 1, 3: 2, 4: 3, 6: 4}[pads]]
    return bytes(out)


def b16encode(s):
    """Encodes in base 16."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Decodes base 16."""
    s = bytes(_bytes(s))
    if casefold:
        s = s.upper()
    if any(c not in b"0123456789ABCDEF" for c in s):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


def encodebytes(s):
    """Encodes in base 64, in lines of 76 characters."""
    s = bytes(s)
    return b"".join([binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57)])


def decodebytes(s):
    return binascii.a2b_base64(bytes(s))


def encode(input, output):
    """Encodes a binary file."""
    while True:
        s = input.read(57)
        if not s:
            return
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    """Decodes a binary file."""
    output.write(binascii.a2b_base64(input.read()))
