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
    # Written as the call that would make it again, with the attributes of _shown, or with all there are.
    _shown = None

    def __repr__(self):
        names = list(vars(self)) if self._shown is None else self._shown
        words = []
        odd = {}
        for name in names:
            if name.isidentifier():
                words.append("%s=%r" % (name, getattr(self, name)))
            else:
                odd[name] = getattr(self, name)
        if odd:
            words.append("**%r" % (odd,))
        return type(self).__name__ + "(" + ", ".join(words) + ")"


class Namespace(_Shown):
    """The result of parsing: an attribute for each argument."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __contains__(self, key):
        return key in vars(self)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented


# ---- Actions ---------------------------------------------------------------


class Action(_Shown):
    """What is done with an argument."""

    _shown = ("option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar")

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        given = (option_strings, dest, nargs, const, default, type, choices, required, help, metavar)
        for name, value in zip(Action._shown, given):
            setattr(self, name, value)

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def format_usage(self):
        return self.option_strings[0]


class BooleanOptionalAction(Action):
    """--foo and --no-foo."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith("--"):
                names.append("--no-" + name[2:])
        super().__init__(names, dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _Kind(Action):
    # An action that add_argument knows by name. A kind says which keywords it takes (and what they are when they are not given), which
    # attributes are always the same, and how the attribute of the namespace changes.
    _takes = {}
    _fixed = {}

    def __init__(self, option_strings, dest=SUPPRESS, **given):
        for name in given:
            if name not in self._takes:
                raise TypeError("%s.__init__() got an unexpected keyword argument %r" % (type(self).__name__, name))
        settings = dict(self._takes)
        settings.update(given)
        settings.update(self._fixed)
        super().__init__(option_strings, dest, **settings)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self._changed(getattr(namespace, self.dest, None), values))

    def _changed(self, old, values):
        return values


class _ValueKind(_Kind):
    # A kind that takes values from the command line.
    _takes = {"nargs": None, "const": None, "default": None, "type": None, "choices": None, "required": False, "help": None, "metavar": None}
    _advice = ""

    def __init__(self, option_strings, dest=SUPPRESS, **given):
        super().__init__(option_strings, dest, **given)
        if self.nargs == 0:
            raise ValueError("nargs for " + self._advice)
        if self.const is not None and self.nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)


class _StoreAction(_ValueKind):
    _advice = "store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate"


class _AppendAction(_ValueKind):
    _advice = "append actions must be != 0; if arg strings are not supplying the value to append, the append const action may be more appropriate"

    def _changed(self, old, values):
        return _with(old, [values])


class _ExtendAction(_AppendAction):
    def _changed(self, old, values):
        return _with(old, values)


class _StoreConstAction(_Kind):
    _takes = {"const": None, "default": None, "required": False, "help": None, "metavar": None}
    _fixed = {"nargs": 0, "metavar": None}

    def _changed(self, old, values):
        return self.const


class _StoreTrueAction(_StoreConstAction):
    _takes = {"default": False, "required": False, "help": None}
    _fixed = {"nargs": 0, "const": True}


class _StoreFalseAction(_StoreConstAction):
    _takes = {"default": True, "required": False, "help": None}
    _fixed = {"nargs": 0, "const": False}


class _AppendConstAction(_Kind):
    _takes = _StoreConstAction._takes
    _fixed = {"nargs": 0}

    def _changed(self, old, values):
        return _with(old, [self.const])


class _CountAction(_Kind):
    _takes = {"default": None, "required": False, "help": None}
    _fixed = {"nargs": 0}

    def _changed(self, old, values):
        return 1 if old is None else old + 1


class _HelpAction(_Kind):
    _takes = {"default": SUPPRESS, "help": None}
    _fixed = {"nargs": 0}

    def __call__(self, parser, namespace, values, option_string=None):
        self._show(parser)
        parser.exit()

    def _show(self, parser):
        parser.print_help()


class _VersionAction(_HelpAction):
    _takes = {"default": SUPPRESS, "help": "show program's version number and exit"}

    def __init__(self, option_strings, dest=SUPPRESS, version=None, **given):
        super().__init__(option_strings, dest, **given)
        self.version = version

    def _show(self, parser):
        page = parser._get_formatter()
        page.add_text(parser.version if self.version is None else self.version)
        parser._print_message(page.format_help(), sys.stdout)


