"""The drawn pictures: the same facts give the same picture, whatever their number."""

from datetime import date

from registry.pictures import (
    NetworkParty,
    draw_network,
    draw_timeline,
    money_bars,
    sector_shape,
    weave,
)


def consortium(count: int) -> list[NetworkParty]:
    """Return a coordinator and partners, each with a larger grant than the one before."""
    sectors = ["public", "academia", "business", "civil_society", ""]
    return [
        NetworkParty(
            name=f"Part nummer {at}", sector=sectors[at % 5], amount=at * 10_000, is_coordinator=at == 0
        )
        for at in range(count)
    ]


def test_one_party_is_no_network() -> None:
    assert draw_network(consortium(1)) is None
    assert draw_network([]) is None


def test_a_small_consortium_is_named_around_its_coordinator() -> None:
    network = draw_network(consortium(4))
    assert network is not None
    assert [node.ordinal for node in network.nodes] == [1, 2, 3, 4]
    assert (network.nodes[0].x, network.nodes[0].y) == ("50.00%", "210")
    assert network.is_named
    assert len(network.edges) == 3
    assert network.left_out == 0


def test_a_large_consortium_shows_the_largest_grants_and_says_how_many_it_leaves_out() -> None:
    network = draw_network(consortium(100))
    assert network is not None
    assert len(network.nodes) == 21
    assert [node.ordinal for node in network.nodes] == [1, *range(81, 101)]
    assert network.left_out == 79
    assert not network.is_named


def test_parties_without_sums_can_be_drawn() -> None:
    network = draw_network([NetworkParty(name=name, sector="", amount=None) for name in ("Ek", "Al", "Asp")])
    assert network is not None
    assert [node.amount for node in network.nodes] == [None, None, None]


def test_every_sector_has_a_shape_of_its_own() -> None:
    shapes = [sector_shape(sector) for sector in ("public", "academia", "business", "civil_society", "")]
    assert len({(shape.points, shape.radius) for shape in shapes}) == 5
    assert len({shape.letter for shape in shapes}) == 5


def test_a_mark_is_made_of_its_facts_only() -> None:
    mark = weave("2026-00012", ["public", "business"], "14", [11])
    assert mark == weave("2026-00012", ["public", "business"], "14", [11])
    assert mark != weave("2026-00013", ["public", "business"], "14", [11])
    assert {thread.sector for thread in mark.threads} == {"public", "business"}


def test_a_mark_can_be_made_of_nothing_known() -> None:
    assert [thread.sector for thread in weave("", [], "").threads] == ["unknown"]


def test_bars_share_the_widest() -> None:
    bars = money_bars([(100, 100), (50, None), (None, None)])
    assert [(bar.grant, bar.own) for bar in bars] == [
        ("50.00%", "100.00%"),
        ("25.00%", "25.00%"),
        ("0.00%", "0.00%"),
    ]


def test_milestones_stand_in_order_and_never_on_each_other() -> None:
    line = draw_timeline(
        starts=date(2025, 1, 2),
        ends=date(2026, 12, 31),
        others=[(date(2025, 1, 1), "decided"), (None, "outcome")],
        today=date(2026, 1, 1),
        start_title="starts",
        end_title="ends",
    )
    assert line is not None
    assert [milestone.title for milestone in line.milestones] == ["decided", "starts", "ends"]
    places = [float(milestone.x.rstrip("%")) for milestone in line.milestones]
    assert places[1] - places[0] >= 8
    assert [milestone.is_past for milestone in line.milestones] == [True, True, False]
    assert line.today_x is not None


def test_a_project_that_ends_before_it_starts_has_no_line() -> None:
    for starts, ends in [(date(2025, 2, 1), date(2025, 1, 1)), (None, date(2025, 1, 1)), (None, None)]:
        assert (
            draw_timeline(
                starts=starts, ends=ends, others=[], today=date(2025, 1, 1), start_title="", end_title=""
            )
            is None
        )
