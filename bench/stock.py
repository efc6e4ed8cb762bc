"""The stock peers: the same projects in the same fields under an engine's own Swedish analysis.

What an engine gives who sets it up by its manual: every field under its Swedish analysis, titles at double
weight, records with more of the words first.
"""

import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import tantivy
from elasticsearch import BadRequestError
from elasticsearch.helpers import bulk

from search.documents import FIELD_BY_NAME, Document
from search.engines.cluster_client import connect

FIELDS = ("title_sv", "title_en", "text_sv", "text_en", "names", "number")
_WEIGHTS = {"title_sv": 2.0, "title_en": 2.0}


class Peer(Protocol):
    """A stock engine with the projects in it."""

    name: str

    def find(self, text: str, most: int) -> list[int]:
        """Return record ids in order."""

    def close(self) -> None:
        """Leave nothing behind."""


def open_peer(documents: Iterable[Document], place: Path, cluster: str) -> Peer:
    """Return the cluster's own Swedish search where there is a cluster that has one, tantivy's otherwise.

    The cluster of `ops.opensearch` goes without the analysis module; those of the published images have it.
    """
    kept = list(documents)
    if cluster:
        try:
            return StockCluster(kept, cluster)
        except BadRequestError as problem:
            print(f"The cluster has no Swedish analyzer ({problem.message}); tantivy's is the peer.")
    return StockTantivy(kept, place)


def _joined(document: Document) -> dict[str, str]:
    found: dict[str, list[str]] = {name: [] for name in FIELDS}
    for name, text in document.texts:
        field = FIELD_BY_NAME[name]
        if field.type != "text":
            found["number" if field.type == "number" else "names"].append(text)
        else:
            found[f"{'title' if field.group == 'title' else 'text'}_{name[-2:]}"].append(text)
    return {name: "\n".join(texts) for name, texts in found.items()}


class StockTantivy:
    """Tantivy with its Swedish and English stemmers and stop words."""

    name = "tantivy, Swedish stemmer"

    def __init__(self, documents: Iterable[Document], place: Path) -> None:
        place.mkdir(parents=True)
        builder = tantivy.SchemaBuilder().add_integer_field("record_id", stored=True)
        for name in FIELDS:
            builder.add_text_field(name, tokenizer_name="swedish")
        self._index = tantivy.Index(builder.build(), path=str(place))
        analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        for each in (tantivy.Filter.stopword("swedish"), tantivy.Filter.stemmer("swedish")):
            analyser = analyser.filter(each)
        self._index.register_tokenizer("swedish", analyser.build())
        writer = self._index.writer(64_000_000, 1)
        for document in documents:
            writer.add_document(tantivy.Document(record_id=document.record_id, **_joined(document)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def find(self, text: str, most: int) -> list[int]:
        """Ask as a person would, words and phrases; those who have more of the words come first."""
        query, _ = self._index.parse_query_lenient(
            _without_operators(text), list(FIELDS), field_boosts=_WEIGHTS
        )
        searcher = self._index.searcher()
        found = searcher.search(query, most).hits
        return [searcher.doc(address).to_dict()["record_id"][0] for _, address in found]

    def close(self) -> None:
        """The index goes with its directory."""


def _without_operators(text: str) -> str:
    """Leave words and phrases: a colon or a hyphen in a title is no operator."""
    return re.sub(r'[^\w"]+', " ", text)


class StockCluster:
    """The cluster's `swedish` analyzer."""

    name = "OpenSearch, swedish analyzer"

    def __init__(self, documents: Iterable[Document], urls: str) -> None:
        self._client = connect(urls)
        self._name = f"stock-{secrets.token_hex(6)}"
        properties = {
            name: {"type": "text", "analyzer": "standard" if name == "number" else "swedish"}
            for name in FIELDS
        }
        self._client.indices.create(
            index=self._name,
            body={"settings": {"number_of_shards": 1}, "mappings": {"properties": properties}},
        )
        actions = (
            {"_index": self._name, "_id": str(document.record_id), "_source": _joined(document)}
            for document in documents
        )
        bulk(self._client, actions)
        self._client.indices.refresh(index=self._name)

    def find(self, text: str, most: int) -> list[int]:
        """Ask as a person would; records with more of the words come first."""
        weighted = [f"{name}^{_WEIGHTS.get(name, 1.0)}" for name in FIELDS]
        words = {"query": text, "fields": weighted, "type": "most_fields"}
        asked = {"query": {"multi_match": words}, "size": most, "_source": False}
        answer = self._client.search(index=self._name, body=asked)
        return [int(hit["_id"]) for hit in answer["hits"]["hits"]]

    def close(self) -> None:
        """Delete the index."""
        self._client.indices.delete(index=self._name)
