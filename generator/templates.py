"""Templates of one site: each is parsed once, and what the site settles is worked out then.

What a page says of the site is the same on all pages, so it is put into the template's text when
the template is compiled: phrases, addresses, names of static files, and the branches that are
taken. What is left to do for each page is what differs from page to page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

import jinja2
from jinja2 import meta, nodes
from jinja2.optimizer import Optimizer
from jinja2.parser import Parser

from generator.model import Value
from generator.views.pages import TemplateView
from generator.views.site import SiteView

_PLAIN: Final = (str, bool, int)
_NAMING: Final = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_SYNTAX: Final = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A template's tree; the templates that it names, or None for a variable.

    `assets` are the static files that it names, each with the line.
    """

    tree: nodes.Template
    templates: tuple[str | None, ...]
    assets: Mapping[str, int]


class _Absent(jinja2.StrictUndefined):
    """What is not there, told in the words of those who write templates."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        asked, field = self._undefined_obj, self._undefined_name
        if not isinstance(asked, Value) or not isinstance(field, str):
            return super()._undefined_message
        near = get_close_matches(field, type(asked).__struct_fields__, n=1)
        but = f", but one called {near[0]!r}" if near else ""
        return f"{_called(asked)} has no field {field!r}{but}"


def _called(value: Value) -> str:
    if isinstance(value, SiteView):
        return "site"
    return "view" if isinstance(value, TemplateView) else "what is asked for it"


class Templates(jinja2.Environment):
    """The environment of a site's templates.

    `functions` give a text for a text, as functions and as filters.
    """

    def __init__(
        self, sources: Mapping[str, str], site: SiteView, functions: Iterable[str]
    ) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(lambda name: _named(sources, name)),
            autoescape=True,
            undefined=_Absent,
            trim_blocks=_SYNTAX.trim_blocks,
            lstrip_blocks=_SYNTAX.lstrip_blocks,
            auto_reload=False,
            cache_size=-1,
            optimized=False,  # it is done here, once for each node
        )
        self._site = site
        self._functions = frozenset(functions)
        self._parsed: dict[str, Parsed] = {}

    def parsed(self, name: str, source: str) -> Parsed:
        """Parse a template, once; raises TemplateSyntaxError where it is broken."""
        if name not in self._parsed:
            tree = _bound(_tree(source, name), self)
            self._parsed[name] = _Settling(self, tree, self._site, self._functions).settled(tree)
        return self._parsed[name]

    def _parse(self, source: str, name: str | None, _filename: str | None) -> nodes.Template:
        return self.parsed(name or "", source).tree


def _named(sources: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    """Give a template with its name in the place of a file's, by which tracebacks call it."""
    return (sources[name], name, None) if name in sources else None


@lru_cache(maxsize=64)
def _tree(source: str, name: str) -> nodes.Template:
    """Parse a text once, whatever sites it makes pages of; nobody may change the tree."""
    return nodes.Template(Parser(_SYNTAX, source, name).subparse(), lineno=1)


def _bound(tree: Any, environment: jinja2.Environment) -> Any:
    """Give a copy of a tree that belongs to an environment."""
    if isinstance(tree, list | tuple):
        return type(tree)(_bound(each, environment) for each in tree)
    if not isinstance(tree, nodes.Node):
        return tree
    copied = object.__new__(type(tree))
    for name, value in vars(tree).items():
        setattr(copied, name, _bound(value, environment))
    copied.environment = environment
    return copied


class _Settling(Optimizer):
    """Works out what is the same on all pages of a site."""

    def __init__(
        self,
        environment: jinja2.Environment,
        tree: nodes.Template,
        site: SiteView,
        functions: frozenset[str],
    ) -> None:
        super().__init__(environment)
        self._context = nodes.EvalContext(environment, None)
        own = _assigned(tree)
        self._site = None if "site" in own else site
        self._functions = functions - own
        self._ways: dict[type[nodes.Node], Callable[..., Any]] = {
            **dict.fromkeys((nodes.Const, nodes.Name, nodes.TemplateData), lambda node, _: node),
            nodes.Getattr: self._attribute,
            nodes.Call: self._call,
            nodes.Filter: self._filter,
            nodes.If: self._condition,
        }
        self._naming: list[nodes.Node] = []
        self._assets: dict[str, int] = {}

    def settled(self, tree: nodes.Template) -> Parsed:
        self.visit(tree, self._context)
        named = meta.find_referenced_templates(nodes.Template(self._naming))
        return Parsed(tree, tuple(named), self._assets)

    def get_visitor(self, node: nodes.Node) -> Callable[..., Any] | None:
        return self._ways.get(type(node))

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        if isinstance(node, _NAMING):
            self._naming.append(node)
        found = super().generic_visit(node, *args, **kwargs)
        _join_outputs(found)
        return found

    def _attribute(self, node: nodes.Getattr, context: nodes.EvalContext) -> nodes.Node:
        if isinstance(node.node, nodes.Name) and node.node.name == "site":
            value = getattr(self._site, node.attr, None)
            return nodes.Const(value, lineno=node.lineno) if isinstance(value, _PLAIN) else node
        return self.generic_visit(node, context)

    def _call(self, node: nodes.Call, context: nodes.EvalContext) -> nodes.Node:
        """Apply a function of a text as a filter, which is worked out where the text is plain."""
        called = node.node.name if isinstance(node.node, nodes.Name) else ""
        if called not in self._functions or not node.args:
            return self.generic_visit(node, context)
        text, *others = node.args
        applied = nodes.Filter(
            text, called, others, node.kwargs, node.dyn_args, node.dyn_kwargs, lineno=node.lineno
        )
        return self._filter(applied, context)

    def _filter(self, node: nodes.Filter, context: nodes.EvalContext) -> nodes.Node:
        if node.name == "asset" and isinstance(node.node, nodes.Const):
            self._assets.setdefault(node.node.value, node.lineno)
        return self.generic_visit(node, context)

    def _condition(
        self, node: nodes.If, context: nodes.EvalContext
    ) -> nodes.Node | list[nodes.Node]:
        others, node.elif_ = node.elif_, []
        self.generic_visit(node, context)
        for other in others:
            self.generic_visit(other, context)
        node.elif_ = others
        return _taken(node)


def _assigned(tree: nodes.Template) -> set[str]:
    """Give the names that a template gives a meaning of its own."""
    own: set[str] = set()
    for node in tree.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.FromImport):
            own |= {name if isinstance(name, str) else name[1] for name in node.names}
        elif isinstance(node, nodes.Import):
            own.add(node.target)
        elif isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx != "load"):
            own.add(node.name)
    return own


def _taken(node: nodes.If) -> nodes.Node | list[nodes.Node]:
    """Give what a condition comes to where it is settled, else the condition."""
    if not isinstance(node.test, nodes.Const):
        return node
    if node.test.value:
        return node.body
    if not node.elif_:
        return node.else_
    first, *others = node.elif_
    return _taken(nodes.If(first.test, first.body, others, node.else_, lineno=first.lineno))


def _join_outputs(node: nodes.Node) -> None:
    """Join what is written in a row, so that constant texts become one."""
    for name in ("body", "else_"):
        joined: list[nodes.Node] = []
        for each in getattr(node, name, None) or ():
            last = joined[-1] if joined else None
            if isinstance(each, nodes.Output) and isinstance(last, nodes.Output):
                joined[-1] = nodes.Output(last.nodes + each.nodes, lineno=last.lineno)
            else:
                joined.append(each)
        if joined:
            setattr(node, name, joined)
