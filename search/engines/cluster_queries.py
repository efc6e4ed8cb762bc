"""A compiled question in the cluster's language, and its answer read."""

from collections.abc import Iterable, Mapping
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search.compiling import AllOf, AnyOf, Match, Node, Phrase, Wanted
from search.engines.base import MOST_VALUES, SHORT_LIST, Found, Request
from search.engines.buckets import counts_in, kronor_in
from search.engines.cluster_schema import DEEPEST, facet_field
from search.engines.order import split_choice


def hits_body(request: Request) -> dict[str, Any]:
    """Return the question for one page of hits and how many there are in all."""
    asked = Search().query(_scored(request.kind, request.wanted))
    if request.facets:
        asked = asked.post_filter(Q("bool", filter=_chosen(request.facets)))
    size = max(0, min(request.limit, DEEPEST - request.offset))
    order = [{"_score": "desc"}, "record_id"] if request.sort == "relevance" else [{request.sort: "desc"}]
    asked = asked.sort(*order).extra(
        from_=min(request.offset, DEEPEST) if size else 0,
        size=size,
        track_total_hits=True,
        docvalue_fields=["record_id"],
        stored_fields=[],
    )
    body: dict[str, Any] = asked.to_dict()
    return body


def counts_body(request: Request) -> dict[str, Any]:
    """Return the question for every facet's counts, each without its own choice.

    It asks for no hits: such answers a cluster remembers until something changes.
    """
    asked = Search().query(_scored(request.kind, request.wanted)).extra(size=0, track_total_hits=False)
    for name in request.facet_names:
        others = {other: values for other, values in request.facets.items() if other != name}
        is_short = name in request.shortened and name not in request.facets
        # Each shard tells of all its values, or the sums of the few that are shown would be guesses.
        most = SHORT_LIST if is_short else MOST_VALUES
        values = A("terms", field=facet_field(name), size=most, shard_size=MOST_VALUES)
        if name in request.summed:
            values.metric("kronor", "sum", field="kronor")
        if others:
            asked.aggs.bucket(name, "filter", bool={"filter": [each.to_dict() for each in _chosen(others)]})
            asked.aggs[name].bucket("values", values)
        else:
            asked.aggs.bucket(name, values)
    body: dict[str, Any] = asked.to_dict()
    return body


def search_type(request: Request) -> str:
    """Say how shards are asked: words are counted over all of them first only where they are ranked by.

    Scores are only the same on every shard when they are.
    """
    return "dfs_query_then_fetch" if request.sort == "relevance" else "query_then_fetch"


def found_in(hits: Mapping[str, Any], counts: Mapping[str, Any] | None, request: Request) -> Found:
    """Read the cluster's answers to a question's two parts; there are no counts where no facet was named."""
    counted = counts["aggregations"] if counts else {}
    buckets = {name: counted[name].get("values", counted[name])["buckets"] for name in request.facet_names}
    facets = {name: counts_in(of_facet) for name, of_facet in buckets.items()}
    sums = {name: kronor_in(of_facet) for name, of_facet in buckets.items() if name in request.summed}
    ids = tuple(int(hit["fields"]["record_id"][0]) for hit in hits["hits"]["hits"])
    return Found(int(hits["hits"]["total"]["value"]), ids, facets, sums)


def kinds_body(wanted: Wanted) -> dict[str, Any]:
    """Return the question how many of each kind there are."""
    asked = Search().query(_scored("", wanted)).extra(size=0)
    asked.aggs.bucket("kinds", "terms", field="kind", size=100)
    body: dict[str, Any] = asked.to_dict()
    return body


def kinds_in(answer: Mapping[str, Any]) -> dict[str, int]:
    """Read how many of each kind there are."""
    return counts_in(answer["aggregations"]["kinds"]["buckets"])


def any_of_tokens(tokens: Iterable[str], fields: Iterable[str]) -> Query:
    """Return a question for any of the tokens in any of the fields."""
    names = tuple(fields)
    return Q("bool", filter=[Q("bool", should=[_term(name, token) for token in tokens for name in names])])


def _scored(kind: str, wanted: Wanted) -> Query:
    clauses = [_node(node) for node in wanted.clauses]
    parts: dict[str, Any] = {"filter": [Q("term", kind=kind) if kind else Q("match_all")]}
    if clauses and wanted.at_least >= len(clauses):
        parts["must"] = clauses
    elif clauses:
        parts |= {"should": clauses, "minimum_should_match": wanted.at_least}
    if wanted.unwanted:
        parts["must_not"] = [_node(node) for node in wanted.unwanted]
    return Q("bool", **parts)


def _chosen(facets: Mapping[str, frozenset[str]]) -> list[Query]:
    return [_any_value(name, values) for name, values in sorted(facets.items())]


def _any_value(name: str, values: frozenset[str]) -> Query:
    stored, ranges = split_choice(name, values)
    chosen = Q("terms", **{facet_field(name): stored})
    if not ranges:
        return chosen
    spans = [Q("range", largest={"gte": least, "lte": most}) for least, most in ranges]
    return Q("bool", should=[chosen, *spans], minimum_should_match=1)


def _term(field: str, token: str, weight: float = 1.0) -> Query:
    return Q("term", **{field: {"value": token, "boost": weight}})


def _node(node: Node) -> Query:
    match node:
        case Match(field, token, weight):
            return _term(field, token, weight)
        case Phrase(field, tokens, weight):
            return Q("match_phrase", **{field: {"query": " ".join(tokens), "boost": weight}})
        case AnyOf(children, at_least):
            return Q("bool", should=[_node(child) for child in children], minimum_should_match=at_least)
        case AllOf(children, weight):
            return Q("bool", must=[_node(child) for child in children], boost=weight)