def _with(items, more):
    # A new list (or whatever the default is) with more at its end: the default itself must not change.
    if items is None:
        longer = []
    elif type(items) is list:
        longer = list(items)
    else:
        from copy import copy
        longer = copy(items)
    for item in more:
        longer.append(item)
    return longer


class _SubcommandChoice(Action):
    # A line of help for one subcommand.
    def __init__(self, name, aliases, help):
        shown = name
        if aliases:
            shown += " (%s)" % ", ".join(aliases)
        super().__init__(option_strings=[], dest=shown, help=help, metavar=shown)


class _SubParsersAction(Action):
    # The parsers of the subcommands are the choices, by name.
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, nargs=PARSER, choices={}, required=required, help=help, metavar=metavar)
        self._name_parser_map = self.choices
        self._make = parser_class
        self._prefix = prog
        self._rows = []

    def add_parser(self, name, **kwargs):
        names = [name]
        names.extend(kwargs.pop("aliases", ()))
        for i, each in enumerate(names):
            if each in self._name_parser_map:
                raise ArgumentError(self, "conflicting subparser%s: %s" % (" alias" if i else "", each))
        if kwargs.get("prog") is None:
            kwargs["prog"] = self._prefix + " " + name
        if "help" in kwargs:
            self._rows.append(_SubcommandChoice(name, names[1:], kwargs.pop("help")))
        made = self._make(**kwargs)
        self._name_parser_map.update([(each, made) for each in names])
        return made

    def _get_subactions(self):
        return self._rows

    def __call__(self, parser, namespace, values, option_string=None):
        name = values[0]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(self, "unknown parser %r (choices: %s)" % (name, ", ".join(self._name_parser_map)))
        found, rest = self._name_parser_map[name].parse_known_args(values[1:], None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if rest:
            setattr(namespace, _EXTRAS, getattr(namespace, _EXTRAS, []) + rest)


class FileType:
    """A type that opens a file; - is standard input or output."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._how = (mode, bufsize, encoding, errors)

    def __call__(self, string):
        if string == "-":
            return self._standard()
        try:
            return open(string, *self._how)
        except OSError as e:
            raise ArgumentTypeError("can't open '%s': %s" % (string, e))

    def _standard(self):
        mode = self._how[0]
        if "r" in mode:
            stream = sys.stdin
        elif set(mode) & set("wax"):
            stream = sys.stdout
        else:
            raise ValueError('argument "-" with mode %r' % mode)
        return stream.buffer if "b" in mode else stream

    def __repr__(self):
        mode, bufsize, encoding, errors = self._how
        words = [repr(mode)]
        if bufsize != -1:
            words.append(repr(bufsize))
        if encoding is not None:
            words.append("encoding=%r" % encoding)
        if errors is not None:
            words.append("errors=%r" % errors)
        return "%s(%s)" % (type(self).__name__, ", ".join(words))


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


# How the values of an argument are shown, by its nargs: the number of names and their form.
_FORMS = {
    None: (1, "%s"), OPTIONAL: (1, "[%s]"), ONE_OR_MORE: (2, "%s [%s ...]"), PARSER: (1, "%s ..."), ZERO_OR_MORE: (1, "[%s ...]"),
}
_OPEN = "open"
_CLOSE = "close"


class HelpFormatter:
    """Formats the help of a parser."""

    # The page is a list of steps: sections that open and close, and functions that make blocks of text. They are called when all is known,
    # because the column of the help depends on the longest argument.

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        self._width = _columns() - 2 if width is None else width
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(self._width - 20, indent_increment * 2))
        self._action_max_length = 0
        self._current_indent = 0
        self._steps = []

    def start_section(self, heading):
        self._steps.append((_OPEN, heading))
        self._current_indent += self._indent_increment

    def end_section(self):
        self._steps.append((_CLOSE, None))
        self._current_indent -= self._indent_increment

    def _add_item(self, func, args):
        self._steps.append((func, args))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is SUPPRESS:
            return
        self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_text(self, text):
        if text is None or text is SUPPRESS:
            return
        self._add_item(self._format_text, (text,))

    def add_arguments(self, actions):
        for each in actions:
            self.add_argument(each)

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        for row, indent in self._rows_of(action):
            self._action_max_length = max(self._action_max_length, indent + len(self._format_action_invocation(row)))
        self._add_item(self._format_action, (action,))

    def format_help(self):
        indent = self._current_indent
        self._current_indent = 0
        blocks = [[]]
        headings = []
        for step, what in self._steps:
            if step is _OPEN:
                blocks.append([])
                headings.append(what)
                self._current_indent += self._indent_increment
            elif step is _CLOSE:
                self._current_indent -= self._indent_increment
                body = "".join(blocks.pop())
                heading = headings.pop()
                if body:
                    blocks[-1].append("\n" + self._heading_line(heading) + body + "\n")
            else:
                text = step(*what)
                if text and text is not SUPPRESS:
                    blocks[-1].append(text)
        self._current_indent = indent
        page = re.sub(r"\n{3,}", "\n\n", "".join(["".join(b) for b in blocks])).strip("\n")
        return page + "\n" if page else ""

    def _heading_line(self, heading):
        if heading is None or heading is SUPPRESS:
            return ""
        return " " * self._current_indent + str(heading) + ":\n"

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        indent = self._current_indent
        return self._fill_text(text, max(self._width - indent, 11), " " * indent) + "\n\n"

    # The usage.

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = "usage: "
        if usage is not None:
            return prefix + usage % {"prog": self._prog} + "\n\n"
        options = [a for a in actions if a.option_strings]
        others = [a for a in actions if not a.option_strings]
        width = self._width - self._current_indent
        text = " ".join([word for word in [self._prog] + self._usage_parts(options + others, groups) if word])
        if len(prefix) + len(text) > width:
            text = "\n".join(_usage_lines(self._prog, len(prefix), width, self._usage_parts(options, groups), self._usage_parts(others, groups)))
        return prefix + text + "\n\n"

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

    # The arguments.

    def _rows_of(self, action):
        # The action and those listed below it (subcommands), with their indentation.
        rows = [(action, self._current_indent)]
        if hasattr(action, "_get_subactions"):
            deeper = self._current_indent + self._indent_increment
            rows.extend([(sub, deeper) for sub in action._get_subactions()])
        return rows

    def _format_action(self, action):
        return "".join([self._row(each, indent) for each, indent in self._rows_of(action)])

    def _row(self, action, indent):
        label = " " * indent + self._format_action_invocation(action)
        if not action.help:
            return label + "\n"
        column = min(self._action_max_length + 2, self._max_help_position)
        beside = len(label) + 2 <= column
        row = label.ljust(column) if beside else label + "\n"
        if not action.help.strip():
            return row + "\n" if beside else row
        text = self._expand_help(action)
        if not text:
            return row
        margin = " " * column
        if not beside:
            row += margin
        return row + ("\n" + margin).join(self._split_lines(text, max(self._width - column, 11))) + "\n"

    def _format_action_invocation(self, action):
        if not action.option_strings:
            return " ".join(self._names_of_values(action, self._get_default_metavar_for_positional(action), 1))
        values = ""
        if action.nargs != 0:
            values = " " + self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join([name + values for name in action.option_strings])

    def _names_of_values(self, action, otherwise, count):
        if isinstance(action.metavar, tuple):
            return action.metavar
        name = otherwise
        if action.metavar is not None:
            name = action.metavar
        elif action.choices is not None:
            name = "{" + ",".join(map(str, action.choices)) + "}"
        return (name,) * count

    def _format_args(self, action, default_metavar):
        n = action.nargs
        if n == REMAINDER:
            return "..."
        if n == SUPPRESS:
            return ""
        if n in _FORMS:
            count, form = _FORMS[n]
        elif isinstance(n, int):
            count, form = n, " ".join(["%s"] * n)
        else:
            raise ValueError("invalid nargs value")
        names = self._names_of_values(action, default_metavar, count)
        if n == ZERO_OR_MORE and len(names) == 2:
            form = "[%s [%s ...]]"
        return form % names

    def _expand_help(self, action):
        fields = {"prog": self._prog}
        for name, value in vars(action).items():
            if name == "choices" and value is not None:
                value = ", ".join(map(str, value))
            if value is not SUPPRESS:
                fields.setdefault(name, getattr(value, "__name__", value))
        return self._get_help_string(action) % fields

    # What the other formatters do in their own way.

    def _fill_text(self, text, width, indent):
        return "\n".join(_wrap(text, width, indent, indent))

    def _split_lines(self, text, width):
        return _wrap(text, width)

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_help_string(self, action):
        return action.help


def _usage_lines(prog, start, width, options, others):
    # A usage that is too long for a line: options and positional arguments on lines of their own, below the end of a short program's name,
    # or on the next line.
    column = start + len(prog) + 1
    if column - 1 <= 0.75 * width:
        first, second = (options, others) if options else (others, [])
        lines = _packed([prog] + first, column, width, start - 1)
        lines[0] = lines[0][column:]
        return lines + _packed(second, column, width, column - 1)
    lines = _packed(options + others, start, width, start - 1)
    if len(lines) > 1:
        lines = _packed(options, start, width, start - 1) + _packed(others, start, width, start - 1)
    return [prog] + lines


def _packed(words, column, width, used):
    # Lines of words from a column on; used is what the first line has already.
    lines = []
    for word in words:
        if not lines or used + 1 + len(word) > width:
            if lines:
                used = column - 1
            lines.append(word)
        else:
            lines[-1] += " " + word
        used += 1 + len(word)
    return [" " * column + line for line in lines]


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are written."""

    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all help as it is written."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds defaults to the help of arguments."""

    def _get_help_string(self, action):
        text = action.help or ""
        may_be_absent = action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)
        if may_be_absent and action.default is not SUPPRESS and "%(default)" not in text:
            text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Names values by their type."""

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_optional(self, action):
        return self._get_default_metavar_for_positional(action)


# ---- Declaring arguments ---------------------------------------------------

_NEGATIVE_NUMBER = r"^-\d+$|^-\d*\.\d+$"


class _Declared:
    # What a parser and all its groups know in common.
    def __init__(self):
        self.actions = []
        self.by_name = {}
        self.defaults = {}
        self.exclusive_groups = []
        self.like_numbers = False  # whether some option looks like a negative number
        self.registered = {}
        kinds = {
            None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction,
            "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction, "extend": _ExtendAction,
            "count": _CountAction, "help": _HelpAction, "version": _VersionAction, "parsers": _SubParsersAction,
        }
        for name, kind in kinds.items():
            self.registered["action", name] = kind


class _ActionsContainer:
    # What a parser and a group can do: declare arguments.
    def __init__(self, declared, description, prefix_chars, argument_default, conflict_handler):
        if conflict_handler not in ("error", "resolve"):
            raise ValueError("invalid conflict_resolution value: %r" % conflict_handler)
        self._declared = declared
        self._actions = declared.actions
        self._mutually_exclusive_groups = declared.exclusive_groups
        self._action_groups = []
        self.conflict_handler = conflict_handler
        self.prefix_chars = prefix_chars
        self.argument_default = argument_default
        self.description = description

    def register(self, registry_name, value, object):
        self._declared.registered[registry_name, value] = object

    def _registered(self, registry, value):
        return self._declared.registered.get((registry, value), value)

    def get_default(self, dest):
        for action in self._actions:
            if action.default is not None and action.dest == dest:
                return action.default
        return self._declared.defaults.get(dest)

    def set_defaults(self, **kwargs):
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)
        self._declared.defaults.update(kwargs)

    def add_argument(self, *args, **kwargs):
        if args and (len(args) > 1 or args[0][0] in self.prefix_chars):
            settings = self._option_settings(args, kwargs)
        else:
            settings = self._positional_settings(args, kwargs)
        if "default" not in settings:
            default = self._declared.defaults.get(settings["dest"], self.argument_default)
            if default is not None or settings["dest"] in self._declared.defaults:
                settings["default"] = default
        kind = self._registered("action", settings.pop("action", None))
        if not callable(kind):
            raise ValueError('unknown action "%s"' % (kind,))
        action = kind(**settings)
        self._check_shape(action)
        return self._add_action(action)

    def _check_shape(self, action):
        convert = self._registered("type", action.type)
        if convert is FileType:
            raise ValueError("%r is a FileType class object, instance of it must be passed" % (convert,))
        if convert is not None and not callable(convert):
            raise ValueError("%r is not callable" % (convert,))
        if isinstance(self, ArgumentParser):
            page = self._get_formatter()
            try:
                page._format_args(action, None)
            except TypeError:
                raise ValueError("length of metavar tuple does not match nargs")

    def _positional_settings(self, args, kwargs):
        if args and "dest" in kwargs:
            raise ValueError("dest supplied twice for positional argument")
        if not args and "dest" not in kwargs:
            raise TypeError("_get_positional_kwargs() missing 1 required positional argument: 'dest'")
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        settings = dict(kwargs, option_strings=[])
        if args:
            settings["dest"] = args[0]
        n = kwargs.get("nargs")
        if n != OPTIONAL and (n != ZERO_OR_MORE or "default" not in kwargs):
            settings["required"] = True
        return settings

    def _option_settings(self, names, kwargs):
        chars = self.prefix_chars
        for name in names:
            if name[0] not in chars:
                raise ValueError("invalid option string %r: must start with a character %r" % (name, chars))
        dest = kwargs.get("dest")
        if dest is None:
            # The first long name, else the first.
            named_by = ([s for s in names if s[1:2] and s[1] in chars] or names)[0]
            dest = named_by.lstrip(chars).replace("-", "_")
            if not dest:
                raise ValueError("dest= is required for options like %r" % names[0])
        return dict(kwargs, dest=dest, option_strings=list(names))

    def add_argument_group(self, *args, **kwargs):
        made = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(made)
        return made

    def add_mutually_exclusive_group(self, *, required=False):
        made = _ArgumentGroup(self, exclusive=True, required=required)
        self._declared.exclusive_groups.append(made)
        return made

    def _enter(self, action):
        # Makes the action known to all.
        by_name = self._declared.by_name
        taken = [name for name in action.option_strings if name in by_name]
        if taken and self.conflict_handler == "error":
            raise ArgumentError(action, "conflicting option string%s: %s" % ("s" if len(taken) > 1 else "", ", ".join(taken)))
        for name in taken:
            self._take_name(by_name.pop(name), name)
        action.container = self
        self._actions.append(action)
        for name in action.option_strings:
            by_name[name] = action
            self._declared.like_numbers = self._declared.like_numbers or re.match(_NEGATIVE_NUMBER, name) is not None

    def _take_name(self, action, name):
        # An action that has lost its last name is no longer there.
        action.option_strings.remove(name)
        if not action.option_strings:
            self._actions.remove(action)
            action.container._group_actions.remove(action)

    def _adopt(self, parent):
        # The arguments of a parent parser, in groups like its own; groups of the same title are one.
        mine = {}
        for group in self._action_groups:
            if group.title in mine:
                raise ValueError("cannot merge actions - two groups are named %r" % group.title)
            mine[group.title] = group
        place = {}
        for group in parent._action_groups:
            if group.title not in mine:
                mine[group.title] = self.add_argument_group(group.title, group.description, conflict_handler=group.conflict_handler)
            place.update([(action, mine[group.title]) for action in group._group_actions])
        for group in parent._mutually_exclusive_groups:
            copy = self.add_mutually_exclusive_group(required=group.required)
            place.update([(action, copy) for action in group._group_actions])
        for action in parent._actions:
            place.get(action, self)._add_action(action)


class _ArgumentGroup(_ActionsContainer):
    # Arguments that stand together in the help, or that exclude each other.
    def __init__(self, container, title=None, description=None, prefix_chars=None, argument_default=None, conflict_handler=None,
                 exclusive=False, required=False):
        super().__init__(container._declared, description, _either(prefix_chars, container.prefix_chars),
                         _either(argument_default, container.argument_default), _either(conflict_handler, container.conflict_handler))
        self._within = container
        self._exclusive = exclusive
        self._group_actions = []
        self.title = title
        self.required = required

    def _add_action(self, action):
        if not self._exclusive:
            self._enter(action)
        elif action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        else:
            self._within._add_action(action)
        self._group_actions.append(action)
        return action


_MutuallyExclusiveGroup = _ArgumentGroup  # a name that annotations use


def _either(value, otherwise):
    return otherwise if value is None else value


# ---- The parser ------------------------------------------------------------


class ArgumentParser(_Shown, _ActionsContainer):
    """Parses command lines."""

    _shown = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter, prefix_chars="-",
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True, exit_on_error=True):
        _ActionsContainer.__init__(self, _Declared(), description, prefix_chars, argument_default, conflict_handler)
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        # The texts of the help.
        self.usage = usage
        self.formatter_class = formatter_class
        self.epilog = epilog
        self.add_help = add_help
        # How command lines are read.
        self.allow_abbrev = allow_abbrev
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.exit_on_error = exit_on_error
        self._subparsers = None
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        if add_help:
            c = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(c + "h", c + c + "help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            self._adopt(parent)
            self._declared.defaults.update(parent._declared.defaults)

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        if "title" in kwargs or "description" in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop("title", "subcommands"), kwargs.pop("description", None))
        else:
            self._subparsers = self._positionals
        settings = {"option_strings": [], "parser_class": type(self), "action": "parsers"}
        settings.update(kwargs)
        if settings.get("prog") is None:
            # A subcommand stands behind the positional arguments declared before.
            page = self._get_formatter()
            page.add_usage(self.usage, self._get_positional_actions(), self._mutually_exclusive_groups, "")
            settings["prog"] = page.format_help().strip()
        kind = self._registered("action", settings.pop("action"))
        return self._subparsers._add_action(kind(**settings))

    def _add_action(self, action):
        home = self._optionals if action.option_strings else self._positionals
        return home._add_action(action)

    def _get_positional_actions(self):
        return [a for a in self._actions if not a.option_strings]

    def _get_optional_actions(self):
        return [a for a in self._actions if a.option_strings]

    def parse_args(self, args=None, namespace=None):
        return self._all_known(self.parse_known_args(args, namespace))

    def parse_intermixed_args(self, args=None, namespace=None):
        return self._all_known(self.parse_known_intermixed_args(args, namespace))

    def _all_known(self, parsed):
        namespace, rest = parsed
        if rest:
            self.error("unrecognized arguments: " + " ".join(rest))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        if namespace is None:
            namespace = Namespace()
        self._set_what_is_not(namespace)
        try:
            words = self._with_files(list(sys.argv[1:] if args is None else args))
            namespace, rest = _Parse(self, words, namespace).run()
        except ArgumentError as e:
            if not self.exit_on_error:
                raise
            self.error(str(e))
        if hasattr(namespace, _EXTRAS):
            # What subcommands did not know.
            rest.extend(getattr(namespace, _EXTRAS))
            delattr(namespace, _EXTRAS)
        return namespace, rest

    def _set_what_is_not(self, namespace):
        start = [(a.dest, a.default) for a in self._actions if a.dest is not SUPPRESS and a.default is not SUPPRESS]
        start.extend(self._declared.defaults.items())
        for name, value in start:
            if not hasattr(namespace, name):
                setattr(namespace, name, value)

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

    def _with_files(self, args):
        # Arguments that name a file are what it contains.
        if self.fromfile_prefix_chars is None:
            return args
        words = []
        for arg in args:
            if arg and arg[0] in self.fromfile_prefix_chars:
                try:
                    with open(arg[1:]) as f:
                        lines = f.read().splitlines()
                except OSError as e:
                    self.error(str(e))
                for line in lines:
                    words.extend(self._with_files(self.convert_arg_line_to_args(line)))
            else:
                words.append(arg)
        return words

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _get_value(self, action, text):
        func = self._registered("type", action.type)
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
        if n == SUPPRESS:
            return SUPPRESS
        if n != PARSER and n != REMAINDER and "--" in texts:
            at = texts.index("--")
            texts = texts[:at] + texts[at + 1:]
        if not texts and n == OPTIONAL:
            default = action.const if action.option_strings else action.default
            if not isinstance(default, str):
                return default
            texts = [default]
        if not texts and n == ZERO_OR_MORE and not action.option_strings and action.default is not None:
            self._check_value(action, action.default)
            return action.default
        values = [self._get_value(action, t) for t in texts]
        # The words behind the name of a subcommand are for its parser.
        for value in {PARSER: values[:1], REMAINDER: []}.get(n, values):
            self._check_value(action, value)
        return values[0] if len(values) == 1 and (n is None or n == OPTIONAL) else values

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        return self._page(False)

    def format_help(self):
        return self._page(True)

    def _page(self, whole):
        page = self._get_formatter()
        page.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        if whole:
            page.add_text(self.description)
            for group in self._action_groups:
                page.start_section(group.title)
                page.add_text(group.description)
                page.add_arguments(group._group_actions)
                page.end_section()
            page.add_text(self.epilog)
        return page.format_help()

    def _print_message(self, message, file=None):
        if message:
            _either(file, sys.stderr).write(message)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _either(file, sys.stdout))

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _either(file, sys.stdout))

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
        known = parser._declared.by_name
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
        if re.match(_NEGATIVE_NUMBER, arg) and not parser._declared.like_numbers:
            return None
        if " " in arg:
            return None
        return None, arg, None

    def abbreviations(self, arg):
        parser = self.parser
        long = arg[1] in parser.prefix_chars
        if long and not parser.allow_abbrev:
            return []
        start, eq, value = arg.partition("=")
        found = []
        for name, action in parser._declared.by_name.items():
            if long:
                if name.startswith(start):
                    found.append((action, name, value if eq else None))
            elif name == arg[:2]:
                found.append((action, name, arg[2:]))
            elif name.startswith(arg):
                found.append((action, name, None))
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
        if action is None:
            self.extras.append(self.args[start])
            return start + 1
        known = self.parser._declared.by_name
        calls = []
        while value is not None and _shares([action], "A") == [0]:
            # Short options without values may be written together.
            following = name[0] + value[:1]
            if not value or name[1] in self.parser.prefix_chars or following not in known:
                raise ArgumentError(action, "ignored explicit argument %r" % value)
            calls.append((action, [], name))
            action, name, value = known[following], following, value[1:] or None
        stop = start + 1
        texts = [value]
        if value is None:
            shares = _shares([action], self.pattern[stop:])
            if not shares:
                raise ArgumentError(action, self.expected(action))
            texts = self.args[stop:stop + shares[0]]
            stop += len(texts)
        elif not _shares([action], "A"):
            raise ArgumentError(action, self.expected(action))
        calls.append((action, texts, name))
        for each, words, written in calls:
            self.act(each, words, written)
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
        # As many of the positional actions as can have what stands here.
        rest = self.pattern[start:]
        shares = []
        for k in range(len(self.positionals), 0, -1):
            shares = _shares(self.positionals[:k], rest)
            if shares:
                break
        for action, n in zip(self.positionals, shares):
            texts = self.args[start:start + n]
            start += n
            self.act(action, texts)
        self.positionals = self.positionals[len(shares):]
        return start


# The least and the most values of an action, by its nargs; None is no limit.
_LIMITS = {
    None: (1, 1), OPTIONAL: (0, 1), ZERO_OR_MORE: (0, None), ONE_OR_MORE: (1, None), REMAINDER: (0, None), PARSER: (1, None), SUPPRESS: (0, 0),
}


def _shares(actions, letters):
    # How many letters each action gets: the first as many as leave enough for the others. Empty if there are not enough.
    if not actions:
        return []
    for n in reversed(_sizes(actions[0], letters)):
        if len(actions) == 1:
            return [n]
        others = _shares(actions[1:], letters[n:])
        if others:
            return [n] + others
    return []


def _sizes(action, letters):
    # The numbers of letters that the action may get. A -- counts for nothing, and is not for options.
    n = action.nargs
    least, most = _LIMITS[n] if n in _LIMITS else (n, n)
    sizes = [0] if least == 0 else []
    values = 0
    for i, letter in enumerate(letters):
        if letter == "-":
            if action.option_strings:
                break
        else:
            if letter == "O" and (n != REMAINDER and (n != PARSER or values == 0)):
                break
            values += 1
        if most is not None and values > most:
            break
        if values >= least:
            sizes.append(i + 1)
    return sizes
