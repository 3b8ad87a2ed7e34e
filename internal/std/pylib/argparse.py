"""Parsing of command lines: options, positional arguments, subcommands, help."""

import os
import re
import sys

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
    "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "MetavarTypeHelpFormatter",
    "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE",
]

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."
_EXTRAS = "_unrecognized_args"


class ArgumentTypeError(Exception):
    """What a type function raises to give its own message."""


class ArgumentError(Exception):
    """An error of one argument."""

    def __init__(self, argument, message):
        self.argument_name = _argument_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return str(self.message)
        return "argument %s: %s" % (self.argument_name, self.message)


def _argument_name(action):
    if action is None:
        return None
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return "{" + ",".join(action.choices) + "}"
    return None


class _Shown:
    # A repr of the arguments that would make the object again.
    def __repr__(self):
        parts = []
        odd = {}
        for a in self._get_args():
            parts.append(repr(a))
        for name, value in self._get_kwargs():
            if name.isidentifier():
                parts.append("%s=%r" % (name, value))
            else:
                odd[name] = value
        if odd:
            parts.append("**%s" % repr(odd))
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))

    def _get_kwargs(self):
        return list(self.__dict__.items())

    def _get_args(self):
        return []


class Namespace(_Shown):
    """The result of parsing: an attribute for each argument."""

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


# ---- Actions ---------------------------------------------------------------


class Action(_Shown):
    """What is done with an argument."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def _get_kwargs(self):
        names = ["option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar"]
        return [(name, getattr(self, name)) for name in names]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class BooleanOptionalAction(Action):
    """--foo and --no-foo."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith("--"):
                names.append("--no-" + name[2:])
        if help is not None and default is not None and default is not SUPPRESS:
            help += " (default: %(default)s)"
        super().__init__(option_strings=names, dest=dest, nargs=0, default=default, type=type, choices=choices, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings=option_strings, dest=dest, nargs=0, const=const, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings=option_strings, dest=dest, const=True, default=default, required=required, help=help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings=option_strings, dest=dest, const=False, default=default, required=required, help=help)


def _copied(items):
    if items is None:
        return []
    if type(items) is list:
        return items[:]
    import copy
    return copy.copy(items)


