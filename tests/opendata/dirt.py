"""Invented records of the older `projekt` form, one for each kind of dirt that real files hold."""

from typing import Any

from tests.rulebook.numbers import number

MUNICIPALITY = number("2120", 911)
COMPANY = number("5599", 912)


def record(dnr: Any = "2015-00001", title: Any = "Bryggan som minns", **given: Any) -> dict[str, Any]:
    """Return a clean record; what is given replaces its keys (`orgnr`, `kind` are the extras)."""
    clean: dict[str, Any] = {
        "Diarienummer": dnr,
        "Ärenderubrik": title,
        "ÄrenderubrikEngelska": "The jetty that remembers",
        "MalSvenska": "Vi ville veta vad som hände vid vattnet.",
        "ResultatSvenska": "Det gick att fråga bryggan.",
        "ImplementationSvenska": None,
        "MalEngelska": "We wanted to know what happened.",
        "ResultatEngelska": None,
        "ImplementationEngelska": None,
        "BeviljatBidrag": 500_000,
        "ProjektStart": "2015-03-01T00:00:00",
        "ProjektSlut": "2016-02-28T00:00:00",
        "KoordinatorOrg": "Almköpings kommun",
        "_koordinatorOrgnr": given.pop("orgnr", f"{MUNICIPALITY[:6]}-{MUNICIPALITY[6:]}"),
        "_koordinatorTyp": given.pop("kind", "Stat, regioner, kommuner, församlingar"),
    }
    return clean | given


PERSONAL = "800101-9875"
DIRTY: list[dict[str, Any]] = [
    record(),
    record(
        "2015-00002",
        MalSvenska="<p>Första.</p><p onclick='x()'>Andra &amp; sista.<script>alert(1)</script></p>",
    ),
    record("2015-00003", MalSvenska="Vi mätte <CUBE> och p < 0.05 vid 5<7."),
    record("2015-00004", MalEngelska="The group´s goal", MalSvenska="&lt;p&gt;Dubbelt&lt;/p&gt;"),
    record(
        "2015-00005", MalSvenska="The aim of the project is to build a bridge with the people of the town."
    ),
    record(
        "2015-00006",
        "BRYGGAN SOM INTE VILL TYSTNA",
        KoordinatorOrg="KAJENS FRAMTID AKTIEBOLAG",
        orgnr=COMPANY,
        kind="Företag",
    ),
    record("2015-00007", BeviljatBidrag=None),
    record("2015-00008", BeviljatBidrag="1 250 000"),
    record("2015-00009", BeviljatBidrag=-5),
    record("2015-00010", BeviljatBidrag=12.5),
    record("2015-00011", ProjektStart="2017-01-01T00:00:00", ProjektSlut="2016-01-01T00:00:00"),
    record("2015-00012", ProjektStart="1900-01-01T00:00:00", ProjektSlut="i höst"),
    record("2015-00013", KoordinatorOrg="Anna på hörnet", orgnr=PERSONAL, kind="Företag"),
    record("2015-00014", orgnr="212000-0000"),
    record("2015-00015", MalSvenska=f"Ring Anna, {PERSONAL}, eller 070-123 45 67 om 2015-00001.", orgnr=None),
    record("2015-00016", ImplementationEngelska="xx", ÄrenderubrikEngelska="x"),
    record("2015-00017", None),
    record("2015-00018", " ", ÄrenderubrikEngelska=""),
    record("2015-00019", "Å" * 300),
    record("2015-00020", MalSvenska="Noll\u0000 och ensam \ud800."),
    record("2015-00021", MalSvenska=["en", "lista"]),
    record(
        "2015-00022",
        LankLista=[
            {"Beskrivning": "", "URL": ""},
            {"Beskrivning": "Webb", "URL": "https://bryggan.example/"},
            {"Beskrivning": "", "URL": "javascript:alert(1)"},
        ],
    ),
    record("2015-00023", Status="Avbrutet"),
    record("2015-00024", Status="Vilande"),
    record("2015-00025", KoordinatorOrg=None),
    record("2015-00026", kind="Övrigt", KoordinatorArb="Hamnkontoret"),
    record("2015-00027", DiarienummerUtlysning="2014-00001"),
    record("2015-00028_Vinnova"),
    record("2015-00001_RJ"),
    record("2015-00001", "Samma nummer igen"),
    record("15-1"),
    record(PERSONAL),
    record(None),
    record("2015-00029", MalEngelska="** Denna text är maskinöversatt ** The goal."),
    record("2015-00030", MalSvenska="Rad ett\r\n\r\n\r\n\r\nRad   två \r\nrad tre"),
]
