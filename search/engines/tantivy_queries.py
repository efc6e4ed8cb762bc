"""A compiled question as tantivy's queries, and hits in order."""

from collections.abc import Iterable, Mapping

import tantivy
from tantivy import Occur, Query

from search.compiling import AllOf, AnyOf, Match, Node, Phrase, Wanted
from search.engines.base import DEEPEST_HIT
from search.engines.order import split_choice
from search.engines.tantivy_schema import facet_field

_TIES_LOOKED_AT = 50


def compile_query(
    schema: tantivy.Schema, kind: str, wanted: Wanted, facets: Mapping[str, frozenset[str]]
) -> Query:
    """Return tantivy's query: one boolean sum of weighted terms, filters that don't count, and refusals."""
    parts: list[tuple[Occur, Query]] = [(Occur.Must, _silent(_of_kind(schema, kind)))]
    for name, values in sorted(facets.items()):
        parts.append((Occur.Must, _silent(_any_value(schema, name, values))))
    clauses = [_node(schema, node) for node in wanted.clauses]
    if clauses and wanted.at_least >= len(clauses):
        parts += [(Occur.Must, clause) for clause in clauses]
    elif clauses:
        parts.append((Occur.Must, _some(clauses, wanted.at_least)))
    parts += [(Occur.MustNot, _node(schema, node)) for node in wanted.unwanted]
    return Query.boolean_query(parts)


def left_out(schema: tantivy.Schema, kind: str, wanted: Wanted) -> Query:
    """Return the query for every document of a kind that a question does not find."""
    found = compile_query(schema, kind, wanted, {})
    return Query.boolean_query([(Occur.Must, _of_kind(schema, kind)), (Occur.MustNot, found)])


def _of_kind(schema: tantivy.Schema, kind: str) -> Query:
    return Query.term_query(schema, "kind", kind) if kind else Query.all_query()


def _any_value(schema: tantivy.Schema, name: str, values: frozenset[str]) -> Query:
    stored, ranges = split_choice(name, values)
    chosen = Query.term_set_query(schema, facet_field(name), stored)
    if not ranges:
        return chosen
    integer = tantivy.FieldType.Integer
    spans = [Query.range_query(schema, "largest", integer, least, most) for least, most in ranges]
    return _some([chosen, *spans], 1)


def _silent(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _some(queries: Iterable[Query], at_least: int) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries], at_least)


def _node(schema: tantivy.Schema, node: Node) -> Query:
    match node:
        case Match(field, token, weight):
            return Query.boost_query(Query.term_query(schema, field, token, "freq"), weight)
        case Phrase(field, tokens, weight):
            return Query.boost_query(Query.phrase_query(schema, field, list(tokens)), weight)
        case AnyOf(children, at_least):
            return _some([_node(schema, child) for child in children], at_least)
        case AllOf(children, weight):
            every = [(Occur.Must, _node(schema, child)) for child in children]
            return Query.boost_query(Query.boolean_query(every), weight)


def ranked_ids(
    searcher: tantivy.Searcher, query: Query, sort: str, offset: int, limit: int
) -> tuple[int, tuple[int, ...]]:
    """Return how many match, and the record ids of one page in order."""
    if sort != "relevance":
        found = searcher.search(query, max(1, limit), True, sort, offset)
        addresses = [address for _, address in found.hits][:limit]
        return found.count, tuple(searcher.fast_field_values("record_id", addresses))
    end = min(offset + limit, DEEPEST_HIT)
    asked = end + _TIES_LOOKED_AT
    found = searcher.search(query, asked, True)
    # A tie over the page's edge needs all its members before it can be broken by id.
    while len(found.hits) == asked > end > 0 and found.hits[end - 1][0] == found.hits[-1][0]:
        if asked > 4 * DEEPEST_HIT:
            break
        asked *= 4
        found = searcher.search(query, asked, True)
    ids = searcher.fast_field_values("record_id", [address for _, address in found.hits])
    scored = [(-round(score, 4), number) for (score, _), number in zip(found.hits, ids, strict=True)]
    return found.count, tuple(number for _, number in sorted(scored)[offset:end])