class _AppendAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        if nargs == 0:
            raise ValueError("nargs for append actions must be != 0; if arg strings are not supplying the value to append, the append const action may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings=option_strings, dest=dest, nargs=0, const=const, default=default, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copied(getattr(namespace, self.dest, None))
        items.extend(values)
        setattr(namespace, self.dest, items)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings=option_strings, dest=dest, nargs=0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        count = getattr(namespace, self.dest, None)
        setattr(namespace, self.dest, (0 if count is None else count) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings=option_strings, dest=dest, default=default, nargs=0, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"):
        super().__init__(option_strings=option_strings, dest=dest, default=default, nargs=0, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = self.version
        if version is None:
            version = parser.version
        formatter = parser._get_formatter()
        formatter.add_text(version)
        parser._print_message(formatter.format_help(), sys.stdout)
        parser.exit()


class _SubcommandChoice(Action):
    # A line of help for one subcommand.
    def __init__(self, name, aliases, help):
        shown = name
        if aliases:
            shown += " (%s)" % ", ".join(aliases)
        super().__init__(option_strings=[], dest=shown, help=help, metavar=shown)


class _SubParsersAction(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix = prog
        self._parser_class = parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings=option_strings, dest=dest, nargs=PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, **kwargs):
        if kwargs.get("prog") is None:
            kwargs["prog"] = "%s %s" % (self._prog_prefix, name)
        aliases = kwargs.pop("aliases", ())
        if name in self._name_parser_map:
            raise ArgumentError(self, "conflicting subparser: %s" % name)
        for alias in aliases:
            if alias in self._name_parser_map:
                raise ArgumentError(self, "conflicting subparser alias: %s" % alias)
        if "help" in kwargs:
            self._choices_actions.append(_SubcommandChoice(name, aliases, kwargs.pop("help")))
        parser = self._parser_class(**kwargs)
        self._name_parser_map[name] = parser
        for alias in aliases:
            self._name_parser_map[alias] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name = values[0]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        sub = self._name_parser_map.get(name)
        if sub is None:
            known = ", ".join(self._name_parser_map)
            raise ArgumentError(self, "unknown parser %r (choices: %s)" % (name, known))
        found, rest = sub.parse_known_args(values[1:], None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if rest:
            vars(namespace).setdefault(_EXTRAS, [])
            getattr(namespace, _EXTRAS).extend(rest)


class FileType:
    """A type that opens a file; - is standard input or output."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._bufsize = bufsize
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == "-":
            if "r" in self._mode:
                return sys.stdin.buffer if "b" in self._mode else sys.stdin
            if any(c in self._mode for c in "wax"):
                return sys.stdout.buffer if "b" in self._mode else sys.stdout
            raise ValueError('argument "-" with mode %r' % self._mode)
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as e:
            raise ArgumentTypeError("can't open '%s': %s" % (string, e))

    def __repr__(self):
        parts = [repr(a) for a in (self._mode, self._bufsize) if a != -1]
        parts += ["%s=%r" % (k, v) for k, v in (("encoding", self._encoding), ("errors", self._errors)) if v is not None]
        return "%s(%s)" % (type(self).__name__, ", ".join(parts))


# ---- Help ------------------------------------------------------------------


def _columns():
    try:
        n = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        n = 0
    return n if n > 0 else 80


def _wrap(text, width, first="", rest=""):
    # Lines of at most width characters, with words that are longer broken.
    lines = []
    line = first
    empty = True
    for word in text.split():
        while True:
            room = width - len(line) - (0 if empty else 1)
            if len(word) <= room:
                line += word if empty else " " + word
                empty = False
                break
            # A word breaks behind a hyphen between letters, if that part fits.
            cut = 0
            for m in re.finditer(r"(?<=[\w!\"'&.,?])-+(?=\w)", word):
                e = m.end()
                if e <= room and re.match(r"[^\W\d_]{2}", word[:e].rstrip("-")[-2:] + "  ") and e < len(word):
                    cut = e
            if cut:
                line += word[:cut] if empty else " " + word[:cut]
                word = word[cut:]
                empty = False
            elif empty:
                n = max(room, 1)
                line += word[:n]
                word = word[n:]
                empty = False
            lines.append(line)
            line = rest
            empty = True
            if not word:
                break
    if not empty:
        lines.append(line)
    return lines


class _HelpSection:
    def __init__(self, formatter, parent, heading=None):
        self.formatter = formatter
        self.parent = parent
        self.heading = heading
        self.items = []

    def format_help(self):
        f = self.formatter
        if self.parent is not None:
            f._indent()
        text = f._join_parts([func(*args) for func, args in self.items])
        if self.parent is not None:
            f._dedent()
        if not text:
            return ""
        heading = ""
        if self.heading is not SUPPRESS and self.heading is not None:
            heading = "%*s%s:\n" % (f._current_indent, "", self.heading)
        return f._join_parts(["\n", heading, text, "\n"])


class HelpFormatter:
    """Formats the help of a parser."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = _columns() - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._level = 0
        self._action_max_length = 0
        self._root_section = _HelpSection(self, None)
        self._current_section = self._root_section

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        self._level -= 1

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        self._indent()
        section = _HelpSection(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        # Nested lines are measured at their depth.
        longest = len(self._format_action_invocation(action)) + self._current_indent
        for sub in self._iter_indented_subactions(action):
            longest = max(longest, len(self._format_action_invocation(sub)) + self._current_indent)
        self._action_max_length = max(self._action_max_length, longest)
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._root_section.format_help()
        if text:
            text = re.sub(r"\n\n\n+", "\n\n", text)
            text = text.strip("\n") + "\n"
        return text

    def _join_parts(self, parts):
        return "".join([p for p in parts if p and p is not SUPPRESS])

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = "usage: "
        if usage is not None:
            usage = usage % dict(prog=self._prog)
        elif not actions:
            usage = "%(prog)s" % dict(prog=self._prog)
        else:
            prog = "%(prog)s" % dict(prog=self._prog)
            optionals = [a for a in actions if a.option_strings]
            positionals = [a for a in actions if not a.option_strings]
            optional_parts = self._usage_parts(optionals, groups)
            positional_parts = self._usage_parts(positionals, groups)
            usage = " ".join([s for s in [prog, " ".join(self._usage_parts(optionals + positionals, groups))] if s])
            width = self._width - self._current_indent
            if len(prefix) + len(usage) > width:
                usage = "\n".join(self._usage_lines(prog, prefix, width, optional_parts, positional_parts))
        return "%s%s\n\n" % (prefix, usage)

    def _usage_lines(self, prog, prefix, width, optional_parts, positional_parts):
        def fill(parts, indent, prefix=None):
            lines = []
            line = []
            pad = " " * indent
            used = (len(prefix) if prefix is not None else indent) - 1
            for part in parts:
                if used + 1 + len(part) > width and line:
                    lines.append(pad + " ".join(line))
                    line = []
                    used = indent - 1
                line.append(part)
                used += len(part) + 1
            if line:
                lines.append(pad + " ".join(line))
            if prefix is not None:
                lines[0] = lines[0][indent:]
            return lines

        if len(prefix) + len(prog) <= 0.75 * width:
            indent = len(prefix) + len(prog) + 1
            if optional_parts:
                lines = fill([prog] + optional_parts, indent, prefix)
                lines.extend(fill(positional_parts, indent))
                return lines
            if positional_parts:
                return fill([prog] + positional_parts, indent, prefix)
            return [prog]
        indent = len(prefix)
        lines = fill(optional_parts + positional_parts, indent)
        if len(lines) > 1:
            lines = fill(optional_parts, indent) + fill(positional_parts, indent)
        return [prog] + lines

    def _usage_parts(self, actions, groups):
        # The members of an exclusive group that stand together become one part, in brackets.
        open_at = {}
        hidden = set()
        for group in groups:
            members = group._group_actions
            if not members:
                raise ValueError("empty group")
            if members[0] not in actions:
                continue
            start = actions.index(members[0])
            end = start + len(members)
            if actions[start:end] != members:
                continue
            shown = [a for a in members if a.help is not SUPPRESS]
            if shown:
                open_at[start] = (end, group.required, len(shown))
            else:
                hidden.update(members)
        parts = []
        i = 0
        while i < len(actions):
            if i in open_at:
                end, required, count = open_at[i]
                inner = [self._usage_part(a, True) for a in actions[i:end] if a.help is not SUPPRESS]
                if count == 1 and actions[i].option_strings == [] and required:
                    text = inner[0]
                elif required:
                    text = inner[0] if count == 1 else "(" + " | ".join(inner) + ")"
                else:
                    text = "[" + " | ".join(inner) + "]"
                parts.extend(self._split_part(text))
                i = end
                continue
            a = actions[i]
            i += 1
            if a.help is SUPPRESS or a in hidden:
                continue
            parts.extend(self._split_part(self._usage_part(a, False)))
        return parts

    def _split_part(self, text):
        # An optional or a group is kept whole when lines are made; the values of a positional are not.
        return re.findall(r"\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+", text)

    def _usage_part(self, action, in_group):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            part = self._format_args(action, default)
            if in_group and part[0] == "[" and part[-1] == "]":
                part = part[1:-1]
            return part
        option = action.option_strings[0]
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = "%s %s" % (option, self._format_args(action, self._get_default_metavar_for_optional(action)))
        if not action.required and not in_group:
            part = "[%s]" % part
        return part

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, " " * self._current_indent) + "\n\n"

    def _format_action(self, action):
        help_position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        action_width = help_position - self._current_indent - 2
        header = self._format_action_invocation(action)
        pad = " " * self._current_indent
        first = 0
        if not action.help:
            line = pad + header + "\n"
        elif len(header) <= action_width:
            line = pad + header.ljust(action_width) + "  "
        else:
            line = pad + header + "\n"
            first = help_position
        parts = [line]
        if action.help and action.help.strip():
            text = self._expand_help(action)
            if text:
                lines = self._split_lines(text, help_width)
                parts.append("%*s%s\n" % (first, "", lines[0]))
                for l in lines[1:]:
                    parts.append("%*s%s\n" % (help_position, "", l))
        elif not line.endswith("\n"):
            parts.append("\n")
        for sub in self._iter_indented_subactions(action):
            parts.append(self._format_action(sub))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            return " ".join(self._metavar_formatter(action, self._get_default_metavar_for_positional(action))(1))
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join(["%s %s" % (s, args) for s in action.option_strings])

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = "{%s}" % ",".join([str(c) for c in action.choices])
        else:
            result = default_metavar

        def get(size):
            if isinstance(result, tuple):
                return result
            return (result,) * size
        return get

    def _format_args(self, action, default_metavar):
        get = self._metavar_formatter(action, default_metavar)
        n = action.nargs
        if n is None:
            return "%s" % get(1)
        if n == OPTIONAL:
            return "[%s]" % get(1)
        if n == ZERO_OR_MORE:
            names = get(1)
            if len(names) == 2:
                return "[%s [%s ...]]" % names
            return "[%s ...]" % names
        if n == ONE_OR_MORE:
            return "%s [%s ...]" % get(2)
        if n == REMAINDER:
            return "..."
        if n == PARSER:
            return "%s ..." % get(1)
        if n == SUPPRESS:
            return ""
        try:
            return " ".join(["%s"] * n) % get(n)
        except TypeError:
            raise ValueError("invalid nargs value") from None

    def _expand_help(self, action):
        params = dict(vars(action), prog=self._prog)
        for name in list(params):
            if params[name] is SUPPRESS:
                del params[name]
            elif hasattr(params[name], "__name__"):
                params[name] = params[name].__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join([str(c) for c in params["choices"]])
        return self._get_help_string(action) % params

    def _iter_indented_subactions(self, action):
        get = getattr(action, "_get_subactions", None)
        if get is None:
            return
        self._indent()
        for sub in get():
            yield sub
        self._dedent()

    def _split_lines(self, text, width):
        return _wrap(text, width)

    def _fill_text(self, text, width, indent):
        return "\n".join(_wrap(text, width, indent, indent))

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are written."""

    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all help as it is written."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds defaults to the help of arguments."""

    def _get_help_string(self, action):
        text = action.help
        if text is None:
            text = ""
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in [OPTIONAL, ZERO_OR_MORE]:
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Names values by their type."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


# ---- Declaring arguments ---------------------------------------------------


class _ActionsContainer:
    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description = description
        self.argument_default = argument_default
        self.prefix_chars = prefix_chars
        self.conflict_handler = conflict_handler
        if conflict_handler not in ("error", "resolve"):
            raise ValueError("invalid conflict_resolution value: %r" % conflict_handler)
        self._registries = {
            "action": {
                None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction,
                "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction, "count": _CountAction,
                "help": _HelpAction, "version": _VersionAction, "parsers": _SubParsersAction, "extend": _ExtendAction,
            },
        }
        self._actions = []
        self._option_string_actions = {}
        self._action_groups = []
        self._mutually_exclusive_groups = []
        self._defaults = {}
        self._has_negative_number_optionals = []

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default_value=None):
        return self._registries.get(registry_name, {}).get(value, default_value)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest, None)

    def add_argument(self, *args, **kwargs):
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            kwargs = self._positional_kwargs(*args, **kwargs)
        else:
            kwargs = self._optional_kwargs(*args, **kwargs)
        if "default" not in kwargs:
            dest = kwargs["dest"]
            if dest in self._defaults:
                kwargs["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        name = kwargs.pop("action", None)
        make = self._registry_get("action", name, name)
        if not callable(make):
            raise ValueError('unknown action "%s"' % (make,))
        action = make(**kwargs)
        kind = self._registry_get("type", action.type, action.type)
        if kind is not None and not callable(kind):
            raise ValueError("%r is not callable" % (kind,))
        if kind is FileType:
            raise ValueError("%r is a FileType class object, instance of it must be passed" % (kind,))
        if hasattr(self, "_get_formatter"):
            try:
                self._get_formatter()._format_args(action, None)
            except TypeError:
                raise ValueError("length of metavar tuple does not match nargs")
        return self._add_action(action)

    def _positional_kwargs(self, dest=None, **kwargs):
        if dest is None:
            if "dest" not in kwargs:
                raise TypeError("_get_positional_kwargs() missing 1 required positional argument: 'dest'")
            dest = kwargs["dest"]
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        n = kwargs.get("nargs")
        if n not in [OPTIONAL, ZERO_OR_MORE]:
            kwargs["required"] = True
        if n == ZERO_OR_MORE and "default" not in kwargs:
            kwargs["required"] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _optional_kwargs(self, *args, **kwargs):
        chars = self.prefix_chars
        names = []
        long = []
        for name in args:
            if not name[0] in chars:
                raise ValueError("invalid option string %r: must start with a character %r" % (name, chars))
            names.append(name)
            if len(name) > 1 and name[1] in chars:
                long.append(name)
        dest = kwargs.pop("dest", None)
        if dest is None:
            dest = (long[0] if long else names[0]).lstrip(chars)
            if not dest:
                raise ValueError("dest= is required for options like %r" % names[0])
            dest = dest.replace("-", "_")
        return dict(kwargs, dest=dest, option_strings=names)

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group

    def _add_action(self, action):
        self._check_conflict(action)
        self._actions.append(action)
        action.container = self
        for name in action.option_strings:
            self._option_string_actions[name] = action
            if re.match(r"^-\d+$|^-\d*\.\d+$", name) and not self._has_negative_number_optionals:
                self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _check_conflict(self, action):
        clashes = [(s, self._option_string_actions[s]) for s in action.option_strings if s in self._option_string_actions]
        if not clashes:
            return
        if self.conflict_handler == "error":
            noun = "option string" if len(clashes) == 1 else "option strings"
            raise ArgumentError(action, "conflicting %s: %s" % (noun, ", ".join([s for s, _ in clashes])))
        for name, old in clashes:
            old.option_strings.remove(name)
            self._option_string_actions.pop(name, None)
            if not old.option_strings:
                old.container._remove_action(old)

    def _add_container_actions(self, container):
        # Of a parent parser: its groups by title.
        known = {}
        for group in self._action_groups:
            if group.title in known:
                raise ValueError("cannot merge actions - two groups are named %r" % group.title)
            known[group.title] = group
        target = {}
        for group in container._action_groups:
            if group.title not in known:
                known[group.title] = self.add_argument_group(title=group.title, description=group.description, conflict_handler=group.conflict_handler)
            for action in group._group_actions:
                target[action] = known[group.title]
        for group in container._mutually_exclusive_groups:
            mine = self.add_mutually_exclusive_group(required=group.required)
            for action in group._group_actions:
                target[action] = mine
        for action in container._actions:
            target.get(action, self)._add_action(action)


class _ArgumentGroup(_ActionsContainer):
    def __init__(self, container, title=None, description=None, prefix_chars=None, argument_default=None, conflict_handler=None):
        super().__init__(description, prefix_chars if prefix_chars is not None else container.prefix_chars,
                         argument_default if argument_default is not None else container.argument_default,
                         conflict_handler if conflict_handler is not None else container.conflict_handler)
        self.title = title
        self._group_actions = []
        self._registries = container._registries
        self._actions = container._actions
        self._option_string_actions = container._option_string_actions
        self._defaults = container._defaults
        self._has_negative_number_optionals = container._has_negative_number_optionals
        self._mutually_exclusive_groups = container._mutually_exclusive_groups

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required
        self._container = container

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)


# ---- The parser ------------------------------------------------------------


class ArgumentParser(_Shown, _ActionsContainer):
    """Parses command lines."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter, prefix_chars="-",
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True, exit_on_error=True):
        _ActionsContainer.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        if prog is None:
            prog = os.path.basename(sys.argv[0])
        self.prog = prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        if add_help:
            c = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(c + "h", c * 2 + "help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        return [(n, getattr(self, n)) for n in ["prog", "usage", "description", "formatter_class", "conflict_handler", "add_help"]]

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        kwargs.setdefault("parser_class", type(self))
        if "title" in kwargs or "description" in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop("title", "subcommands"), kwargs.pop("description", None))
        else:
            self._subparsers = self._positionals
        if kwargs.get("prog") is None:
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, self._get_positional_actions(), self._mutually_exclusive_groups, "")
            kwargs["prog"] = formatter.format_help().strip()
        make = _SubParsersAction
        name = kwargs.pop("action", None)
        if name is not None:
            make = self._registry_get("action", name, name)
        action = make(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        if action.option_strings:
            self._optionals._add_action(action)
        else:
            self._positionals._add_action(action)
        return action

    def _get_optional_actions(self):
        return [a for a in self._actions if a.option_strings]

    def _get_positional_actions(self):
        return [a for a in self._actions if not a.option_strings]

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return found

    def parse_known_args(self, args=None, namespace=None):
        args = sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if self.exit_on_error:
            try:
                namespace, args = self._parse_known_args(args, namespace)
            except ArgumentError as e:
                self.error(str(e))
        else:
            namespace, args = self._parse_known_args(args, namespace)
        if hasattr(namespace, _EXTRAS):
            args.extend(getattr(namespace, _EXTRAS))
            delattr(namespace, _EXTRAS)
        return namespace, args

    def parse_intermixed_args(self, args=None, namespace=None):
        found, rest = self.parse_known_intermixed_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: %s" % " ".join(rest))
        return found

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """Options first, wherever they stand, then the positional arguments among what remains."""
        positionals = self._get_positional_actions()
        odd = [a for a in positionals if a.nargs in [PARSER, REMAINDER]]
        if odd:
            raise TypeError("parse_intermixed_args: positional arg with nargs=%s" % odd[0].nargs)
        saved = [(a, a.nargs, a.default, a.required) for a in positionals]
        groups = [(g, g.required) for g in self._mutually_exclusive_groups]
        usage = self.usage
        if usage is None:
            self.usage = self.format_usage()[7:]
        try:
            for a in positionals:
                a.nargs = SUPPRESS
                a.default = SUPPRESS
                a.required = False
            for g, _ in groups:
                g.required = False
            namespace, rest = self.parse_known_args(args, namespace)
            for a in positionals:
                if getattr(namespace, a.dest, None) == []:
                    delattr(namespace, a.dest)
            for a, nargs, default, required in saved:
                a.nargs = nargs
                a.default = default
                a.required = required
            wanted = [(a, a.required) for a in self._get_optional_actions()]
            try:
                for a, _ in wanted:
                    a.required = False
                return self.parse_known_args(rest, namespace)
            finally:
                for a, required in wanted:
                    a.required = required
        finally:
            for a, nargs, default, required in saved:
                a.nargs = nargs
                a.default = default
                a.required = required
            for g, required in groups:
                g.required = required
            self.usage = usage

    def _parse_known_args(self, args, namespace):
        if self.fromfile_prefix_chars is not None:
            args = self._read_args_from_files(args)
        return _Parse(self, args, namespace).run()

    def _read_args_from_files(self, args):
        out = []
        for arg in args:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                out.append(arg)
                continue
            try:
                with open(arg[1:]) as f:
                    more = []
                    for line in f.read().splitlines():
                        more.extend(self.convert_arg_line_to_args(line))
                out.extend(self._read_args_from_files(more))
            except OSError as e:
                self.error(str(e))
        return out

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _get_value(self, action, text):
        func = self._registry_get("type", action.type, action.type)
        if func is None:
            return text
        try:
            return func(text)
        except ArgumentTypeError as e:
            raise ArgumentError(action, str(e))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, "invalid %s value: %r" % (name, text))

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (value, ", ".join(map(repr, action.choices))))

    def _get_values(self, action, texts):
        n = action.nargs
        if n not in [PARSER, REMAINDER] and "--" in texts:
            texts = texts[:]
            texts.remove("--")
        if not texts and n == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
            return value
        if not texts and n == ZERO_OR_MORE and not action.option_strings:
            if action.default is not None:
                value = action.default
                self._check_value(action, value)
                return value
            return texts
        if len(texts) == 1 and n in [None, OPTIONAL]:
            value = self._get_value(action, texts[0])
            self._check_value(action, value)
            return value
        if n == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, t) for t in texts]
        if n == PARSER:
            self._check_value(action, values[0])
        elif n != REMAINDER:
            for v in values:
                self._check_value(action, v)
        return values

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))


class _Parse:
    # One run over a command line. The pattern has a letter for each argument: O for what may be an option, A for others, - for --.

    def __init__(self, parser, args, namespace):
        self.parser = parser
        self.args = args
        self.namespace = namespace
        self.extras = []
        self.seen = []
        self.seen_values = []
        self.positionals = parser._get_positional_actions()
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            members = group._group_actions
            for a in members:
                self.conflicts.setdefault(a, []).extend([b for b in members if b is not a])
        self.options = {}
        letters = []
        for i, arg in enumerate(args):
            if arg == "--":
                letters.append("-" + "A" * (len(args) - i - 1))
                break
            option = self.classify(arg)
            if option is not None:
                self.options[i] = option
            letters.append("A" if option is None else "O")
        self.pattern = "".join(letters)

    def classify(self, arg):
        # None for a positional argument, else (action or None, name, value or None).
        parser = self.parser
        if not arg or arg[0] not in parser.prefix_chars:
            return None
        known = parser._option_string_actions
        if arg in known:
            return known[arg], arg, None
        if len(arg) == 1:
            return None
        if "=" in arg:
            name, _, value = arg.partition("=")
            if name in known:
                return known[name], name, value
        found = self.abbreviations(arg)
        if len(found) > 1:
            names = ", ".join([name for _, name, _ in found])
            parser.error("ambiguous option: %s could match %s" % (arg, names))
        if len(found) == 1:
            return found[0]
        if re.match(r"^-\d+$|^-\d*\.\d+$", arg) and not parser._has_negative_number_optionals:
            return None
        if " " in arg:
            return None
        return None, arg, None

    def abbreviations(self, arg):
        parser = self.parser
        chars = parser.prefix_chars
        known = parser._option_string_actions
        found = []
        if arg[0] in chars and arg[1] in chars:
            if parser.allow_abbrev:
                name, eq, value = arg.partition("=")
                for s in known:
                    if s.startswith(name):
                        found.append((known[s], s, value if eq else None))
        elif arg[0] in chars:
            for s in known:
                if s == arg[:2]:
                    found.append((known[s], s, arg[2:]))
                elif s.startswith(arg):
                    found.append((known[s], s, None))
        return found

    def run(self):
        parser = self.parser
        last = max(self.options) if self.options else -1
        i = 0
        while i <= last:
            nearest = min([k for k in self.options if k >= i])
            if i != nearest:
                end = self.take_positionals(i)
                if end > i:
                    i = end
                    continue
            if i not in self.options:
                self.extras.extend(self.args[i:nearest])
                i = nearest
            i = self.take_option(i)
        end = self.take_positionals(i)
        self.extras.extend(self.args[end:])
        missing = []
        for a in parser._actions:
            if a in self.seen:
                continue
            if a.required:
                missing.append(_argument_name(a))
            elif a.default is not None and isinstance(a.default, str) and hasattr(self.namespace, a.dest) and a.default is getattr(self.namespace, a.dest):
                setattr(self.namespace, a.dest, parser._get_value(a, a.default))
        if missing:
            parser.error("the following arguments are required: %s" % ", ".join([str(m) for m in missing]))
        for group in parser._mutually_exclusive_groups:
            if group.required and not any(a in self.seen_values for a in group._group_actions):
                names = [_argument_name(a) for a in group._group_actions if a.help is not SUPPRESS]
                parser.error("one of the arguments %s is required" % " ".join([str(n) for n in names]))
        return self.namespace, self.extras

    def act(self, action, texts, name=None):
        self.seen.append(action)
        values = self.parser._get_values(action, texts)
        if values is not action.default:
            self.seen_values.append(action)
            for other in self.conflicts.get(action, []):
                if other in self.seen_values:
                    raise ArgumentError(action, "not allowed with argument %s" % _argument_name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, name)

    def take_option(self, start):
        action, name, value = self.options[start]
        todo = []
        while True:
            if action is None:
                self.extras.append(self.args[start])
                return start + 1
            if value is not None:
                count = self.match([action], "A")
                chars = self.parser.prefix_chars
                if count == [0] and name[1] not in chars and value != "":
                    # Short options without values may be written together.
                    todo.append((action, [], name))
                    name = name[0] + value[0]
                    rest = value[1:] or None
                    known = self.parser._option_string_actions
                    if name in known:
                        action = known[name]
                        value = rest
                    else:
                        raise ArgumentError(action, "ignored explicit argument %r" % value)
                elif count == [1]:
                    todo.append((action, [value], name))
                    stop = start + 1
                    break
                else:
                    raise ArgumentError(action, "ignored explicit argument %r" % value)
            else:
                begin = start + 1
                n = self.match([action], self.pattern[begin:])
                if not n:
                    raise ArgumentError(action, self.expected(action))
                stop = begin + n[0]
                todo.append((action, self.args[begin:stop], name))
                break
        for action, texts, name in todo:
            self.act(action, texts, name)
        return stop

    def expected(self, action):
        n = action.nargs
        if n is None:
            return "expected one argument"
        if n == OPTIONAL:
            return "expected at most one argument"
        if n == ONE_OR_MORE:
            return "expected at least one argument"
        return "expected %s argument%s" % (n, "" if n == 1 else "s")

    def take_positionals(self, start):
        # As many of the positional actions as match what stands here.
        rest = self.pattern[start:]
        counts = []
        for k in range(len(self.positionals), 0, -1):
            counts = self.match(self.positionals[:k], rest)
            if counts:
                break
        for action, n in zip(self.positionals, counts):
            texts = self.args[start:start + n]
            start += n
            self.act(action, texts)
        self.positionals = self.positionals[len(counts):]
        return start

    def match(self, actions, letters):
        found = re.match("".join([self.letters_of(a) for a in actions]), letters)
        return [] if found is None else [len(s) for s in found.groups()]

    def letters_of(self, action):
        n = action.nargs
        if n is None:
            p = "(-*A-*)"
        elif n == OPTIONAL:
            p = "(-*A?-*)"
        elif n == ZERO_OR_MORE:
            p = "(-*[A-]*)"
        elif n == ONE_OR_MORE:
            p = "(-*A[A-]*)"
        elif n == REMAINDER:
            p = "([-AO]*)"
        elif n == PARSER:
            p = "(-*A[-AO]*)"
        elif n == SUPPRESS:
            p = "(-*-*)"
        else:
            p = "(-*%s-*)" % "-*".join("A" * n)
        if action.option_strings:
            p = p.replace("-*", "").replace("-", "")
        return p
